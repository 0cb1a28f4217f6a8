import type { Box, Place, Role } from '../page.ts';
import { ACCESSIBLE, folded, isNamed, isSpoken, isVisible, labelsOf, nameOf, outside, roleOf } from './accessible.ts';

/** How something is found on a page; sent to the page as data, and followed there. */
export type Way =
  | Readonly<{ by: 'role'; role: Role; name: string | null; isExact: boolean; level: number | null }>
  | Readonly<{ by: 'label'; label: string; isExact: boolean }>
  | Readonly<{ by: 'text'; text: string }>
  | Readonly<{ by: 'css'; css: string }>
  | Readonly<{ by: 'within'; outer: Way; inner: Way }>
  | Readonly<{ by: 'or' | 'and'; one: Way; other: Way }>
  | Readonly<{ by: 'nth'; of: Way; index: number }>;

/** What was found, and the first of it in full. `box` in pixels of the window; `isOnTop`: a press at its place would reach it. */
export type Found = Readonly<{ count: number; texts: readonly string[]; first: First | null }>;
type First = Readonly<{
  isVisible: boolean;
  isEnabled: boolean;
  isChecked: boolean;
  isOnTop: boolean;
  box: Box;
  value: string;
  text: string;
  attributes: Readonly<Record<string, string>>;
}>;

/** `place`: where in the first that is found, from its upper left corner; null for its middle. */
export type Looking = Readonly<{ way: Way; isToScroll: boolean; place: Place | null }>;

/** Runs in the page. Open shadow roots are looked through, closed ones are not. */
function look({ way, isToScroll, place }: Looking): Found {
  const found = follow(everything(document), way);
  const [first] = found;
  if (first !== undefined && isToScroll && !described(first, place).isOnTop) first.scrollIntoView({ block: 'center', behavior: 'instant' });
  return {
    count: found.length,
    texts: found.map((one) => one.textContent ?? ''),
    first: first === undefined ? null : described(first, place),
  };
}

/** In the order of the document. */
function everything(root: Document | ShadowRoot | Element): Element[] {
  return [...root.children].flatMap((child) => [
    child,
    ...(child.shadowRoot === null ? [] : everything(child.shadowRoot)),
    ...everything(child),
  ]);
}

function follow(all: readonly Element[], way: Way): Element[] {
  switch (way.by) {
    case 'role':
      return all.filter((one) => hasRole(one, way));
    case 'label':
      return all.filter((one) => labelsOf(one).some((label) => isNamed(label, way.label, way.isExact)));
    case 'text':
      return all.filter((one) => hasText(one, way.text) && ![...one.children].some((child) => hasText(child, way.text)));
    case 'css':
      return all.filter((one) => one.matches(way.css));
    case 'within': {
      const outers = follow(all, way.outer);
      return follow(all, way.inner).filter((one) => outers.some((outer) => outer !== one && isInside(one, outer)));
    }
    case 'nth':
      return follow(all, way.of).slice(way.index, way.index + 1);
    case 'or':
    case 'and': {
      const some = follow(all, way.one);
      const others = follow(all, way.other);
      return all.filter((one) =>
        way.by === 'or' ? some.includes(one) || others.includes(one) : some.includes(one) && others.includes(one),
      );
    }
  }
}

function hasRole(one: Element, way: Extract<Way, { by: 'role' }>): boolean {
  if (roleOf(one) !== way.role || !isSpoken(one)) return false;
  const level = Number(one.getAttribute('aria-level') ?? one.localName.slice(1));
  return (way.level === null || level === way.level) && (way.name === null || isNamed(nameOf(one), way.name, way.isExact));
}

function hasText(one: Element, wanted: string): boolean {
  return !['script', 'style', 'noscript', 'head', 'title'].includes(one.localName) && isNamed(folded(one.textContent), wanted, false);
}

function isInside(element: Element | null, outer: Element): boolean {
  for (let here = element; here !== null; here = outside(here)) if (here === outer) return true;
  return false;
}

/** What a press at a place of the window would reach. */
function deepestAt(x: number, y: number): Element | null {
  const seen = new Set<Element>();
  let here = document.elementFromPoint(x, y);
  while (here !== null && !seen.has(here)) {
    seen.add(here);
    here = here.shadowRoot?.elementFromPoint(x, y) ?? here;
  }
  return here;
}

function described(one: Element, place: Place | null): First {
  const { x, y, width, height } = one.getBoundingClientRect();
  const hit = deepestAt(x + (place?.x ?? width / 2), y + (place?.y ?? height / 2));
  return {
    isVisible: isVisible(one),
    isEnabled: !one.matches(':disabled') && one.getAttribute('aria-disabled') !== 'true',
    isChecked: 'checked' in one && one.checked === true,
    isOnTop: hit !== null && (isInside(hit, one) || hit.closest('label')?.control === one),
    box: { x, y, width, height },
    value: 'value' in one && typeof one.value === 'string' ? one.value : '',
    text: one.textContent ?? '',
    attributes: Object.fromEntries([...one.attributes].map((attribute) => [attribute.name, attribute.value])),
  };
}

/** The text of a function that looks, with everything that it uses. It is run in the page, with a `Looking`. */
export const LOOK: string = `(looking) => {
  ${ACCESSIBLE}
  ${[everything, follow, hasRole, hasText, isInside, deepestAt, described, look].map(String).join('\n')}
  return look(looking);
}`;
