import type { PageReport, Press } from '../core/compare/page-report.ts';
import type { Reading } from '../core/compare/reading.ts';
import { latestReadings } from '../core/execution/chain.ts';
import { isEnded } from '../core/execution/state.ts';
import { type Context, remember } from './context.ts';
import type { Run } from './run.ts';

/**
 * What was read on the screens that were left counts only along one unbroken way through this tab. A screen that is
 * shown again is read anew, and so are those behind it; a reload, a new sign-in and a press in another tab lose all.
 */
export async function keepChain(context: Context, run: Run, report: PageReport): Promise<void> {
  if (report.dangers.some((one) => one.kind === 'session-lost')) return lose(context, run);
  if (report.place !== 'screen' && report.place !== 'review') return;
  const { carried, chain } = run.facts;
  const isSameDocument = chain.document === null || chain.document === report.document;
  if (isSameDocument && chain.screen === report.screen) return;
  const isReloaded = !isSameDocument && !chain.isLeft;
  const here = { ...chain, document: report.document, screen: report.screen, isLeft: false };
  await remember(context, run, { chain: here, carried: isReloaded ? [] : before(run, report.screen, carried) });
}

/** Leaving a screen freezes its last readings, taken in the task of the press. What is only said again is not entered. */
export async function freeze(context: Context, run: Run, report: PageReport): Promise<void> {
  const fresh = report.readings.flatMap((one) => (one.source === 'live' ? [{ ...one, source: 'carried' as const }] : []));
  const carried = latestReadings(run.facts.carried, fresh);
  const isBroken = run.facts.chain.isBroken && !run.facts.known.profile.screens.every((one) => isCarried(carried, one.id));
  await remember(context, run, { carried, chain: { ...run.facts.chain, isLeft: true, isBroken } });
}

/**
 * A person pressed one of the form's buttons in another tab. It was held there; but two hands in one form mean that
 * nobody knows any more what the console keeps of it. Answers whose chain broke by it.
 */
export async function breakChain(context: Context, tabId: number, press: Press): Promise<Run | null> {
  if (!press.isTrusted || press.control === 'revoke') return null;
  const origin = context.ports.device.pages.originOf(tabId);
  const run = [...context.runs.values()].findLast(
    (one) => one.state.tabId !== null && !isEnded(one.state) && one.facts.known.profile.where.pageOrigins.some((own) => own === origin),
  );
  if (run === undefined || run.state.claim === null || run.state.left !== 'nothing') return null;
  await run.dispatch({ type: 'noted', what: 'chain-broken', body: { control: press.control } }, 'page');
  await remember(context, run, { carried: [], chain: { ...run.facts.chain, isBroken: true } });
  return run;
}

async function lose(context: Context, run: Run): Promise<void> {
  if (run.facts.carried.length > 0) await remember(context, run, { carried: [] });
}

/** The readings of the screens that come before this one. */
function before(run: Run, screen: string | null, carried: readonly Reading[]): readonly Reading[] {
  const order = run.facts.known.profile.screens.map((one) => one.id);
  const at = order.indexOf(screen ?? '');
  return at < 0 ? carried : carried.filter((one) => order.indexOf(one.screen) < at);
}

function isCarried(carried: readonly Reading[], screen: string): boolean {
  return carried.some((one) => one.screen === screen);
}
