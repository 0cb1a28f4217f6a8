import { isSpeakingRole } from '../core/profile/notice.ts';
import type { Localised, Locator } from '../core/profile/profile.ts';
import { fold, isSaid, isSaidWithin, wordsOf } from '../core/profile/words.ts';
import { allIn, attribute, matches } from './dom.ts';
import type { Names } from './names.ts';
import { isControlRole, isGroupRole, roleOf } from './role.ts';
import { ancestorsOf, type Tree } from './tree.ts';
import { visibleText } from './visible-text.ts';

/** What a locator came to. Only `one` is a control; a guard that guesses is no guard. */
export type Hit =
  | Readonly<{ is: 'one'; element: Element }>
  | Readonly<{ is: 'none' }>
  | Readonly<{ is: 'many'; count: number }>
  /** It stands in a closed shadow root, and the profile's author did not say so. */
  | Readonly<{ is: 'hidden-away' }>;

/** Finds controls on one page as it was when its tree was taken. */
export type Finder = Readonly<{
  tree: Tree;
  one(locator: Locator): Hit;
  all(locator: Locator): readonly Element[];
  /** Whether this very element fits, without looking for others. */
  fits(locator: Locator, element: Element): boolean;
  withRole(role: string): readonly Element[];
  /** Every form control, in no order across roles. */
  controls(): readonly Element[];
  nameOf(element: Element): string;
}>;

/** A page's elements by what they are. Stays true until the page's structure changes. */
export type Index = Readonly<{ tree: Tree; byRole: ReadonlyMap<string, readonly Element[]>; controls: readonly Element[] }>;

export function createFinder(index: Index, names: Names): Finder {
  const { tree } = index;
  const known = new Map<Locator, readonly Element[]>();
  const called = callingIn(names);
  const fits = (locator: Locator, element: Element): boolean => {
    if (locator.role !== undefined && roleOf(element) !== locator.role) return false;
    return fitsApartFromRole(locator, element);
  };
  const fitsApartFromRole = (locator: Locator, element: Element): boolean => {
    if (locator.testId !== undefined && attribute(element, 'data-testid') !== locator.testId) return false;
    if (locator.css !== undefined && !fitsSelector(element, locator.css)) return false;
    if (locator.label !== undefined && !(isControlRole(roleOf(element)) && isSaid(locator.label, names.nameOf(element)))) return false;
    if (locator.name !== undefined && !isSaid(locator.name, names.nameOf(element))) return false;
    if (locator.nameHas !== undefined && !saysPart(locator.nameHas, element, names)) return false;
    return locator.within === undefined || isWithin(locator.within, element, tree, fits);
  };
  const all = (locator: Locator): readonly Element[] => {
    const before = known.get(locator);
    if (before !== undefined) return before;
    const found = candidates(locator, index, called).filter((element) => fitsApartFromRole(locator, element));
    known.set(locator, found);
    return found;
  };
  return {
    tree,
    all,
    fits,
    one: (locator) => hitOf(locator, all(locator), tree),
    withRole: (role) => index.byRole.get(role) ?? [],
    controls: () => index.controls,
    nameOf: (element) => names.nameOf(element),
  };
}

export function indexOf(tree: Tree): Index {
  const byRole = new Map<string, Element[]>();
  const controls: Element[] = [];
  for (const element of tree.elements) {
    const role = roleOf(element);
    if (role === null) continue;
    const list = byRole.get(role);
    if (list) list.push(element);
    else byRole.set(role, [element]);
    if (isControlRole(role) || isGroupRole(role)) controls.push(element);
  }
  return { tree, byRole, controls };
}

type Calling = (said: Localised, among: readonly Element[]) => readonly Element[];

/**
 * Of many elements those that are called what the profile says. They are named once, however many names are asked for: a page of
 * thousands of controls is described by asking for each. Words in several locales are left to be compared.
 */
function callingIn(names: Names): Calling {
  const byName = new Map<readonly Element[], ReadonlyMap<string, readonly Element[]>>();
  return (said, among) => {
    const [word, ...others] = wordsOf(said);
    if (word === undefined || others.length > 0) return among;
    const known = byName.get(among) ?? Map.groupBy(among, (one) => fold(names.nameOf(one)));
    byName.set(among, known);
    return known.get(word) ?? [];
  };
}

/** What may fit; whoever has a role to go by has compared it already. */
function candidates({ role, name, testId, css, label }: Locator, { tree, byRole, controls }: Index, called: Calling): readonly Element[] {
  const withRole = role === undefined ? null : (byRole.get(role) ?? []);
  if (withRole !== null) return name === undefined ? withRole : called(name, withRole);
  if (testId !== undefined) return bySelector(tree, `[data-testid="${CSS.escape(testId)}"]`);
  if (css !== undefined) return bySelector(tree, css);
  return label === undefined ? [] : called(label, controls);
}

function bySelector(tree: Tree, selector: string): readonly Element[] {
  try {
    return tree.roots.flatMap((root) => allIn(root, selector)).filter((element) => element !== tree.skipped);
  } catch (error) {
    if (isSyntaxError(error)) return [];
    throw error;
  }
}

function fitsSelector(element: Element, selector: string): boolean {
  try {
    return matches(element, selector);
  } catch (error) {
    if (isSyntaxError(error)) return false;
    throw error;
  }
}

/** A selector that the browser does not understand finds nothing; the field is then missing, and says so. */
function isSyntaxError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SyntaxError';
}

function saysPart(said: NonNullable<Locator['nameHas']>, element: Element, names: Names): boolean {
  if (isSaidWithin(said, names.nameOf(element))) return true;
  return isSpeakingRole(roleOf(element)) && isSaidWithin(said, visibleText(element));
}

function isWithin(within: Locator, element: Element, tree: Tree, fits: (locator: Locator, element: Element) => boolean): boolean {
  for (const ancestor of ancestorsOf(element, tree)) if (fits(within, ancestor)) return true;
  return false;
}

function hitOf(locator: Locator, found: readonly Element[], tree: Tree): Hit {
  const [element] = found;
  if (element === undefined) return { is: 'none' };
  if (found.length > 1) return { is: 'many', count: found.length };
  if (tree.closed.has(element) && locator.isInClosedRoot !== true) return { is: 'hidden-away' };
  return { is: 'one', element };
}
