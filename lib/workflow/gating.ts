import { sameEndUntil } from '../core/compare/end-time.ts';
import { latches } from '../core/execution/latching.ts';
import { isAwaitingProof, isGateClosing } from '../core/execution/owing.ts';
import type { ExecutionState, Release } from '../core/execution/state.ts';
import { opensNewTab } from '../core/profile/profile.ts';
import { reason } from '../core/reason.ts';
import { CLOSE_GATE_ALARM } from './alarms.ts';
import { judge, warnOf } from './checking.ts';
import { type Context, remember, systemsOf } from './context.ts';
import { isDuration } from './looking.ts';
import { isRightCommit } from './released-request.ts';
import type { Opened, Run } from './run.ts';
import { hearLast, shut } from './shutting.ts';
import { readSources } from './sources.ts';
import { tabRests } from './straying.ts';

/** How often everything is read while the gate is armed. */
const WATCH_EVERY_MS = 1_000;
/** What was read longer ago than this, because the claim was slow to be consumed, is read again before the gate opens. */
const FRESH_MS = 3_000;
/**
 * The alarm outlives the worker: where it died and nothing else wakes it, a rule is taken away by this much after its end. Chrome rings
 * none of a packed extension sooner than 30 s after it was set: there the rule of a shorter release stands until then.
 */
const ALARM_AFTER_MS = 500;
/** A gate that was asked to close, and is not said to be closed within this, is not known to be. */
const CLOSED_WITHIN_MS = 10_000;

/** Opens the console in a new tab, by GET: a reload could send a form again. */
export async function openConsole(context: Context, run: Run): Promise<void> {
  const { gate, pages } = context.ports.device;
  const { profile } = run.facts.known;
  await gate.guard(profile);
  const tabId = await pages.openTab(profile.where.startUrl);
  await run.dispatch({ type: 'console-opened', tabId });
  // It may have come to rest before it was known to be the console's tab.
  const rests = await pages.restsAt(tabId);
  if (rests !== null) await tabRests(context, tabId, rests.origin);
}

/** Binds the permission to what was checked: packet, readings, tab, document, and a deadline. */
export async function prepareRelease(context: Context, run: Run, nonce: string): Promise<void> {
  const { state, facts } = run;
  const { clock } = context.ports.device;
  const { check, packetDigest, tabId } = state;
  // What took the check back in between has said so already.
  if (check?.stage !== 'consumed' || check.nonce !== nonce) return;
  if (clock.nowMs() - run.readAtMs > FRESH_MS && !(await isStillGreen(context, run, context.signal))) return;
  if (check.readings === null || check.document === null || packetDigest === null || tabId === null) {
    throw new Error('a release without something to bind it to');
  }
  const nowMs = clock.nowMs();
  const untilMs = Math.min(nowMs + facts.armedMs, endStaysUntil(run) ?? Number.POSITIVE_INFINITY);
  if (untilMs <= nowMs)
    return run.dispatch({ type: 'world-changed', reasons: [reason('release-expired', { limit: 'the minute that it was made in' })] });
  const release: Release = {
    id: clock.randomId(),
    nonce,
    packetDigest,
    readings: check.readings,
    tabId,
    document: check.document,
    untilMs,
  };
  await run.dispatch({ type: 'gate-opening', release });
}

/** Until when the end that was checked stays the same one, where a field says how long access lasts; null where none does. */
function endStaysUntil(run: Run): number | null {
  const { facts, lastReport } = run;
  if (lastReport === null) return null;
  return [...facts.carried, ...lastReport.readings].some((one) => isDuration(run, one)) ? sameEndUntil(lastReport.atMs) : null;
}

/** The line that says so is on disk; the alarm, whenever the browser rings it, is set; only then is the rule added. */
export async function openGate(context: Context, run: Run, release: Release): Promise<void> {
  const { device } = context.ports;
  const { claim } = run.state;
  await device.wakeAt(CLOSE_GATE_ALARM, release.untilMs + ALARM_AFTER_MS);
  if (!isOpening(run, release)) return;
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  run.opening = settled;
  try {
    const { tabId } = release;
    const tabsThere = opensNewTab(run.facts.known.profile) ? new Set(await device.pages.allTabs()) : null;
    const opened: Opened = { tabId, tabsThere, commits: new Set(), underWay: new Set(), letThrough: null, shutAtMs: null };
    run.opened = opened;
    await device.gate.open(run.facts.known.profile, {
      execution: run.execution,
      release: release.id,
      tabId,
      tabsThere,
      untilMs: release.untilMs,
      idempotencyKey: claim?.id ?? release.id,
      isRight: (request) => isRightCommit(run, request),
      letThrough: ({ requestId }) => {
        opened.letThrough = requestId;
      },
    });
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'the browser refused the rule';
    await run.dispatch({ type: 'gate-failed', reason: reason('guard-not-intact', { detail }) });
    return;
  } finally {
    run.opening = null;
    settle();
  }
  await run.dispatch({ type: 'armed', release: release.id, enforcement: run.facts.enforcement });
}

