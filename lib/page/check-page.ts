import { isUnsaid, saysNothing } from '../core/compare/reading.ts';
import { fieldSpec, type Locator, type Profile } from '../core/profile/profile.ts';
import type { PageCheck } from '../wire/page-check.ts';
import { isRendered } from './dom.ts';
import type { Finder } from './find.ts';
import { NO_HAND } from './hand.ts';
import { createMemory } from './memory.ts';
import { lookAtPage, type Sight } from './report.ts';
import type { OpenRoot } from './tree.ts';

export type CheckInput = Readonly<{
  profile: Profile;
  /** Where the page is. A saved page is at no origin; its path is empty where nobody said it, and no screen is known by that. */
  at: Readonly<{ origin: string | null; pathname: string }>;
  openRoot: OpenRoot;
}>;

/** One look at a page that nobody works on: what would halt an execution here is said, what a field holds is not. */
export function checkPage(document: Document, { profile, at, openRoot }: CheckInput): PageCheck {
  const memory = createMemory(document, openRoot, document.createElement('countersign-panel'));
  const sight = lookAtPage({
    profile,
    documentId: 'checked',
    pathname: at.pathname,
    hand: NO_HAND,
    memory,
    nowMs: 0,
    isLoading: false,
    browserDialogs: 0,
    isPlaced: false,
  });
  const known = placeChecked(profile, sight);
  return { ...known, differences: [...new Set([...elsewhere(profile, at.origin), ...known.differences])] };
}

/** After the submit nothing halts any more: there only what the console answers counts. */
function placeChecked(profile: Profile, sight: Sight): PageCheck {
  const { place, screen, exit } = sight.report;
  if (place === 'confirmed') return confirmed(profile, sight);
  const nothing = { screen: null, confirmation: null, differences: [] };
  if (place === 'refused' || place === 'pending') return { ...nothing, place };
  if (exit) return { ...nothing, place: exit.kind, differences: exitDifferences(profile, exit, sight.finder) };
  return {
    ...nothing,
    place,
    screen,
    differences: [...differencesIn(sight), ...unsaidOf(profile, sight), ...contextDifferences(profile, sight)],
  };
}

function elsewhere({ where }: Profile, origin: string | null): readonly string[] {
  if (origin === null || where.pageOrigins.includes(origin)) return [];
  return [`it came to rest at ${origin}, and the console’s pages are at ${where.pageOrigins.join(' or ')} (where.pageOrigins)`];
}

/** Everything that would halt on a screen, or on a page that should be one. */
function differencesIn({ report, lookalikes, strays }: Sight): readonly string[] {
  const unread = report.readings.flatMap(({ field, look }) =>
    look.isReadable ? [] : [`${field}: ${look.reason.code}${detailOf(look.reason)}`],
  );
  const dangers = report.dangers.map(({ says }) => `what stands there halts: ${says}`);
  const twins = lookalikes.map((name) => `“${name}” can be taken for something that the profile lists`);
  const hidden = strays.map((name) => `the hidden value is called “${name}”`);
  const alerts = report.unlisted.map(({ role, count }) => `${count} of the role ${role} that the profile does not know`);
  return [...report.drift, ...hidden, ...unread, ...dangers, ...twins, ...alerts];
}

/** A review page that does not say a field has nothing to hold against what was entered. */
function unsaidOf(profile: Profile, { report, finder }: Sight): readonly string[] {
  if (report.place !== 'review') return [];
  return Object.entries(profile.review?.fields ?? {}).flatMap(([field, { locator }]) => {
    const reading = report.readings.find((one) => one.field === field);
    if (reading === undefined || !reading.look.isReadable || !isUnsaid(reading.look)) return [];
    const label = fieldSpec(profile, field)?.label ?? field;
    return [missing(`the page does not say “${label}” once more`, whyNot(locator, finder), `review.fields.${field}`)];
  });
}

/** Every screen has to say whom it works for and on, where the profile says that it does. */
function contextDifferences({ context }: Profile, { report, finder }: Sight): readonly string[] {
  if (report.place === 'elsewhere') return [];
  const { tenant, operator } = report.context;
  const differences: string[] = [];
  if (context.tenant !== null && (tenant === null || saysNothing(tenant)))
    differences.push(missing('the page does not show which tenant it works on', whyNot(context.tenant.locator, finder), 'context.tenant'));
  if (context.operator !== null && operator === null)
    differences.push(missing('the page does not show who is signed in', whyNot(context.operator.locator, finder), 'context.operator'));
  return differences;
}

/** The confirmation must carry its reference and repeat every field that the profile says it repeats; else the outcome is unknown. */
function confirmed(profile: Profile, { report, finder }: Sight): PageCheck {
  const { reference, fields } = profile.confirmation.success;
  const hasReference = !saysNothing(report.reference ?? '');
  const differences = hasReference
    ? []
    : [missing('the confirmation has no reference', whyNot(reference, finder), 'confirmation.success.reference')];
  const repeats = Object.entries(fields).map(([field, { locator }]) => {
    const look = report.readings.find((one) => one.field === field)?.look;
    const isRepeated = look !== undefined && !isUnsaid(look);
    if (!isRepeated) {
      const said = look?.isReadable === false ? look.reason.details?.detail : undefined;
      const label = fieldSpec(profile, field)?.label ?? field;
      const place = `confirmation.success.fields.${field}`;
      differences.push(missing(`the confirmation does not repeat “${label}”`, said ?? whyNot(locator, finder), place));
    }
    return [field, isRepeated] as const;
  });
  return { place: 'confirmed', screen: null, differences, confirmation: { hasReference, repeats: Object.fromEntries(repeats) } };
}

function exitDifferences({ exits }: Profile, { kind, reference }: NonNullable<Sight['report']['exit']>, finder: Finder): readonly string[] {
  const expected = exits[kind]?.seen?.reference ?? null;
  if (expected === null || !saysNothing(reference ?? '')) return [];
  return [missing('the page has no reference', whyNot(expected, finder), `exits.${kind}.seen.reference`)];
}

/** What was not seen, why, and what to do. `place` is the part of the profile that says where it stands. */
function missing(what: string, why: string, place: string): string {
  return `${what}: ${why}. If the console says it elsewhere now, put that place into the profile (${place}); else its owner must show it again`;
}

function whyNot(locator: Locator, finder: Finder): string {
  const hit = finder.one(locator);
  switch (hit.is) {
    case 'none':
      return 'nothing stands where the profile says';
    case 'many':
      return `${hit.count} things stand where the profile says, and one was expected`;
    case 'hidden-away':
      return 'it stands in a closed part of the page, and the profile does not say so';
    case 'one':
      return isRendered(hit.element)
        ? 'what stands there says nothing, or is not written as the profile says'
        : 'what stands there is hidden';
  }
}

function detailOf({ details }: { readonly details?: Readonly<Record<string, string>> | undefined }): string {
  const said =
    details?.detail ?? details?.difference ?? (details?.count === undefined ? undefined : `${details.count} controls could be it`);
  return said === undefined ? '' : `, ${said}`;
}
