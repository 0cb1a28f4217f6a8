import { allIn, documentInside, isClosedRoot, isDocument, nameOfTag, openShadowRoot, parentOf, type Root, rootOf } from './dom.ts';

/** Opens a shadow root where the browser allows it, closed ones included; null where there is none, or it is not allowed. */
export type OpenRoot = (element: Element) => ShadowRoot | null;

/** Asking the browser for a root of every plain element at every look is slow: a "no" is remembered until told otherwise. */
export function rememberingRoots(open: OpenRoot): Readonly<{ open: OpenRoot; forget(): void }> {
  let without = new WeakSet<Element>();
  return {
    open(element) {
      if (without.has(element)) return null;
      const root = open(element);
      if (root === null && !nameOfTag(element).includes('-')) without.add(element);
      return root;
    },
    forget() {
      without = new WeakSet();
    },
  };
}

/** Everything on a page in one list, in the order of the page, across open shadow roots and same-origin frames. */
export type Tree = Readonly<{
  elements: readonly Element[];
  roots: readonly Root[];
  /** Elements that stand in closed shadow roots. */
  closed: ReadonlySet<Element>;
  /** Frames of other origins, and custom elements that may hide a root nobody can open. */
  opaque: readonly Element[];
  /** The frame that shows a document. */
  frames: ReadonlyMap<Document, Element>;
  /** Our own panel's host, which is no part of the page. */
  skipped: Element | null;
}>;

/** More than this is no console's screen; the rest of the page is then not known, and says so by being empty. */
const ELEMENTS_MAX = 100_000;

type Growing = {
  elements: Element[];
  roots: Root[];
  closed: Set<Element>;
  opaque: Element[];
  frames: Map<Document, Element>;
  skipped: Element | null;
};
export type TreeOptions = Readonly<{ openRoot: OpenRoot; skip: Element | null }>;

export function treeOf(document: Document, options: TreeOptions): Tree {
  const tree: Growing = { elements: [], roots: [], closed: new Set(), opaque: [], frames: new Map(), skipped: options.skip };
  grow(document, false, tree, options);
  return tree.elements.length > ELEMENTS_MAX ? { ...tree, elements: [] } : tree;
}

function grow(root: Root, isClosed: boolean, tree: Growing, options: TreeOptions): void {
  tree.roots.push(root);
  for (const element of allIn(root, '*')) {
    if (tree.elements.length > ELEMENTS_MAX) return;
    if (element === options.skip) continue;
    tree.elements.push(element);
    if (isClosed) tree.closed.add(element);
    growInside(element, isClosed, tree, options);
  }
}

function growInside(element: Element, isClosed: boolean, tree: Growing, options: TreeOptions): void {
  const tag = nameOfTag(element);
  const open = openShadowRoot(element);
  if (open !== null) grow(open, isClosed, tree, options);
  else if (tag === 'iframe' || tag === 'frame' || tag === 'object') growFrame(element, isClosed, tree, options);
  else if (mayHost(tag)) growClosed(element, isClosed, tree, options);
}

function growFrame(element: Element, isClosed: boolean, tree: Growing, options: TreeOptions): void {
  const inner = documentInside(element);
  if (inner === null) {
    // An object without a document is a picture, or a part that the browser draws itself.
    if (nameOfTag(element) !== 'object') tree.opaque.push(element);
    return;
  }
  tree.frames.set(inner, element);
  grow(inner, isClosed, tree, options);
}

function growClosed(element: Element, isClosed: boolean, tree: Growing, options: TreeOptions): void {
  const root = options.openRoot(element);
  if (root !== null) grow(root, isClosed || isClosedRoot(root), tree, options);
  else if (nameOfTag(element).includes('-')) tree.opaque.push(element);
}

/** The elements that can have a shadow root at all (DOM Standard, `attachShadow`). */
const HOSTS: ReadonlySet<string> = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

function mayHost(tag: string): boolean {
  return tag.includes('-') || HOSTS.has(tag);
}

/** The ancestors of an element as they are drawn, through shadow roots and out of frames. */
export function* ancestorsOf(element: Element, tree: Tree): Generator<Element> {
  for (let at = outward(element, tree); at !== null; at = outward(at, tree)) yield at;
}

function outward(element: Element, tree: Tree): Element | null {
  const parent = parentOf(element);
  if (parent !== null) return parent;
  const root = rootOf(element);
  return isDocument(root) ? (tree.frames.get(root) ?? null) : null;
}
