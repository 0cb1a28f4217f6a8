import { screenSent } from '../core/compare/body.ts';
import type { Verdict } from '../core/compare/reading.ts';
import { judgeOutcome, type OutcomeInput } from '../core/execution/outcome.ts';
import { isGateClosing } from '../core/execution/owing.ts';
import { isEnded } from '../core/execution/state.ts';
import { classifyRequest } from '../core/profile/classify.ts';
import type { BodySpec, RequestKind } from '../core/profile/profile.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { ObservedRequest, RequestEnd } from '../ports/device.ts';
import { versionNow } from './anchoring.ts';
import { goneOn, stoppedAstray } from './astray.ts';
import { callOptions } from './call-options.ts';
import { type Context, remember, runOfTab, systemsOf } from './context.ts';
import { lookAtConsole } from './looking.ts';
import { noteConfirmation, noteReadBack, noteStation } from './read-back.ts';
import { isFromNewTab, isReleasedWay, isRightCommit, isSentByPress, whyStopped, wireFaults } from './released-request.ts';
import { approvedValues, type Run } from './run.ts';

/** How often console and IAM are read while an outcome is awaited. */
const LOOK_EVERY_MS = 700;
/** One commit under a release is the press's own; from the second on nobody can say which. */
const COMMITS_TOLD_APART = 2;
/** As many of a release are remembered while they are on their way; the first of them that leaves is the only one. */
const UNDER_WAY_MAX = 100;
/** How often it is looked whether the right one has left, and for how long at most. */
const HEAR_EVERY_MS = 20;
const HEARD_OUT_MS = 1_000;

/**
 * A commit is being made under a release: the gate closes behind it at once. Without a release a rule still stands in
 * its way, and only what gets past that has left. Where a blocking listener stands in the way too, it says which one passes.
 */
export async function requestBegan(context: Context, seen: ObservedRequest): Promise<void> {
  const run = runForRequest(context, seen);
  const opened = run?.opened ?? null;
  // Where the gate was never opened there is no rule that could let it through.
  if (run === null || opened === null || seen.kind !== 'commit') return;
  if (opened.commits.size < COMMITS_TOLD_APART) opened.commits.add(seen.requestId);
  if (!isReleasedWay(run, seen)) return;
  if (opened.underWay.size < UNDER_WAY_MAX && isRightCommit(run, seen)) opened.underWay.add(seen.requestId);
  if (run.facts.enforcement === 'one-shot' && opened.letThrough !== seen.requestId) return;
  // While a release is being taken back its rule may still stand: what begins then counts as sent, until the browser said that it is gone.
  const isShut = opened.shutAtMs !== null && seen.atMs > opened.shutAtMs;
  if (run.state.phase === 'armed' || (isGateClosing(run.state) && !isShut)) await commitLeft(run, seen);
}

/** What fits no class got past as the commit, or as the step beside it, with another body: it may have done anything. */
function mayBeCommit(kind: ObservedRequest['kind']): boolean {
  return kind === 'commit' || kind === 'unknown';
}

/** One of the console's requests that may change something got past every rule. */
export async function requestLeft(context: Context, seen: ObservedRequest): Promise<void> {
  const run = runForRequest(context, seen);
  if (run === null) return;
  run.unseenStepAtMs = null;
  run.seenAtMs = context.ports.device.clock.nowMs();
  await goneOn(context, run, null);
  const { profile } = run.facts.known;
  const { kind, spec } = classifyRequest(profile, seen);
  if (mayBeCommit(kind)) await commitLeft(run, seen);
  if (kind === 'back') await run.dispatch({ type: 'step-seen', screen: run.state.screen, reasons: [] });
  if (kind === 'step')
    await run.dispatch({ type: 'step-seen', screen: run.state.screen, reasons: stepFaults(run, seen, spec?.body ?? null) });
  if (kind === 'exit' && spec?.exit) await run.dispatch({ type: 'exit-seen', exit: spec.exit, status: null });
}

async function commitLeft(run: Run, seen: ObservedRequest): Promise<void> {
  const { kind, spec } = classifyRequest(run.facts.known.profile, seen);
  if (run.state.sent?.requestId === seen.requestId) return;
  const otherBody = kind === 'unknown' ? [reason('body-differs', { detail: 'it fits no request that the profile knows' })] : [];
  const faults = spec?.body ? wireFaults(run, spec.body, seen, null) : otherBody;
  await run.dispatch({ type: 'commit-seen', requestId: seen.requestId, tabId: seen.tabId, reasons: faults });
  await noteSent(run, faults);
}

/** A step sends the fields of its own screen. */
function stepFaults(run: Run, seen: ObservedRequest, body: BodySpec | null): readonly Reason[] {
  const { profile } = run.facts.known;
  const commit = profile.requests.find((one) => one.class === 'commit');
  const spec = body ?? (commit?.body?.encoding === 'urlencoded' ? commit.body : null);
  if (spec === null) return [];
  const screen = screenSent({ profile, spec, body: seen.body }, run.state.screen);
  return wireFaults(run, spec, seen, screen?.fields.map((one) => one.id) ?? []);
}

/**
 * A page's service worker sends for no tab: then it is the one execution that is armed or sending. A commit from a tab that came
 * after a release for a new one belongs to that release; so does one from the tab of a release whose gate is still being closed, which
 * may send as it goes.
 */
