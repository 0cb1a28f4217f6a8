/**
 * Roles and names as WAI-ARIA 1.2 and AccName 1.2 give them, as far as the practice consoles and the extension's pages need them.
 * Every function here is sent to the page as text: it uses nothing but the others of `ACCESSIBLE`, under these very names.
 */

function folded(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** The element around this one, also out of an open shadow root. */
function outside(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
}

function isSpoken(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  for (let here: Element | null = element; here !== null; here = outside(here)) {
    if (here.getAttribute('aria-hidden') === 'true') return false;
  }
  return true;
}

function roleOf(element: Element): string {
  const told = element.getAttribute('role');
  if (told !== null) return told;
  if (element instanceof HTMLInputElement) {
    if (['submit', 'button', 'reset', 'image'].includes(element.type)) return 'button';
    return ['text', 'email', 'tel', 'url', 'datetime-local'].includes(element.type) ? 'textbox' : element.type;
  }
  if (/^h[1-6]$/.test(element.localName)) return 'heading';
  if (element.localName === 'a' && element.hasAttribute('href')) return 'link';
  if (element instanceof HTMLSelectElement) return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  // A section is one only with a name of its own.
  if (element.localName === 'section') return labelsOf(element).length > 0 ? 'region' : '';
  return { textarea: 'textbox', fieldset: 'group', button: 'button', article: 'article' }[element.localName] ?? '';
}

function labelsOf(element: Element): string[] {
  const root = element.getRootNode();
  const ids = folded(element.getAttribute('aria-labelledby')).split(' ');
  const isScope = root instanceof Document || root instanceof ShadowRoot;
  const referred = ids.map((id) => (isScope && id !== '' ? root.getElementById(id)?.textContent : '') ?? '').join(' ');
  const native = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : [];
  const told = [referred, element.getAttribute('aria-label'), ...native.map((label) => label.textContent)];
  return told.map(folded).filter((one) => one !== '');
}

function nameOf(element: Element): string {
  const [label] = labelsOf(element);
  if (label !== undefined) return label;
  const title = folded(element.getAttribute('title'));
  if (element instanceof HTMLInputElement) return roleOf(element) === 'button' ? element.value : title || folded(element.placeholder);
  if (element instanceof HTMLFieldSetElement) return folded(element.querySelector(':scope > legend')?.textContent);
  return ['group', 'article', 'textbox'].includes(roleOf(element)) ? title : folded(element.textContent) || title;
}

function isNamed(found: string, { say, how }: Readonly<{ say: string; how: 'exact' | 'part' | 'pattern' }>): boolean {
  if (how === 'pattern') return new RegExp(say).test(found);
  return how === 'exact' ? found === folded(say) : found.toLowerCase().includes(folded(say).toLowerCase());
}

const ALL = { folded, outside, isVisible, isSpoken, roleOf, labelsOf, nameOf, isNamed };
/** What stands under these names wherever the text has been sent. */
export type Accessible = typeof ALL;
/** The text of all of them, to be sent to the page. */
export const ACCESSIBLE: string = Object.values(ALL).map(String).join('\n');
