import type { SeenControl } from '../core/profile/drift.ts';
import type { Locator, Profile } from '../core/profile/profile.ts';
import { fold } from '../core/profile/words.ts';
import { attribute, isAttributeSet, nameOfTag } from './dom.ts';
import { choicesIn, isBarred, isNativeControl, rawValueOf } from './fields.ts';
import type { Finder } from './find.ts';
import { type Entries, formAround } from './read/entries.ts';
import { isChoiceRole, isControlRole, isGroupRole, roleOf } from './role.ts';
import { ancestorsOf } from './tree.ts';
import { visibleText } from './visible-text.ts';

/** The elements that a screen's fingerprint speaks of, with what they are in its words. */
export type Control = Readonly<{ element: Element; seen: SeenControl }>;

/** Words of the profile that a new text field must not share: it may speak of the same thing. */
export type ScopeWords = ReadonlySet<string>;

const WORD_LENGTH_MIN = 4;

export function scopeWordsOf(profile: Profile): ScopeWords {
  const texts = profile.screens.flatMap((screen) =>
    screen.fields.flatMap((field) => [field.label, ...field.options, ...wordsOf(field.locator)]),
  );
  return new Set(texts.flatMap(partsOf));
}

function wordsOf(locator: Locator): readonly string[] {
  return [locator.name, locator.label, locator.nameHas].flatMap((said) => Object.values(said ?? {}));
}

function partsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= WORD_LENGTH_MIN);
}

/**
 * Every form control of a region, hidden ones included: groups that are listed with choices as one, everything else one
 * by one. A control that another one is built of is not told apart.
 */
export function controlsOf(region: Element, finder: Finder, words: ScopeWords): readonly Control[] {
  const inside = finder.controls().filter((element) => isDirectlyIn(region, element, finder));
  const groups = new Set(inside.filter((element) => isGroupRole(roleOf(element)) && finder.nameOf(element) !== ''));
  const grouped = new Map<Element, Element[]>();
  for (const element of inside) {
    const group = isChoiceRole(roleOf(element)) ? groupOf(element, groups, finder) : null;
    if (group === null) continue;
    const members = grouped.get(group);
    if (members) members.push(element);
    else grouped.set(group, [element]);
  }
  const members = new Set([...grouped.values()].flat());
  const isOne = (element: Element) => !members.has(element) && (grouped.has(element) || isControlRole(roleOf(element)));
  return inside.filter(isOne).map((element) => ({ element, seen: seenAs(element, grouped.get(element) ?? [], finder, words) }));
}

/** Inside the region, and not inside another control, such as the box that a switch is built of. */
function isDirectlyIn(region: Element, element: Element, finder: Finder): boolean {
  for (const ancestor of ancestorsOf(element, finder.tree)) {
    if (ancestor === region) return true;
    if (isControlRole(roleOf(ancestor))) return false;
  }
  return false;
}

function groupOf(element: Element, groups: ReadonlySet<Element>, finder: Finder): Element | null {
  if (groups.size === 0) return null;
  for (const ancestor of ancestorsOf(element, finder.tree)) if (groups.has(ancestor)) return ancestor;
  return null;
}

function seenAs(element: Element, members: readonly Element[], finder: Finder, words: ScopeWords): SeenControl {
  const role = roleOf(element) ?? '';
  const name = isNamedByChoice(element, finder) ? '' : finder.nameOf(element);
  const options = members.length > 0 ? members.map((member) => finder.nameOf(member) || rawValueOf(member)) : optionsOf(element, finder);
  return {
    role,
    name,
    isRequired: isAttributeSet(element, 'required') || attribute(element, 'aria-required') === 'true',
    options,
    isScopeLike: isText(role) ? partsOf(name).some((word) => words.has(word)) : role !== 'button',
    holdsValue: holdsText(role, element),
  };
}

/** Some kits call a list what was chosen in it: that is what it holds, and no name. */
function isNamedByChoice(element: Element, finder: Finder): boolean {
  return roleOf(element) === 'combobox' && !isNativeControl(element) && finder.nameOf(element) === fold(visibleText(element));
}

/** The controls as they are now: what they hold may have changed since they were found. */
export function nowHolding(controls: readonly Control[]): readonly SeenControl[] {
  return controls.map(({ element, seen }) => {
    const holdsValue = holdsText(seen.role, element);
    return holdsValue === seen.holdsValue ? seen : { ...seen, holdsValue };
  });
}

function holdsText(role: string, element: Element): boolean {
  return isText(role) && rawValueOf(element) !== '';
}

function isText(role: string): boolean {
  return role === 'textbox' || role === 'searchbox' || role === 'password' || role === 'file';
}

function optionsOf(element: Element, finder: Finder): readonly string[] {
  return choicesOf(element, finder).filter((one) => one !== '');
}

/** What neither says nor sends anything, such as the empty line of a list, is empty here. */
function choicesOf(element: Element, finder: Finder): readonly string[] {
  if (nameOfTag(element) === 'select') return choicesIn(element).map(({ text, value }) => text || value);
  if (roleOf(element) !== 'listbox') return [];
  return finder.withRole('option').flatMap((option) => (isIn(element, option, finder) ? [finder.nameOf(option)] : []));
}

/** What carries a value into a form unseen, under a name that no request of the profile knows: hidden inputs, and custom elements. */
export function strayNames(
  region: Element,
  finder: Finder,
  entries: (form: Element) => Entries,
  isKnown: (name: string) => boolean,
): readonly string[] {
  const hidden = finder.withRole('hidden').filter((element) => !isBarred(element));
  const built = finder.tree.elements.filter((element) => carriesUnseen(element, finder, entries));
  return [...hidden, ...built]
    .filter((element) => isIn(region, element, finder))
    .map((element) => attribute(element, 'name') ?? '')
    .filter((name) => name !== '' && !isKnown(name));
}

/** A custom element that a form sends something of, and that is no control and holds none. */
function carriesUnseen(element: Element, finder: Finder, entries: (form: Element) => Entries): boolean {
  const name = nameOfTag(element).includes('-') ? attribute(element, 'name') : null;
  const form = name === null || isControlRole(roleOf(element)) ? null : formAround(element);
  if (name === null || form === null || !entries(form).has(name)) return false;
  return !finder.controls().some((control) => isIn(element, control, finder));
}

export function isIn(region: Element, element: Element, finder: Finder): boolean {
  for (const ancestor of ancestorsOf(element, finder.tree)) if (ancestor === region) return true;
  return false;
}
