import type { Reason } from '../reason.ts';
import type { LegId, LegResult } from './leg.ts';

/**
 * Something that is not right, and the one leg that says so. Other legs that cannot be green because of it carry the
 * same reason and name that leg (`follows`), so that nothing looks green that is not, and one cause is told once.
 */
export type Cause = Readonly<{ leg: LegId; reason: Reason }>;

export type Found = Readonly<{
  seen: string;
  reasons?: readonly Reason[];
  warnings?: readonly Reason[];
  /** What keeps this leg from being judged, in the order in which it is to be told. */
  causes?: readonly (Cause | null)[];
}>;

/** A leg's result: its own reasons, and the causes that are its own to tell; else it follows the first cause of another leg. */
export function legResult(id: LegId, { seen, reasons = [], warnings = [], causes = [] }: Found): LegResult {
  const known = causes.filter((cause) => cause !== null);
  const own = [...known.filter((cause) => cause.leg === id).map((cause) => cause.reason), ...reasons];
  const [first] = known;
  if (own.length > 0 || first === undefined) return { id, seen, reasons: own, warnings };
  return { id, seen, reasons: [first.reason], warnings, follows: first.leg };
}

/** What a leg was kept from judging by; null when it was green. */
export function causeOf({ id, reasons, follows }: LegResult): Cause | null {
  const [first] = reasons;
  return first === undefined ? null : { leg: follows ?? id, reason: first };
}

/** What the row says of something that could not be looked at. */
export const NOT_KNOWN = 'not known';
