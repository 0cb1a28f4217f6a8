import { isNearName } from './likeness.ts';
import type { ControlSpec } from './profile.ts';
import { fold, isSaid, labelOf, wordFor, wordsOf } from './words.ts';

/** One control as it stands on the page now, in the same words as the fingerprint's. */
export type SeenControl = Readonly<{
  role: string;
  name: string;
  isRequired: boolean;
  /** For groups and lists: the names of what can be chosen in it. Members are not controls of their own then. */
  options: readonly string[];
  /** It carries a choice, or speaks of something that the packet speaks of. */
  isScopeLike: boolean;
  /** It holds a value that nobody entered here. */
  holdsValue: boolean;
}>;

/** Something that can be taken for what the profile lists. Its own name may be anything: only what it takes after is told. */
export type Lookalike = Readonly<{ name: string; takesAfter: string }>;

/** How a screen differs from its fingerprint, in sentences; and what on it can be taken for something that is listed. */
export type DriftFound = Readonly<{ differences: readonly string[]; lookalikes: readonly Lookalike[] }>;

const DIFFERENCES_MAX = 20;

/**
 * Compares a screen with its fingerprint. Drift is: a listed control that is gone, a control whose kind changed, a new
 * control that is required, scope-like or holds a value, and a new choice in a listed set. Order, style, text, new
 * buttons and new optional text fields are not. `excused` are names of controls whose own reading already says what is
 * wrong with them.
 */
export function driftOf(listed: readonly ControlSpec[], seen: readonly SeenControl[], excused: readonly string[] = []): DriftFound {
  const differences: string[] = [];
  const lookalikes: Lookalike[] = [];
  const known = new Set(listed.flatMap((spec) => wordsOf(spec.name).map((word) => keyOf(spec.role, word))));
  const unlisted = seen.filter((control) => !known.has(keyOf(control.role, fold(control.name))));
  for (const role of new Set(listed.filter(isUnnamed).map((spec) => spec.role))) compareUnnamed(role, listed, seen, differences);
  for (const spec of listed) {
    if (isUnnamed(spec)) continue;
    const control = seen.find((one) => one.role === spec.role && isSaid(spec.name, one.name));
    if (control) compareOptions(spec, control, { differences, lookalikes });
    else if (!isExcused(spec, excused)) differences.push(whatBecameOf(spec, seen, unlisted));
    const count = timesAgain(spec, listed, seen);
    if (count > 1 && !isExcused(spec, excused)) differences.push(`“${wordFor(spec.name)}” is there ${count} times`);
  }
  for (const control of unlisted) {
    if (isChoiceOfListed(control, listed)) continue;
    const difference = whatIsNew(control, listed);
    if (difference !== null) differences.push(difference);
  }
  return {
    differences: [...new Set(differences)].slice(0, DIFFERENCES_MAX),
    lookalikes: lookalikes.slice(0, DIFFERENCES_MAX),
  };
}

function isUnnamed({ name }: ControlSpec): boolean {
  return wordFor(name) === '';
}

/** Controls that nothing names cannot be told from one another: so many of a role there were, and no more there may be. */
function compareUnnamed(role: string, listed: readonly ControlSpec[], seen: readonly SeenControl[], differences: string[]): void {
  const before = listed.filter((spec) => spec.role === role && isUnnamed(spec)).length;
  const now = seen.filter((one) => one.role === role && fold(one.name) === '');
  const isMore = now.length > before && now.some(isCarrying);
  if (now.length < before || isMore) differences.push(`${now.length} times a ${role} without a name, where there were ${before}`);
}

function keyOf(role: string, name: string): string {
  return `${role} ${name}`;
}

/** A choice that the page shows outside its group now is still a choice that the profile knows. */
function isChoiceOfListed(control: SeenControl, listed: readonly ControlSpec[]): boolean {
  return listed.some((spec) => spec.options.some((option) => fold(option) === fold(control.name)));
}

function isExcused(spec: ControlSpec, excused: readonly string[]): boolean {
  return excused.some((name) => isSaid(spec.name, name));
}

/** A choice that is gone is no drift: consoles show each tenant its own. One that nobody listed is. */
function compareOptions(
  spec: ControlSpec,
  control: SeenControl,
  found: Readonly<{ differences: string[]; lookalikes: Lookalike[] }>,
): void {
  if (spec.options.length === 0) return;
  for (const option of control.options) {
    if (spec.options.some((one) => fold(one) === fold(option))) continue;
    const near = spec.options.find((one) => isNearName(one, option));
    if (near !== undefined) found.lookalikes.push({ name: option, takesAfter: `“${near}”` });
    else found.differences.push(`“${wordFor(spec.name)}” offers ${labelOf(option)}, which the profile does not know`);
  }
}

function whatBecameOf(spec: ControlSpec, seen: readonly SeenControl[], unlisted: readonly SeenControl[]): string {
  const name = wordFor(spec.name);
  const changed = seen.find((one) => one.role !== spec.role && isSaid(spec.name, one.name));
  if (changed) return `“${name}” was a ${spec.role} and is a ${changed.role} now`;
  const fresh = unlisted.filter((one) => one.role === spec.role);
  const [renamed] = fresh;
  return fresh.length === 1 && renamed ? `“${name}” is gone, and ${labelOf(renamed.name)} is new` : `“${name}” is gone`;
}

/** How many there are now of a control that was there once. What was there several times, as in the rows of a table, may be there more often. */
function timesAgain(spec: ControlSpec, listed: readonly ControlSpec[], seen: readonly SeenControl[]): number {
  const isAlone = listed.filter((one) => one.role === spec.role && isSaid(spec.name, wordFor(one.name))).length === 1;
  const now = seen.filter((one) => one.role === spec.role && one.role !== 'button' && isSaid(spec.name, one.name));
  return isAlone && now.some(isCarrying) ? now.length : 0;
}

function isCarrying({ isRequired, isScopeLike, holdsValue }: SeenControl): boolean {
  return isRequired || isScopeLike || holdsValue;
}

function whatIsNew(control: SeenControl, listed: readonly ControlSpec[]): string | null {
  if (control.role === 'button' || !isCarrying(control)) return null;
  if (control.name !== '' && listed.some((spec) => spec.role !== control.role && isSaid(spec.name, control.name))) return null;
  const name = control.name === '' ? `a ${control.role} without a name` : labelOf(control.name);
  if (control.isRequired) return `${name} is new and required`;
  if (control.isScopeLike) return `${name} is new and may change what is granted`;
  return control.holdsValue ? `${name} is new and already holds a value` : null;
}
