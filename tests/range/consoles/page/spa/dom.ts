type Attributes = Readonly<Record<string, string | boolean | null | ((event: Event) => void)>>;
type Child = Node | string | null;

const look = metaText('look');

/** Makes an element. A function is a listener for the event of that name; true is a bare attribute; false and null are none. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A class name in the look of the moment. */
export function cls(name: string): string {
  return `${look}-${name}`;
}

/** What the document says about itself in a `<meta>`. */
export function metaText(name: string): string {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
}
