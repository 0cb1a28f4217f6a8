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
  return { desk, warnings, takeover: takeoverAt(desk, warnings), hands: null, isUnguarded: false, refused: [], seenBefore: 0, missed: [] };
}

/** Starts the case in the popup, and sits down before the console's page where entry began. */
export async function begin(seat: Seat): Promise<void> {
  const page = await start(seat.desk, seat.warnings);
  if (Array.isArray(page)) seat.refused = page;
  else if (page !== null) sitDown(seat, page);
}

/** From now on the person works on this page, and has filled nothing of it yet. */
export function sitDown(seat: Seat, page: Page, { isUnguarded } = { isUnguarded: false }): Hands {
  const { desk, warnings } = seat;
  const operator = operatorAt(desk, () => page, warnings.acknowledge);
  const hands = { operator, submitting: submittingAt(desk, () => page, warnings.acknowledge), secondTab: secondTabOf(desk, operator.page) };
  Object.assign(seat, { hands, isUnguarded });
  return hands;
}
