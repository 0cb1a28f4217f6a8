import type { Box, Place, Role } from '../page.ts';
import { ACCESSIBLE, type Accessible } from './accessible.ts';

// Not imported: whatever loads this file may call an import something else, and here it is a name in the page.
declare const folded: Accessible['folded'];
declare const isNamed: Accessible['isNamed'];
declare const isSpoken: Accessible['isSpoken'];
declare const isVisible: Accessible['isVisible'];
declare const labelsOf: Accessible['labelsOf'];
declare const nameOf: Accessible['nameOf'];
declare const outside: Accessible['outside'];
declare const roleOf: Accessible['roleOf'];

/** How something is found on a page; sent to the page as data, and followed there. */
export type Way =
  | Readonly<{ by: 'role'; role: Role; name: Words | null; level: number | null }>
  | Readonly<{ by: 'label' | 'text'; words: Words }>
  | Readonly<{ by: 'css'; css: string }>
  | Readonly<{ by: 'within'; outer: Way; inner: Way }>
  | Readonly<{ by: 'or' | 'and'; one: Way; other: Way }>
  | Readonly<{ by: 'nth'; of: Way; index: number }>
  | Readonly<{ by: 'frame'; frame: string; inner: Way }>;

/** What a name or a text says: all of it, some of it in any case, or what fits a pattern. */
export type Words = Readonly<{ say: string; how: 'exact' | 'part' | 'pattern' }>;

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
      return all.filter((one) => labelsOf(one).some((label) => isNamed(label, way.words)));
    case 'text':
      return all.filter((one) => hasText(one, way.words) && ![...one.children].some((child) => hasText(child, way.words)));
    case 'css':
      return all.filter((one) => one.matches(way.css));
    case 'within': {
      const outers = follow(all, way.outer);
      return follow(all, way.inner).filter((one) => outers.some((outer) => outer !== one && isInside(one, outer)));
    }
    case 'frame':
      return all
        .filter((one) => one.matches(way.frame))
        .flatMap((one) => {
          const inside: unknown = Reflect.get(one, 'contentDocument');
          return isDocument(inside) ? follow(everything(inside), way.inner) : [];
        });
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
  return (way.level === null || level === way.level) && (way.name === null || isNamed(nameOf(one), way.name));
}

/** That of a frame is no instance of this window's class. */
function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'documentElement' in value;
}

function hasText(one: Element, wanted: Words): boolean {
  return !['script', 'style', 'noscript', 'head', 'title'].includes(one.localName) && isNamed(folded(one.textContent), wanted);
}

function isInside(element: Element | null, outer: Element): boolean {
  for (let here = element; here !== null; here = outside(here)) if (here === outer) return true;
  return false;
}

function frameOf(one: Element): Element | null {
  return one.ownerDocument.defaultView?.frameElement ?? null;
}

/** Where the frame that an element stands in begins, in the window. */
function cornerOf(one: Element): Place {
  const frame = frameOf(one);
  if (frame === null) return { x: 0, y: 0 };
  const { x, y } = frame.getBoundingClientRect();
  const outer = cornerOf(frame);
  return { x: outer.x + x + frame.clientLeft, y: outer.y + y + frame.clientTop };
}

/** What a press at a place of a document's own window would reach. */
function deepestAt(root: Document, x: number, y: number): Element | null {
  const seen = new Set<Element>();
  let here = root.elementFromPoint(x, y);
  while (here !== null && !seen.has(here)) {
    seen.add(here);
    here = here.shadowRoot?.elementFromPoint(x, y) ?? here;
  }
  return here;
}

/** Whether a press at a place of an element's own window reaches it, and the frames around it too. */
function isReached(one: Element, { x, y }: Place): boolean {
  const hit = deepestAt(one.ownerDocument, x, y);
  if (hit === null || !(isInside(hit, one) || hit.closest('label')?.control === one)) return false;
  const frame = frameOf(one);
  if (frame === null) return true;
  const inner = cornerOf(one);
  const outer = cornerOf(frame);
  return isReached(frame, { x: x + inner.x - outer.x, y: y + inner.y - outer.y });
}

function described(one: Element, place: Place | null): First {
  const { x, y, width, height } = one.getBoundingClientRect();
  const corner = cornerOf(one);
  return {
    isVisible: isVisible(one),
    isEnabled: !one.matches(':disabled') && one.getAttribute('aria-disabled') !== 'true',
    isChecked: 'checked' in one && one.checked === true,
    isOnTop: isReached(one, { x: x + (place?.x ?? width / 2), y: y + (place?.y ?? height / 2) }),
    box: { x: corner.x + x, y: corner.y + y, width, height },
    value: 'value' in one && typeof one.value === 'string' ? one.value : '',
    text: one.textContent ?? '',
    attributes: Object.fromEntries([...one.attributes].map((attribute) => [attribute.name, attribute.value])),
  };
}

/** Runs in the page: the first that is found, for what is done to it there and not by a hand. */
function first(way: Way): Element {
  const [found] = follow(everything(document), way);
  if (found === undefined) throw new Error('it is not there');
  return found;
}

/** Runs in the page: makes a control ready to be typed over. A kind that is not typed into gets its value, as the other browser's test tool does. */
function beginFilling({ way, text }: Readonly<{ way: Way; text: string }>): boolean {
  const found = first(way);
  const isTyped =
    found instanceof HTMLTextAreaElement || (found instanceof HTMLInputElement && /^(text|email|tel|url|search)$/.test(found.type));
  if (found instanceof HTMLElement) found.focus();
  if (isTyped) found.select();
  else setValue(found, text);
  return isTyped;
}

/** Runs in the page. */
function pickOption({ way, value, label }: Readonly<{ way: Way; value: string | null; label: string | null }>): void {
  const found = first(way);
  if (!(found instanceof HTMLSelectElement)) throw new Error('it is no list to pick from');
  const wanted = [...found.options].find((one) => (label === null ? one.value === value : folded(one.label) === label));
  if (wanted === undefined) throw new Error(`it offers ${[...found.options].map((one) => one.label).join(', ')}`);
  setValue(found, wanted.value);
}

function setValue(found: Element, value: string): void {
  if (!(found instanceof HTMLInputElement || found instanceof HTMLSelectElement)) throw new Error('it holds no value');
  found.value = value;
  for (const type of ['input', 'change']) found.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
}

const inPage = (act: (argument: never) => unknown): string => `(argument) => {
  ${ACCESSIBLE}
  ${[everything, follow, hasRole, isDocument, hasText, isInside, frameOf, cornerOf, deepestAt, isReached, described, first, setValue].map(String).join('\n')}
  return (${String(act)})(argument);
}`;

/** The texts of functions that are run in the page, with everything that they use: one that looks, with a `Looking`, and what is done there. */
export const LOOK: string = inPage(look);
export const FIRST: string = inPage(first);
export const BEGIN_FILLING: string = inPage(beginFilling);
export const PICK_OPTION: string = inPage(pickOption);
