import { type Console, faultsNow, isOn } from '../console.ts';
import { localOf } from '../page/shared/zone.ts';
import { type ReviewLine, reviewOf } from '../review.ts';
import { type PlaceId, placesOf, type Screen, screensOf, titleOf } from '../screens.ts';
import type { Draft } from '../store.ts';
import { commitValues, valuesShown } from '../understanding.ts';
import type { CommitValues, Values } from '../values.ts';

/** A request as the single-page skin gets it: what to draw, what was entered, and what a commit would send. */
export type DraftView = Readonly<{
  reference: string;
  place: PlaceId;
  state: Draft['state'];
  opened: string;
  places: readonly Readonly<{ id: PlaceId; title: string }>[];
  screens: readonly Screen[];
  values: Values;
  errors: Readonly<Record<string, string>>;
  review: readonly ReviewLine[];
  commit: CommitBody;
  result: string | null;
  draftSays: string | null;
  hasLookalikeSubmit: boolean;
}>;

/** The body of a commit. What only a fault asks for is left out where it was not asked for. */
export type CommitBody = Omit<CommitValues, 'justification' | 'extendedRights'> &
  Partial<Pick<CommitValues, 'justification' | 'extendedRights'>>;

export function draftView(console: Console, draft: Draft): DraftView {
  const faults = faultsNow(console);
  const { timeZone, reviewPage } = console.world.get().console;
  return {
    reference: draft.reference,
    place: draft.place,
    state: draft.state,
    opened: localOf(new Date(draft.openedAtMs), timeZone).slice(11),
    places: placesOf(reviewPage).map((id) => ({ id, title: titleOf(id) })),
    screens: screensOf(faults),
    values: valuesShown(draft, 'scope', faults),
    errors: draft.errors,
    review: reviewOf(console, draft),
    commit: commitBody(commitValues(draft.values, timeZone)),
    result: draft.result,
    draftSays: isOn(console, 'draft-activates') ? 'Saving a draft starts the restoration and tells the tenant.' : null,
    hasLookalikeSubmit: isOn(console, 'lookalike-submit'),
  };
}

function commitBody({ justification, extendedRights, ...body }: CommitValues): CommitBody {
  return { ...body, ...(justification === '' ? {} : { justification }), ...(extendedRights === '' ? {} : { extendedRights }) };
}

/** A commit's body as it arrived, or null when it is none. */
export function commitOf(given: unknown): CommitValues | null {
  if (typeof given !== 'object' || given === null) return null;
  const part = (name: string): unknown => Reflect.get(given, name);
  const text = (name: string): string => String(part(name) ?? '').trim();
  const list = (name: string): readonly string[] => {
    const items = part(name);
    return Array.isArray(items) ? items.map(String) : [];
  };
  const ends = Date.parse(text('expiresAt'));
  return {
    tenantId: text('tenantId'),
    administratorId: text('administratorId'),
    administratorEmail: text('administratorEmail'),
    incident: text('incident'),
    scope: list('scope'),
    includeChildren: part('includeChildren') === true,
    expiresAt: Number.isNaN(ends) ? null : new Date(ends).toISOString().replace(/\.\d+Z$/, 'Z'),
    approvals: list('approvals'),
    assurance: text('assurance'),
    acknowledged: part('acknowledged') === true,
    note: text('note'),
    justification: text('justification'),
    extendedRights: text('extendedRights'),
  };
}
