/**
 * The page's DOM through prototype getters, captured once before the page could touch anything. A page may clobber
 * names (`<input name="id">` makes `form.id` an input), so nothing here is ever read off an element itself. The captured
 * functions work on elements of same-origin frames as well. None of them changes the page.
 */

type Getter = (node: object) => unknown;

function captured(prototype: object, name: string): Getter {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) return () => undefined;
  return (node) => Reflect.apply(get, node, []);
}

const nodeType = captured(Node.prototype, 'nodeType');
const parentNode = captured(Node.prototype, 'parentNode');
const firstChild = captured(Node.prototype, 'firstChild');
const nextSibling = captured(Node.prototype, 'nextSibling');
const ownerDocument = captured(Node.prototype, 'ownerDocument');
const baseUri = captured(Node.prototype, 'baseURI');
const isConnectedNow = captured(Node.prototype, 'isConnected');
const nodeValue = captured(Node.prototype, 'nodeValue');
const host = captured(ShadowRoot.prototype, 'host');
const mode = captured(ShadowRoot.prototype, 'mode');
const localName = captured(Element.prototype, 'localName');
const assignedSlot = captured(Element.prototype, 'assignedSlot');
const shadowRootOfElement = captured(Element.prototype, 'shadowRoot');
const FRAME_DOCUMENTS: Readonly<Record<string, Getter>> = {
  iframe: captured(HTMLIFrameElement.prototype, 'contentDocument'),
  frame: captured(HTMLFrameElement.prototype, 'contentDocument'),
  object: captured(HTMLObjectElement.prototype, 'contentDocument'),
};
const defaultView = captured(Document.prototype, 'defaultView');
const documentActive = captured(Document.prototype, 'activeElement');
const shadowActive = captured(ShadowRoot.prototype, 'activeElement');
const getAttribute = Element.prototype.getAttribute;
const hasAttribute = Element.prototype.hasAttribute;
const elementMatches = Element.prototype.matches;
const firstInside = Element.prototype.querySelector;
const allInsideElement = Element.prototype.querySelectorAll;
const getRootNode = Node.prototype.getRootNode;
const checkVisibility = Element.prototype.checkVisibility;
const boundingRect = Element.prototype.getBoundingClientRect;
const computedStyle = globalThis.getComputedStyle;
const performanceNow = Performance.prototype.now;
const documentAll = Document.prototype.querySelectorAll;
const fragmentAll = DocumentFragment.prototype.querySelectorAll;

export type Root = Document | ShadowRoot;

const ELEMENT = 1;
const TEXT = 3;
const DOCUMENT = 9;
const FRAGMENT = 11;

export function isElement(node: unknown): node is Element {
  return isNode(node) && nodeType(node) === ELEMENT;
}

export function isDocument(node: unknown): node is Document {
  return isNode(node) && nodeType(node) === DOCUMENT;
}

function isShadowRoot(node: unknown): node is ShadowRoot {
  return isNode(node) && nodeType(node) === FRAGMENT && isElement(hostOrNull(node));
}

