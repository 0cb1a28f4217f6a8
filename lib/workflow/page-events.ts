import { BROWSER_DIALOG, type PageReport, type Press } from '../core/compare/page-report.ts';
import type { Assessment, ExecutionEvent } from '../core/execution/event.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { FromPage } from '../wire/page-link.ts';
import { goneOn } from './astray.ts';
import { captureCheckpoint } from './capturing.ts';
import { breakChain, freeze, keepChain } from './chain.ts';
import { type Context, runOfTab } from './context.ts';
import { assessReport, keyedReadings, keyedText, lookAtConsole } from './looking.ts';
import { queueEmpty } from './observing.ts';
import type { Run } from './run.ts';
import { sealWords } from './sealing.ts';
import { lookOnceDrawn, wasMendedByHand } from './second-look.ts';
import { pressHeardOut } from './shutting.ts';
import { intended, openRevoke } from './windows.ts';

/** Something that a page said, already parsed and from the tab it claims. */
export async function pageSaid(context: Context, tabId: number, said: FromPage): Promise<void> {
  const run = runOfTab(context, tabId) ?? (said.type === 'press' ? runSentBy(context, tabId, said.press) : null);
  if (run === null) return saidElsewhere(context, tabId, said);
  switch (said.type) {
    case 'report':
      return reported(context, run, tabId, said.report);
    case 'intent':
      // The last report may be of a moment before: the step is opened by what the screen holds as it is pressed.
      if (said.control === 'step') await reported(context, run, tabId, said.report);
      return intended(context, run, tabId, said);
    case 'press':
      return pressed(context, run, tabId, said.press);
    case 'check-now':
      return askCheck(context, run, 'button');
    case 'panel':
      run.panel = { document: said.document, trouble: said.trouble };
      return context.changed();
    case 'unlisted':
      return sealWords(context, run, said.text);
    default:
      return;
  }
}

/** A commit that leaves from a new tab takes the execution there, and its request may come first: the press that sent it still belongs to it. */
function runSentBy(context: Context, tabId: number, { isPassed, release }: Press): Run | null {
  if (!isPassed || release === null) return null;
  return [...context.runs.values()].find(({ state }) => state.release?.id === release && state.release.tabId === tabId) ?? null;
}

/** Other tabs of the console are closed and say so; a press on the same form there is not nothing. */
async function saidElsewhere(context: Context, tabId: number, said: FromPage): Promise<void> {
  if (said.type === 'intent' && said.control === 'revoke') return openRevoke(context, tabId);
  const run = said.type === 'press' ? await breakChain(context, tabId, said.press) : null;
  if (run !== null && run.state.tabId !== null) await pageArrived(context, run.state.tabId);
}

/** A document of the execution's tab connected, after a navigation or because the worker was away: look at it afresh. */
export async function pageArrived(context: Context, tabId: number): Promise<void> {
  const run = runOfTab(context, tabId);
  if (run === null) return;
  const seen = await lookAtConsole(context, run);
  if (seen !== null) return reported(context, run, tabId, seen.report);
  await queueEmpty(run);
  // Whatever this document is, it is not known to be the one that was checked. A press that counted is told by its request.
  if (isBound(run) && run.state.left === 'nothing') {
    await run.dispatch({ type: 'world-changed', reasons: [reason('reading-changed', { field: 'The page' })] });
  }
}

/** Entry goes on in the tab that it was halted in: what its screen holds is judged as if it had just come. */
export async function lookAgain(context: Context, run: Run): Promise<void> {
  run.lastAssessed = '';
  if (run.state.tabId !== null) await pageArrived(context, run.state.tabId);
}

/** How long a check waits for the claim that the one before it left consumed. */
const RETURN_TRIES_MAX = 40;
const RETURN_EVERY_MS = 50;

/** Starts a recheck where one may start; where it may not, the panel already says why. */
export async function askCheck(context: Context, run: Run, by: 'button' | 'press' | 'popup' | 'shortcut'): Promise<void> {
  const { clock } = context.ports.device;
  for (let attempt = 0; attempt < RETURN_TRIES_MAX && run.state.owed !== null; attempt += 1) {
    await clock.sleep(RETURN_EVERY_MS, context.signal);
  }
  await run.dispatch({ type: 'check-asked', by, nonce: context.ports.device.clock.randomId() }, 'operator');
}

async function reported(context: Context, run: Run, tabId: number, report: PageReport): Promise<void> {
  run.lastReport = report;
  await goneOn(context, run, report.screen);
  await keepChain(context, run, report);
  const assessment = assessReport(run, report);
  const isNew = await isNews(context, run, report, assessment);
  if (!isNew) return;
  if (assessment.halts.length === 0 || report.unlisted.some((one) => one.role === BROWSER_DIALOG)) {
    await assessed(context, run, tabId, report, assessment);
    return;
  }
  await assessed(context, run, tabId, report, { ...assessment, halts: [], holds: [...assessment.halts, ...assessment.holds] });
  const again = await lookOnceDrawn(context, run, report);
  if (again === null) return;
  if (again.assessment.halts.length > 0) await assessed(context, run, tabId, again.report, again.assessment);
  else if (wasMendedByHand(assessment, again.report)) await assessed(context, run, tabId, report, assessment);
}

