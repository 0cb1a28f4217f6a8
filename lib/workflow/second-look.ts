import type { PageReport } from '../core/compare/page-report.ts';
import { isAbsence } from '../core/execution/assess.ts';
import type { Assessment } from '../core/execution/event.ts';
import type { Context } from './context.ts';
import { lookAtConsole } from './looking.ts';
import type { Run } from './run.ts';

/** A danger must still be there after this long before it latches: pages pass through half-drawn states. */
const STABLE_MS = 300;
/** What is missing has this many looks to come: a page that fetches its form shows the heading first. */
const LOOKS_TO_DRAW = 8;
/** How often a page that does not answer is looked at again; each look waits for it. */
const LOOKS_MAX = 10;

/**
 * The second look. Where nothing is wrong but that something is missing, more follow until it has come or had its time. What is
 * missing on another screen by then has its own time: that screen was told of by itself.
 */
export async function lookOnceDrawn(context: Context, run: Run, { document, screen }: PageReport): ReturnType<typeof lookAtConsole> {
  for (let attempt = 1; ; attempt += 1) {
    await context.ports.device.clock.sleep(STABLE_MS, context.signal);
    // Halted meanwhile: nothing more can latch, and a page that goes on changing must not be looked at ever more often.
    if (run.state.halt !== null) return null;
    const seen = await lookUntilSeen(context, run);
    const halts = seen?.assessment.halts ?? [];
    const isOnlyMissing = halts.length > 0 && halts.every(isAbsence);
    if (isOnlyMissing && (seen?.report.document !== document || seen.report.screen !== screen)) return null;
    if (!isOnlyMissing || attempt === LOOKS_TO_DRAW || context.signal.aborted) return seen;
  }
}

/** A page that is busy, or that a dialog of the browser holds up, answers late: a danger is not forgotten for that. */
async function lookUntilSeen(context: Context, run: Run): ReturnType<typeof lookAtConsole> {
  for (let attempt = 1; attempt < LOOKS_MAX; attempt += 1) {
    const seen = await lookAtConsole(context, run);
    if (seen !== null || run.state.tabId === null || context.signal.aborted) return seen;
    await context.ports.device.clock.sleep(STABLE_MS, context.signal);
  }
  // The next report is news again, whatever it says.
  run.lastAssessed = '';
  return lookAtConsole(context, run);
}

/**
 * A danger that is gone again was a half-drawn page, or a hand that was quicker than our second look. What a hand had to
 * take back, the console had really offered: that latches. What was missing came by the page; a hand only used it.
 */
export function wasMendedByHand({ halts }: Assessment, { readings }: PageReport): boolean {
  const isByHand = (field: string | undefined) => readings.some((one) => one.field === field && one.changedBy === 'hand');
  return halts.some((one) => !isAbsence(one) && isByHand(one.subject));
}
