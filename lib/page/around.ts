import { BROWSER_DIALOG, type PageReport } from '../core/compare/page-report.ts';
import type { Lookalike } from '../core/profile/drift.ts';
import { hasSameVerb, isNearName } from '../core/profile/likeness.ts';
import { pickFrom } from '../core/profile/pattern.ts';
import type { ContextSpec, ControlSpec, Locator, Profile, Recognise } from '../core/profile/profile.ts';
import { isSaid } from '../core/profile/words.ts';
import { attribute, elementWithId, isRendered, isSeenThrough, matches, rootOf } from './dom.ts';
import type { Finder } from './find.ts';
import { isIn } from './fingerprint.ts';
import { ancestorsOf } from './tree.ts';
import { textSaidIn, visibleText } from './visible-text.ts';

/** Whom the console says it works for and on. What is not found once is not known. */
export function contextOf(profile: Profile, finder: Finder): PageReport['context'] {
  return { tenant: saidBy(profile.context.tenant, finder), operator: saidBy(profile.context.operator, finder) };
}

function saidBy(spec: ContextSpec | null, finder: Finder): string | null {
  if (spec === null) return null;
  const hit = finder.one(spec.locator);
  return hit.is === 'one' && isRendered(hit.element) ? pickFrom(textSaidIn(hit.element), spec.pick) : null;
}

export function dangersOf(profile: Profile, finder: Finder): PageReport['dangers'] {
  return profile.danger.filter((spec) => isShown(spec.locator, finder)).map(({ kind, says }) => ({ kind, says }));
}

export function noticesOf(profile: Profile, finder: Finder): readonly string[] {
  return profile.harmless.filter((spec) => isShown(spec.locator, finder)).map(({ says }) => says);
}

function isShown(locator: Locator, finder: Finder): boolean {
  return finder.all(locator).some(isRendered);
}

/** Ways out that say something about themselves which the profile does not know ("starts the restoration"). */
export function unsafeExitsOf(profile: Profile, finder: Finder): readonly ('draft' | 'abandon')[] {
  return (['draft', 'abandon'] as const).filter((kind) => {
    const controls = profile.controls[kind].flatMap((locator) => finder.all(locator));
    const texts = controls.map(descriptionOf).filter((text) => text !== '');
    return texts.some((text) => !isSaid(profile.exits[kind]?.described ?? {}, text));
  });
}

function descriptionOf(element: Element): string {
  const ids = (attribute(element, 'aria-describedby') ?? '').split(/\s+/).filter((id) => id !== '');
  const root = rootOf(element);
  const described = root === null ? [] : ids.flatMap((id) => elementWithId(root, id) ?? []).map((one) => visibleText(one));
  return [attribute(element, 'aria-description') ?? '', attribute(element, 'title') ?? '', ...described]
    .filter((text) => text !== '')
    .join(' ');
}

const MODAL: Locator = { css: ':modal' };
const SPEAKING = ['dialog', 'alertdialog', 'alert'] as const;

/** A dialog or alert that the profile does not know. */
export type Unlisted = Readonly<{ role: string; element: Element }>;

/** Dialogs and alerts that the profile does not know. */
export function unlistedOf(profile: Profile, finder: Finder): readonly Unlisted[] {
  const known = new Set(knownSpeakers(profile).flatMap((locator) => finder.all(locator)));
  const modal = finder.all(MODAL);
  const found: Unlisted[] = [];
  const take = (role: string, element: Element) => {
    if (!isHeard(element) || isKnown(element, known, finder)) return;
    known.add(element);
    found.push({ role, element });
  };
  for (const role of SPEAKING) for (const element of finder.withRole(role)) take(role, element);
  for (const element of modal) take('dialog', element);
  return found;
}

/** What a report tells of them: how many of which role. What they say stays on the page, or goes to be sealed. */
export function countsOf(unlisted: readonly Unlisted[], browserDialogs: number): PageReport['unlisted'] {
  const counts = new Map<string, number>();
  for (const { role } of unlisted) counts.set(role, (counts.get(role) ?? 0) + 1);
  if (browserDialogs > 0) counts.set(BROWSER_DIALOG, browserDialogs);
  return [...counts].map(([role, count]) => ({ role, count }));
}

/** An empty live region says nothing yet, and what is seen through is not open. */
function isHeard(element: Element): boolean {
  if (!isRendered(element)) return false;
  return matches(element, ':modal') || (!isSeenThrough(element) && visibleText(element) !== '');
}

function isKnown(element: Element, known: ReadonlySet<Element>, finder: Finder): boolean {
  if (known.has(element)) return true;
  for (const ancestor of ancestorsOf(element, finder.tree)) if (known.has(ancestor)) return true;
  return false;
}

function knownSpeakers(profile: Profile): readonly Locator[] {
  const { success, failure, pending } = profile.confirmation;
  const exits = [profile.exits.draft?.seen?.recognise, profile.exits.abandon?.seen?.recognise];
  const recognised: readonly (Recognise | undefined)[] = [success.recognise, failure?.recognise, pending?.recognise, ...exits];
  return [...profile.danger, ...profile.harmless, ...(profile.unanswered ?? [])]
    .map((spec) => spec.locator)
    .concat(recognised.flatMap((one) => one?.locator ?? []));
}

export type LookalikeInput = Readonly<{ profile: Profile; finder: Finder; listed: readonly ControlSpec[]; region: Element | null }>;

/**
 * Controls that can be taken for the commit: more than one that fits, or one that nearly does and that the profile does
 * not list. Near means drawn alike, a letter or two apart or longer anywhere, and the same verb within the form.
 */
export function lookalikesOf({ profile, finder, listed, region }: LookalikeInput): readonly Lookalike[] {
  const fitting = commitsOf(profile, finder).filter(isRendered);
  const names = profile.controls.commit.flatMap((locator) => Object.values(locator.name ?? locator.label ?? {}));
  const others = ['step', 'back', 'draft', 'abandon', 'revoke'] as const;
  const known = new Set(others.flatMap((kind) => profile.controls[kind].flatMap((locator) => finder.all(locator))));
  const near = pressable(finder).flatMap((element) => {
    const name = finder.nameOf(element);
    if (fitting.includes(element) || known.has(element) || !isRendered(element) || listed.some((spec) => isSaid(spec.name, name)))
      return [];
    const isClose = region !== null && isIn(region, element, finder);
    const takesAfter = names.find((commit) => isNearName(commit, name) || (isClose && hasSameVerb(commit, name)));
    return takesAfter === undefined ? [] : { name, takesAfter: `“${takesAfter}”` };
  });
  if (fitting.length + near.length < 2) return [];
  const own = names[0] === undefined ? 'the submit' : `“${names[0]}”`;
  return [...near, ...(fitting.length > 1 ? fitting.map((element) => ({ name: finder.nameOf(element), takesAfter: own })) : [])];
}

export function commitsOf(profile: Profile, finder: Finder): readonly Element[] {
  return [...new Set(profile.controls.commit.flatMap((locator) => finder.all(locator)))];
}

function pressable(finder: Finder): readonly Element[] {
  return ['button', 'link', 'menuitem'].flatMap((role) => finder.withRole(role));
}
