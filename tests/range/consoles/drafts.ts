import { type Console, faultsNow, isOn, nowText } from './console.ts';
import { grantAccess } from './grants.ts';
import { placeFrom, standingAt } from './progress.ts';
import type { PlaceId } from './screens.ts';
import type { Draft } from './store.ts';
import { commitValues, errorsIn, seenMark, understood } from './understanding.ts';
import type { Values } from './values.ts';

/** Takes a screen's values and goes on, or stays with what is wrong about their form. */
export function stepOn(console: Console, draft: Draft, sent: Readonly<{ place: PlaceId; values: Values }>): Draft {
  const kept = withValues(console, draft, sent);
  const errors = errorsIn(faultsNow(console), sent.place, kept.values);
  if (Object.keys(errors).length > 0) return console.store.keepDraft({ ...standingAt(kept, sent.place), errors });
  return console.store.keepDraft(standingAt(kept, placeFrom(console, sent.place, 1)));
}

/** Takes a screen's values as they are and goes back. */
export function stepBack(console: Console, draft: Draft, sent: Readonly<{ place: PlaceId; values: Values }>): Draft {
  return console.store.keepDraft(standingAt(withValues(console, draft, sent), placeFrom(console, sent.place, -1)));
}

/** Keeps the request for later; it can be opened again by its reference. */
export function saveDraft(console: Console, draft: Draft, sent: Readonly<{ place: PlaceId; values: Values }>): Draft {
  const saved = console.store.keepDraft({ ...standingAt(withValues(console, draft, sent), sent.place), state: 'saved' });
  if (isOn(console, 'draft-activates')) leaveBehind(console, saved, 'active');
  record(console, saved, 'saved');
  return saved;
}

/** Throws the request away. */
export function abandonDraft(console: Console, draft: Draft): Draft {
  const abandoned = console.store.keepDraft({ ...draft, state: 'abandoned' });
  const isLeftPending = isOn(console, 'abandon-leaves-pending');
  if (isLeftPending) leaveBehind(console, draft, 'pending');
  record(console, abandoned, isLeftPending ? 'pending' : 'abandoned');
  return abandoned;
}

/** A grant out of what was entered so far. Before a tenant was entered, it is of the one that the console works on. */
function leaveBehind(console: Console, draft: Draft, state: 'active' | 'pending'): void {
  const { timeZone, session } = console.world.get().console;
  const values = commitValues(draft.values, timeZone);
  const tenantId = values.tenantId === '' ? (session?.tenant ?? '') : values.tenantId;
  grantAccess(console, { values: { ...values, tenantId }, idempotencyKey: null, state });
}

/** Opens a saved request again, where it stood. */
export function resumeDraft(console: Console, reference: string): Draft | null {
  const draft = console.store.draftByReference(reference);
  return draft === null || draft.state !== 'saved' ? null : console.store.keepDraft({ ...draft, state: 'open' });
}

function withValues(console: Console, draft: Draft, sent: Readonly<{ place: PlaceId; values: Values }>): Draft {
  const marks = [...new Set([...draft.marks, seenMark(sent.place)])];
  return { ...draft, state: 'open', values: understood(console, sent.values, draft.values), marks };
}

function record(console: Console, { reference, values }: Draft, state: string): void {
  const at = nowText(console);
  console.world.update((next) => {
    const others = next.console.drafts.filter((draft) => draft.reference !== reference);
    next.console.drafts = [...others, { reference, at, operator: next.console.session?.operator ?? null, tenant: values.tenantId, state }];
  });
}