async function assessed(context: Context, run: Run, tabId: number, report: PageReport, assessment: Assessment): Promise<void> {
  const readings = await keyedReadings(context, run, report);
  if (!(await pressHeardOut(context, run, report.document))) return;
  await run.dispatch({ type: 'page-assessed', tabId, document: report.document, assessment, readings }, 'page');
}

/** A check or a release is bound to what the screen holds. */
function isBound({ state }: Run): boolean {
  return state.phase === 'armed' || state.phase === 'rechecking';
}

/** A report is news when its judgement changed, or, while a release is out, when any reading did. */
async function isNews(context: Context, run: Run, report: PageReport, assessment: Assessment): Promise<boolean> {
  const readings = isBound(run) ? await keyedReadings(context, run, report) : '';
  const key = JSON.stringify([report.document, assessment, readings]);
  if (key === run.lastAssessed) return false;
  run.lastAssessed = key;
  return true;
}

async function pressed(context: Context, run: Run, tabId: number, press: Press): Promise<void> {
  if (press.control === 'step' || press.control === 'back') {
    if (press.isPassed) await stepLeft(context, run, press);
    else await stepHeld(run);
    return;
  }
  if (press.control !== 'commit') return;
  run.lastReport = press.report;
  run.commitReport = press.report;
  // The request may be seen before the press that it follows: then the press only says how it came about.
  if (run.state.phase === 'armed' || (press.isPassed && press.release !== null)) return commitPressed(context, run, tabId, press);
  if (run.state.phase === 'filling' && run.state.halt === null && press.isTrusted && !press.isRepeat) {
    const assessment = assessReport(run, press.report);
    await assessed(context, run, tabId, press.report, assessment);
    if (assessment.halts.length > 0 || assessment.holds.length > 0) return;
    // A check begins by a press on the button itself. Enter in a field would send the form, and nobody asked for that.
    if (press.isFromField) await held(run, reason('commit-without-release'));
    else await askCheck(context, run, 'press');
    return;
  }
  await held(run, firstReason(run));
}

async function commitPressed(context: Context, run: Run, tabId: number, press: Press): Promise<void> {
  const readings = await keyedText(context, run, press.canonical);
  const event: ExecutionEvent = {
    type: 'pressed',
    release: press.release,
    isPassed: press.isPassed,
    because: stopReason(press),
    readings,
    tabId,
    document: press.report.document,
  };
  await run.dispatch(event, 'operator');
}

function stopReason(press: Press): Reason | null {
  if (press.isPassed) return null;
  // The page knew the release and let nothing through: an earlier press has used it, and its request is on the way.
  if (press.stoppedBy === 'no-release' && press.release !== null) return reason(press.isTrusted ? 'commit-in-flight' : 'press-not-counted');
  if (press.stoppedBy === 'body-differs') return reason('body-differs');
  if (press.stoppedBy === 'opens-elsewhere')
    return reason('not-guardable', { detail: 'its submit opens in another tab than its profile says, which nothing holds' });
  return press.stoppedBy === 'readings-changed' ? reason('reading-changed', { field: 'A value' }) : reason('press-not-counted');
}

/** Why a press was held, in the words of where the execution stands. */
function firstReason(run: Run): Reason {
  if (run.state.phase === 'committing' || run.state.phase === 'confirming') return reason('commit-in-flight');
  if (run.state.phase === 'rechecking') return reason('press-not-counted');
  if (run.state.halt !== null) return reason('takeover-held');
  return run.state.holds[0] ?? reason('commit-without-release');
}

async function held(run: Run, because: Reason): Promise<void> {
  await run.dispatch({ type: 'press-held', because }, 'operator');
}

/** A step that was held is noted with what keeps it, where something does; else its window was only not open yet. */
async function stepHeld(run: Run): Promise<void> {
  const because = run.state.halt?.reasons[0] ?? run.state.holds[0];
  if (because !== undefined) await run.dispatch({ type: 'noted', what: 'step-held', body: { because } }, 'operator');
}

/** Press and request reach the worker by different ways: the request may come first by this much. */
const REQUEST_AHEAD_MS = 1_500;

/** A step that the profile knows as a request must be seen leaving, or the recheck will find us blind. */
async function stepLeft(context: Context, run: Run, press: Press): Promise<void> {
  const isRequest = run.facts.known.profile.requests.some((one) => one.class === 'step');
  const nowMs = context.ports.device.clock.nowMs();
  if (isRequest && nowMs - run.seenAtMs > REQUEST_AHEAD_MS) run.unseenStepAtMs ??= nowMs;
  run.lastStep = { atMs: nowMs, screen: press.report.screen };
  await freeze(context, run, press.report);
  const screen = run.facts.known.profile.screens.find((one) => one.id === press.report.screen);
  if (press.control === 'step' && screen?.isCheckpoint) await captureCheckpoint(context, run, press.report);
}
