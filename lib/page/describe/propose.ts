import { isSpeakingRole } from '../../core/profile/notice.ts';
import type { Way } from '../../core/profile/picked.ts';
import type { Locator } from '../../core/profile/profile.ts';
import { fold } from '../../core/profile/words.ts';
import { attribute, isElement, nameOfTag, parentOf } from '../dom.ts';
import type { Finder } from '../find.ts';
import { isControlRole, isGroupRole, roleOf } from '../role.ts';
import { ancestorsOf } from '../tree.ts';
import { visibleText } from '../visible-text.ts';
import { isSayableLocator } from './sayable.ts';

/** More ways than these are no help to choose from. */
const WAYS_MAX = 6;
/** Names of groups and rows by which two alike are told apart, from the inside out. */
const AROUND_MAX = 3;

/**
 * The ways to say which control it is, the most stable first, each tried: a right one finds this control and no other. Those
 * that find more are there to be seen, not to be used.
 */
export function waysToControl(element: Element, finder: Finder, language: string): readonly Way[] {
  const plain = locatorsOf(element, finder, language);
  const groups = [...ancestorsOf(element, finder.tree)].filter((one) => isGroupRole(roleOf(one)) || roleOf(one) === 'region');
  const within = groups.slice(0, AROUND_MAX).flatMap((group) => {
    const [named] = locatorsOf(group, finder, language);
    return named === undefined ? [] : plain.map((locator) => ({ ...locator, within: named }));
  });
  const tried = triedOut([...plain, ...within], element, finder);
  if (tried.some(({ isRight }) => isRight)) return chosen(tried);
  return chosen([...tried, ...triedOut(besideMarked(element), element, finder)]);
}

/** The ways to say which part of the page it is, where it need be nothing of its own. */
export function waysToPart(element: Element, finder: Finder, language: string): readonly Way[] {
  const marked = byClasses(element);
  return chosen(triedOut([...locatorsOf(element, finder, language), ...marked, pathTo(element)], element, finder));
}

function byClasses(element: Element): readonly Locator[] {
  const classes = (attribute(element, 'class') ?? '').split(/\s+/).filter((one) => /^[A-Za-z][A-Za-z_-]{2,60}$/.test(one));
  return classes.map((one) => ({ css: `${nameOfTag(element)}.${CSS.escape(one)}` }));
}

/** How far out of a control that a kit drew stands what it was drawn for. */
const DRAWN_DEPTH_MAX = 4;

/** What a kit draws beside a control of the page's own, and gives no name: "what stands behind the list that is sent as user". */
function besideMarked(element: Element): readonly Locator[] {
  const role = attribute(element, 'role');
  const own = role === null ? nameOfTag(element) : `[role="${CSS.escape(role)}"]`;
  let at: Element | null = element;
  for (let depth = 0; at !== null && depth < DRAWN_DEPTH_MAX; depth += 1, at = parentOf(at)) {
    const before: unknown = previousSibling === undefined ? null : Reflect.apply(previousSibling, at, []);
    const marks = isElement(before) ? markedBy(before).flatMap(({ css }) => css ?? []) : [];
    const inside = at === element ? '' : ` ${own}`;
    const tag = nameOfTag(at);
    if (marks.length > 0) return marks.map((css) => ({ css: `${css} + ${tag}${inside}` }));
  }
  return [];
}

/**
 * The ways to say where a text stands. What it says is its value, so its name is not used; what stands beside it, in its
 * row, may tell where it is.
 */
export function waysToText(element: Element, finder: Finder, language: string): readonly Way[] {
  const marked = markedBy(element);
  const row = rowOf(element, finder, language);
  const role = roleOf(element);
  // An alert that says yes and one that says no differ in how they are drawn.
  const kinds = role !== null && isSpeakingRole(role) ? byClasses(element).map((one) => ({ role, ...one })) : [];
  return chosen(triedOut([...marked, ...row, ...kinds, pathTo(element)], element, finder));
}

function chosen(tried: readonly Way[]): readonly Way[] {
  const right = tried.filter((one) => one.isRight);
  const wrong = tried.filter((one) => !one.isRight && one.hits > 1);
  return [...right, ...wrong].slice(0, WAYS_MAX);
}