function runForRequest(context: Context, { tabId, kind }: Pick<ObservedRequest, 'tabId' | 'kind'>): Run | null {
  const own = runOfTab(context, tabId);
  if (own !== null) return own;
  const isOne = (run: Run) => {
    const isClosing = isGateClosing(run.state);
    if (tabId < 0) return run.state.tabId !== null || isClosing;
    return mayBeCommit(kind) && (isFromNewTab(run, tabId) || (isClosing && run.opened?.tabId === tabId));
  };
  return [...context.runs.values()].findLast(isOne) ?? null;
}

/** How a request ended. One that the browser itself blocked is proof that it did not leave. */
export async function requestEnded(
  context: Context,
  end: RequestEnd,
  { kind, seen }: Readonly<{ kind: RequestKind | 'unknown'; seen: ObservedRequest | null }>,
): Promise<void> {
  const run = runForRequest(context, { tabId: end.tabId, kind });
  if (run === null) return;
  run.opened?.underWay.delete(end.requestId);
  if (end.wasBlocked) {
    // Neither is waited for: what the browser tells next may be the commit itself.
    if (kind === 'commit') {
      const tell = commitStopped(run, end, seen);
      if (isRightUnderWay(run)) void rightHeardOut(context, run).then(tell);
      else await tell();
    }
    if (kind === 'unknown') void stoppedAstray(context, run, end);
    return;
  }
  if (run.state.sent?.requestId === end.requestId) {
    await run.dispatch({ type: 'commit-ended', requestId: end.requestId, status: end.status, error: end.error });
  }
}

/** What the browser stopped is judged as it is told, and may be taken later. */
function commitStopped(run: Run, { requestId, tabId }: RequestEnd, seen: ObservedRequest | null): () => Promise<void> {
  const why = { reasons: whyStopped(run, seen), isPressed: isSentByPress(run, seen) };
  return () => run.dispatch({ type: 'commit-stopped', requestId, tabId, ...why });
}

/** Whether the one that the release is for has begun, and it is not told yet whether the blocking listener lets it out. */
function isRightUnderWay({ state, facts, opened }: Run): boolean {
  if (state.phase !== 'armed' || facts.enforcement !== 'one-shot' || opened === null) return false;
  return opened.letThrough !== null || opened.underWay.size > 0;
}

/**
 * Of commits that are made at once the browser may tell that a wrong one was stopped before it asks whether the right one leaves. Nothing
 * else can leave meanwhile: the right one is heard out, for a moment, and the release is taken back only where it did not leave.
 */
async function rightHeardOut({ ports, signal }: Context, run: Run): Promise<void> {
  const { clock } = ports.device;
  const untilMs = clock.nowMs() + HEARD_OUT_MS;
  while (!signal.aborted && isRightUnderWay(run) && clock.nowMs() < untilMs) await clock.sleep(HEAR_EVERY_MS, signal);
}

/** Waits for what the console says and for what IAM shows, each within the profile's time, and judges both together. */
export async function readOutcome(context: Context, run: Run, isReadBackOnly: boolean): Promise<void> {
  const { clock } = context.ports.device;
  const { profile } = run.facts.known;
  const { access } = await systemsOf(context);
  const readGrants = () => access.grants(run.facts.packet.tenant.id, callOptions(context));
  if (isReadBackOnly) {
    await noteReadBack(context, run, await readGrants());
    return;
  }
  void versionNow(context, run).then((etag) => {
    run.caseAtCommit = etag;
  });
  const startedMs = clock.nowMs();
  const requestId = run.state.sent?.requestId;
  let answeredMs: number | null = null;
  while (!context.signal.aborted) {
    // What is late is told by a look that began when its time was over: an answer of IAM may take longer than that.
    const nowMs = clock.nowMs();
    const [look, grants] = await Promise.all([lookAtConsole(context, run), readGrants()]);
    // The browser stopped it, or it is decided: one that is sent after it has its own time.
    if (run.state.sent?.requestId !== requestId || isEnded(run.state)) return;
    // A form that still stands there, or something pending, is no answer yet: IAM has its time from the answer on.
    if (look?.report.place === 'confirmed' || look?.report.place === 'refused') answeredMs ??= clock.nowMs();
    const input: OutcomeInput = {
      profile,
      packet: run.facts.packet,
      approved: approvedValues(profile, run.facts.packet),
      report: look?.report ?? null,
      grants,
      claim: run.state.claim?.id ?? null,
      grantsBefore: run.facts.grantsBefore,
      isConsoleLate: nowMs - startedMs > profile.confirmation.waitMs,
      isReadBackLate: answeredMs !== null && nowMs - answeredMs > profile.confirmation.readBackMs,
    };
    const judged = judgeOutcome(input);
    if (judged.is !== 'waiting') {
      await noteConfirmation(run);
      await noteReadBack(context, run, grants);
      const { is, reasons, reference, endsAt, grant } = judged;
      await run.dispatch({ type: 'outcome-read', outcome: is, reasons, reference, endsAt, grant });
      return;
    }
    await remember(context, run, { soon: judged.forWhat === 'iam' ? 'The console answered; waiting for IAM.' : null });
    await clock.sleep(LOOK_EVERY_MS, context.signal);
  }
}

/** What was sent, field by field, as far as the body could be read. */
async function noteSent(run: Run, faults: readonly Reason[]): Promise<void> {
  const commit = run.facts.known.profile.requests.find((one) => one.class === 'commit');
  const isUnread = faults.some((one) => one.subject === undefined);
  const verdictOf = (field: string): Verdict =>
    faults.some((one) => one.subject === field) ? 'mismatch' : isUnread ? 'unreadable' : 'match';
  await noteStation(run, 'sent', Object.fromEntries(Object.keys(commit?.body?.fields ?? {}).map((field) => [field, verdictOf(field)])));
}