/** Closing is the same whatever opened it. */
export async function closeGate(context: Context, run: Run): Promise<void> {
  run.watch?.abort();
  run.watch = null;
  run.armedCanonical = null;
  if (isAwaitingProof(run.state)) void unlessClosed(context, run, run.state.owed);
  await shut(context, run);
  if (isGateClosing(run.state)) await hearLast(context, run);
  if (context.signal.aborted) return;
  if (isGateClosing(run.state)) await run.dispatch({ type: 'gate-closed' });
  context.changed();
}

/** Where the browser does not say for too long that the gate is closed, nobody knows what a press that counted has sent. */
async function unlessClosed(context: Context, run: Run, owed: ExecutionState['owed']): Promise<void> {
  await context.ports.device.clock.sleep(CLOSED_WITHIN_MS, context.signal);
  if (context.signal.aborted || run.opened?.shutAtMs !== null || run.state.owed?.nonce !== owed?.nonce) return;
  const because = reason('guard-not-intact', { detail: 'the browser does not say that the gate is closed' });
  await run.dispatch({ type: 'halt-asked', reason: because, by: 'guard' });
}

/** Whether the gate is still to be opened for this release, and nothing took it back in between. */
function isOpening({ state }: Run, release: Release): boolean {
  return state.check?.stage === 'opening' && state.release?.id === release.id;
}

/** While armed everything that was checked is read again every second; what no longer fits, or does not answer, takes the release back. */
export async function watchWorld(context: Context, run: Run): Promise<void> {
  const release = run.state.release;
  if (release === null || run.state.phase !== 'armed') return;
  run.watch?.abort();
  const watch = new AbortController();
  run.watch = watch;
  const { clock } = context.ports.device;
  const signal = AbortSignal.any([watch.signal, context.signal]);
  void expireAt(context, run, release, signal);
  while (!signal.aborted && run.state.phase === 'armed') {
    await clock.sleep(WATCH_EVERY_MS, signal);
    if (signal.aborted || run.state.phase !== 'armed' || run.sources === null) return;
    if (!(await isStillGreen(context, run, signal))) return;
  }
}

/** Reads everything again for the check or the release that stands. What no longer fits takes it back, and what nobody was warned of yet. */
async function isStillGreen(context: Context, run: Run, signal: AbortSignal): Promise<boolean> {
  const { nonce } = run.state.release ?? run.state.check ?? { nonce: '' };
  const sources = await readSources(await systemsOf(context), run.facts.caseId, run.facts.packet, signal);
  const isStanding = () => !signal.aborted && (run.state.release ?? run.state.check)?.nonce === nonce;
  if (!isStanding()) return false;
  const { reasons, legs, warnings } = await judge(context, run, sources);
  await remember(context, run, { legs });
  await warnOf(run, warnings);
  if (reasons.length === 0) return isStanding();
  const latching = reasons.filter(latches);
  await run.dispatch({ type: 'world-changed', reasons: latching.length > 0 ? latching : reasons });
  return false;
}

async function expireAt(context: Context, run: Run, release: Release, signal: AbortSignal): Promise<void> {
  const { clock } = context.ports.device;
  await clock.sleep(Math.max(0, release.untilMs - clock.nowMs()), signal);
  if (!signal.aborted) await run.dispatch({ type: 'release-expired', release: release.id });
}

/** The alarm that was set before the gate opened: whatever happened to the timer, the rule goes. */
export async function closeOverdueGates(context: Context): Promise<void> {
  const nowMs = context.ports.device.clock.nowMs();
  for (const run of context.runs.values()) {
    const { release, phase } = run.state;
    if (phase === 'armed' && release !== null && nowMs > release.untilMs)
      await run.dispatch({ type: 'release-expired', release: release.id });
  }
  const isAnyOpen = [...context.runs.values()].some(({ state }) => state.phase === 'armed' || state.check?.stage === 'opening');
  if (!isAnyOpen) await context.ports.device.gate.closeAll();
}