/** Windows are event targets too, and node getters throw on them. */
function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return typeof nodeType(value) === 'number';
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function hostOrNull(fragment: object): unknown {
  try {
    return host(fragment);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export function nameOfTag(element: Element): string {
  return String(localName(element));
}

export function attribute(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

export function isAttributeSet(element: Element, name: string): boolean {
  return hasAttribute.call(element, name);
}

export function matches(element: Element, selector: string): boolean {
  return elementMatches.call(element, selector);
}

/** Whether something inside an element, in the same tree, fits a selector. */
export function holds(element: Element, selector: string): boolean {
  return firstInside.call(element, selector) !== null;
}

export function allInside(element: Element, selector: string): readonly Element[] {
  return [...allInsideElement.call(element, selector)];
}

export function rootOf(node: Node): Root | null {
  const root = getRootNode.call(node);
  return isDocument(root) || isShadowRoot(root) ? root : null;
}

export function allIn(root: Root, selector: string): readonly Element[] {
  return isDocument(root) ? [...documentAll.call(root, selector)] : [...fragmentAll.call(root, selector)];
}

export function elementWithId(root: Root, id: string): Element | null {
  return allIn(root, `#${CSS.escape(id)}`)[0] ?? null;
}

export function documentOf(node: Node): Document | null {
  const owner = ownerDocument(node);
  return isDocument(owner) ? owner : null;
}

/** The window of a document, or the document itself where it has none. */
export function windowOf(document: Document): EventTarget {
  const view = defaultView(document);
  return typeof view === 'object' && view !== null && 'addEventListener' in view && isTarget(view) ? view : document;
}

/** Now, as the events of an element's document count it: a frame's clock begins when the frame is loaded. */
export function nowAt(element: Element): number {
  const owner = documentOf(element);
  const view = owner === null ? null : defaultView(owner);
  const clock = typeof view === 'object' && view !== null && 'performance' in view ? view.performance : null;
  return typeof clock === 'object' && clock !== null ? Number(Reflect.apply(performanceNow, clock, [])) : performance.now();
}

function isTarget(value: object): value is EventTarget {
  return 'dispatchEvent' in value;
}

export function isConnected(node: Node): boolean {
  return isConnectedNow(node) === true;
}

export function openShadowRoot(element: Element): ShadowRoot | null {
  const root = shadowRootOfElement(element);
  return isShadowRoot(root) ? root : null;
}

export function isClosedRoot(root: ShadowRoot): boolean {
  return mode(root) === 'closed';
}

/** The document inside a frame; null where it is of another origin, or where the element is no frame. */
export function documentInside(element: Element): Document | null {
  try {
    const inner = FRAME_DOCUMENTS[nameOfTag(element)]?.(element);
    return isDocument(inner) ? inner : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** The custom element, or other host, whose shadow root an element stands in; null in the document itself. */
export function hostOf(element: Element): Element | null {
  const root = rootOf(element);
  const owner = isShadowRoot(root) ? host(root) : null;
  return isElement(owner) ? owner : null;
}

/** The parent as it is drawn: the slot, else the parent, else the host of the shadow root. */
export function parentOf(node: Node): Element | null {
  if (isElement(node)) {
    const slot = assignedSlot(node);
    if (isElement(slot)) return slot;
  }
  const parent = parentNode(node);
  if (isElement(parent)) return parent;
  if (!isShadowRoot(parent)) return null;
  const owner = host(parent);
  return isElement(owner) ? owner : null;
}

export function isInside(element: Element, ancestor: Element): boolean {
  for (let at: Element | null = element; at !== null; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

/** The text of a text node; null for every other node. */
export function textOf(node: Node): string | null {
  return nodeType(node) === TEXT ? String(nodeValue(node)) : null;
}

export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (let child = firstChild(node); isNode(child); child = nextSibling(child)) children.push(child);
  return children;
}

/** The address that relative addresses of an element are resolved against. */
export function addressOfDocument(element: Element): string {
  return String(baseUri(element));
}

/** The element in focus, through shadow roots; frames are looked into by whoever knows them. */
export function focusedIn(root: Document): Element | null {
  let active = documentActive(root);
  while (isElement(active)) {
    const inner = openShadowRoot(active);
    const deeper = inner === null ? null : shadowActive(inner);
    if (!isElement(deeper)) break;
    active = deeper;
  }
  return isElement(active) ? active : null;
}

/** Whether a person can see it: rendered, and not `visibility: hidden`. */
export function isRendered(element: Element): boolean {
  if (checkVisibility.call(element, { visibilityProperty: true })) return true;
  if (!hasNoBoxOfItsOwn(element)) return false;
  const parent = parentOf(element);
  return parent === null || isRendered(parent);
}

/** Nothing of it can be seen, although it has its place: kits keep a dialog that is closed so. */
export function isSeenThrough(element: Element): boolean {
  return checkVisibility.call(element) && !checkVisibility.call(element, { opacityProperty: true });
}

/** `display: contents`: the element has no box, but what is in it has. */
function hasNoBoxOfItsOwn(element: Element): boolean {
  return styleOf(element).display === 'contents';
}

export function styleOf(element: Element): CSSStyleDeclaration {
  return computedStyle(element);
}

export function boxOf(element: Element): DOMRect {
  return boundingRect.call(element);
}
