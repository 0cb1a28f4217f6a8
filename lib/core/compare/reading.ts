import type { Reason } from '../reason.ts';

export type FieldId = string;
export type ScreenId = string;

/** `live`: on the screen now. `review`: read back on the review page. `carried`: frozen when its screen was left. */
export type ReadingSource = 'live' | 'review' | 'carried';

/** What a control effectively holds: one text, or the members of a set. Exactly as the form would send it. */
export type Effective = Readonly<{ kind: 'text'; text: string }> | Readonly<{ kind: 'set'; items: readonly string[] }>;

/** The outcome of looking at one control. What cannot be read is never a value. */
export type Look = Readonly<{ isReadable: true; value: Effective }> | Readonly<{ isReadable: false; reason: Reason }>;

/** Not one letter, not one digit, and no sign for all or for ever: a place that the page fills later, with a dash in it at most. */
export function saysNothing(text: string): boolean {
  return !/[\p{L}\p{N}*∞]/u.test(text);
}

/** Nothing was read, or nothing that says anything. */
export function isUnsaid(look: Look): boolean {
  if (!look.isReadable) return true;
  return look.value.kind === 'text' ? saysNothing(look.value.text) : look.value.items.every(saysNothing);
}

/**
 * One reading of one field. `zone` is the IANA zone that the console says its times are in, for instants.
 * `changedBy` says who changed it last: the hand (trusted input), the page, or nobody since it was first seen.
 */
export type Reading = Readonly<{
  field: FieldId;
  screen: ScreenId;
  source: ReadingSource;
  document: string;
  readAtMs: number;
  look: Look;
  zone: string | null;
  changedBy: 'hand' | 'page' | 'nobody';
}>;

/** In which zone a field was read. */
export type FieldZone = Readonly<Pick<Reading, 'field' | 'zone'>>;

export type Verdict = 'match' | 'mismatch' | 'broader' | 'empty' | 'unreadable';

/** How one approved value and one reading relate, with the cells to mark where both are shown side by side. */
export type Comparison = Readonly<{
  verdict: Verdict;
  /** Null exactly when the verdict is `match`. Values in its details are for the live panel only: mask before journalling. */
  reason: Reason | null;
  difference: Difference | null;
}>;

export type Difference =
  | Readonly<{ kind: 'text'; approved: string; seen: string; at: number; note: string }>
  | Readonly<{ kind: 'set'; approved: readonly string[]; missing: readonly string[]; extra: readonly string[] }>
  | Readonly<{ kind: 'instant'; approved: string; seen: string; note: string }>;
