import { start } from './beginning.ts';
import { type Desk, type Operator, operatorAt } from './operator.ts';
import type { Page } from './page.ts';
import { type SecondTab, secondTabOf } from './second-tab.ts';
import { type Submitting, submittingAt } from './submit.ts';
import { type Takeover, takeoverAt } from './taking-over.ts';
import { type Warnings, warningsAt } from './warnings.ts';

/** A person's hands on one page of the console. */
export type Hands = Readonly<{ operator: Operator; submitting: Submitting; secondTab: SecondTab }>;

/** One person before their browser. */
export type Seat = {
  readonly desk: Desk;
  readonly warnings: Warnings;
  readonly takeover: Takeover;
  /** Null before entry began, or where it did not. */
  hands: Hands | null;
  /** They have gone at the case in the popup, whatever came of it. */
  hasBegun: boolean;
  /** The console was opened by its address, without an execution. */
  isUnguarded: boolean;
  /** Why the start itself was refused. */
  refused: readonly string[];
  /** How many sights there were when the step before this one began. */
  seenBefore: number;
  /** What was waited for and never came. */
  missed: string[];
};

export function seatAt(desk: Desk): Seat {
  const warnings = warningsAt(desk);
  const nothingYet = { hands: null, hasBegun: false, isUnguarded: false, refused: [], seenBefore: 0, missed: [] };
  return { desk, warnings, takeover: takeoverAt(desk, warnings), ...nothingYet };
}

/** Starts the case in the popup, and sits down before the console's page where entry began. */
export async function begin(seat: Seat): Promise<void> {
  seat.hasBegun = true;
  const page = await start(seat.desk, seat.warnings);
  if (Array.isArray(page)) seat.refused = page;
  else if (page !== null) sitDown(seat, page);
}

/** Whoever has not gone at the case yet does so with their first act in the console. Null where entry did not begin. */
export async function handsOf(seat: Seat): Promise<Hands | null> {
  if (seat.hands === null && !seat.hasBegun) await begin(seat);
  return seat.hands;
}

/** From now on the person works on this page, and has filled nothing of it yet. */
export function sitDown(seat: Seat, page: Page, { isUnguarded } = { isUnguarded: false }): Hands {
  const { desk, warnings } = seat;
  const operator = operatorAt(desk, () => page, warnings.acknowledge);
  const hands = { operator, submitting: submittingAt(desk, () => page, warnings.acknowledge), secondTab: secondTabOf(desk, operator.page) };
  Object.assign(seat, { hands, isUnguarded });
  return hands;
}