/** A test id with a number in it is that of one thing on one day (`grant-10482`): what else finds it comes first. */
function triedOut(locators: readonly Locator[], element: Element, finder: Finder): readonly Way[] {
  const isOfOne = ({ testId = '' }: Locator) => /\d{3}/.test(testId);
  const sayable = locators.filter(isSayableLocator);
  const ordered = [...sayable.filter((one) => !isOfOne(one)), ...sayable.filter(isOfOne)];
  return ordered.map((locator) => tryOut(locator, element, finder));
}

function tryOut(plain: Locator, element: Element, finder: Finder): Way {
  const locator = finder.tree.closed.has(element) ? { ...plain, isInClosedRoot: true } : plain;
  const hit = finder.one(locator);
  const hits = hit.is === 'one' ? 1 : hit.is === 'many' ? hit.count : 0;
  return { locator, hits, isRight: hit.is === 'one' && hit.element === element };
}

function locatorsOf(element: Element, finder: Finder, language: string): readonly Locator[] {
  const role = roleOf(element);
  // A kit may name what it draws after what it holds: that is no name, and no page holds it twice.
  const called = finder.nameOf(element);
  const name = HOLDING_ROLES.has(role ?? '') && called === fold(visibleText(element)) ? '' : called;
  const locators: Locator[] = [];
  if (role !== null && name !== '') {
    locators.push({ role, name: { [language]: name } });
    if (isControlRole(role) && role !== 'button') locators.push({ label: { [language]: name } });
  }
  return [...locators, ...markedBy(element)];
}

const HOLDING_ROLES: ReadonlySet<string> = new Set(['combobox', 'listbox', 'spinbutton', 'textbox']);

/** The ways to say which form it is. */
export function waysToForm(element: Element, finder: Finder): readonly Way[] {
  return chosen(triedOut(markedBy(element), element, finder));
}

/** What the page's author marked it with: a test id, the name it is sent under, an id that was not made by a machine. */
function markedBy(element: Element): readonly Locator[] {
  const tag = nameOfTag(element);
  const marks: Locator[] = [];
  const testId = attribute(element, 'data-testid');
  if (testId !== null && testId !== '') marks.push({ testId });
  const sentAs = attribute(element, 'name');
  if (sentAs !== null && sentAs !== '') marks.push({ css: `${tag}[name="${CSS.escape(sentAs)}"]` });
  return [...marks, ...idOf(element)];
}

/** An id, where it does not look as if a machine had made it. */
function idOf(element: Element): readonly Locator[] {
  const id = attribute(element, 'id');
  return id !== null && /^[A-Za-z][A-Za-z_-]{2,60}$/.test(id) ? [{ css: `#${CSS.escape(id)}` }] : [];
}

/** The cell of a row that begins with a heading cell: "the cell in the row of Tenant". */
function rowOf(element: Element, finder: Finder, language: string): readonly Locator[] {
  const role = roleOf(element);
  const row = [...ancestorsOf(element, finder.tree)].find((one) => roleOf(one) === 'row');
  if (role !== 'cell' || row === undefined) return [];
  const heading = finder.withRole('columnheader').find((one) => parentOf(one) === row);
  const words = heading === undefined ? '' : fold(visibleText(heading));
  return words === '' ? [] : [{ role: 'cell', within: { role: 'row', nameHas: { [language]: words } } }];
}

/** The weakest: where it stands among its like, in what has an id. It breaks as soon as that is built anew. */
function pathTo(element: Element): Locator {
  const steps: string[] = [];
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    const tag = nameOfTag(at);
    const id = at === element ? undefined : idOf(at)[0]?.css;
    if (id !== undefined) {
      steps.unshift(id);
      break;
    }
    if (tag === 'body' || tag === 'main' || tag === 'html') {
      steps.unshift(tag);
      break;
    }
    steps.unshift(`${CSS.escape(tag)}:nth-of-type(${placeAmongAlike(at)})`);
  }
  return { css: steps.join(' > ') };
}

const previousSibling = Object.getOwnPropertyDescriptor(Element.prototype, 'previousElementSibling')?.get;

function placeAmongAlike(element: Element): number {
  let place = 1;
  const tag = nameOfTag(element);
  const before = (one: Element): unknown => (previousSibling === undefined ? null : Reflect.apply(previousSibling, one, []));
  for (let at = before(element); isElement(at); at = before(at)) if (nameOfTag(at) === tag) place += 1;
  return place;
}
