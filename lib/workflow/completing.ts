import { type ArtifactId, type Completeness, completenessOf } from '../core/evidence/completeness.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import { lastOf, type Outcome } from '../core/evidence/kinds.ts';
import { verifyZip } from '../core/evidence/verify.ts';
import { isEndPhase } from '../core/execution/state.ts';
import { reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

/** How long what is on its way at the end may take before the bundle is made without it, and says so. */
const SETTLE_WITHIN_MS = 4_000;
/** A call to security may be tried again in between, and belongs to the evidence of what nobody knows. */
const CALL_WITHIN_MS = 120_000;
/** What security is to settle may have to wait for a register of devices, or a sign-in; only evidence that nobody gets at all is worse. */
const LEFT_WITHIN_MS = 3_600_000;
const LOOK_EVERY_MS = 100;

/** What was asked for beside the end, and may come a little after it. */
const ON_ITS_WAY: ReadonlySet<ArtifactId> = new Set<ArtifactId>([
  'captures',
  'press',
  'confirmation',
  'iam-after',
  'stop-capture',
  'values',
]);
const CALLED: ReadonlySet<ArtifactId> = new Set<ArtifactId>(['escalation']);

/** How an execution ends: what was neither decided nor given up was halted. */
export function outcomeOf({ state }: Run): Outcome {
  return isEndPhase(state.phase) ? state.phase : 'halted';
}

/** A capsule and captures of the same moment were asked for beside the end; they are waited for, within a limit. */
export async function settled(context: Context, run: Run): Promise<void> {
  const { clock } = context.ports.device;
  await Promise.race([Promise.allSettled([run.leaving]), clock.sleep(SETTLE_WITHIN_MS, context.signal)]);
  const { phase, sent } = run.state;
  const isShown = sent === null || phase === 'abandoned';
  await waitUntil(context, SETTLE_WITHIN_MS, async () => {
    if (!isMissing(await completeness(context, run), ON_ITS_WAY)) return isShown || (await hasConfirmation(context, run));
    return false;
  });
}

/**
 * The last look before an execution is closed: what its outcome asks for and the evidence lacks is named in the journal,
 * and security is called. So no bundle is ever closed that looks whole and is not.
 */
export async function nameMissing(context: Context, run: Run): Promise<void> {
  // Once its bundle is made nobody takes it up again: what security is to settle must be with the case by then.
  if (run.state.phase === 'unknown') {
    await Promise.race([Promise.allSettled([run.leaving]), context.ports.device.clock.sleep(LEFT_WITHIN_MS, context.signal)]);
  }
  await waitUntil(context, CALL_WITHIN_MS, async () => !isMissing(await completeness(context, run), CALLED));
  const { missing } = await completeness(context, run);
  if (missing.length === 0 || context.signal.aborted) return;
  await run.dispatch({ type: 'evidence-judged', reasons: [reason('bundle-incomplete', { missing: missing.join(', ') })] });
}

/** Evidence whose loss has been named already is not called broken as well. */
const MISSED_IN: ReadonlySet<string> = new Set(['completeness', 'captures', 'sealed', 'anchors']);

/**
 * A bundle is verified once more as anybody would, before it is delivered: what does not verify calls security now, and not
 * the day that somebody needs it. Whose key it is, is for who has the enrolment record.
 */
export async function judgeBundle(context: Context, run: Run, zip: Uint8Array): Promise<void> {
  const { checks } = await verifyZip(zip, context.ports.device.verifyTools, null);
  const bad = checks.filter((one) => one.state === 'bad');
  const isIncomplete = bad.some((one) => one.id === 'completeness');
  const [first] = bad.filter((one) => (isIncomplete ? !MISSED_IN.has(one.id) : true));
  if (first === undefined) return;
  const detail = first.says[0]?.replace(/\.$/, '') ?? first.title;
  await run.dispatch({ type: 'evidence-judged', reasons: [reason('evidence-broken', { detail })] });
}

/** A case that no longer shows an approval as the evidence cites it, and in force: security hears of it. */
export async function compareApprovals(context: Context, run: Run): Promise<void> {
  const lines = await context.ports.device.journal.lines(run.execution);
  const cited = lastOf(entriesIn(lines), 'approvals-read')?.body.approvals ?? [];
  if (run.state.left === 'nothing' || cited.length === 0) return;
  const { caseSystem } = await systemsOf(context);
  const answer = await caseSystem.read(run.facts.caseId, callOptions(context));
  if (!answer.isRead) {
    await run.dispatch({ type: 'noted', what: 'approvals-not-compared', body: { reason: answer.reason } });
    return;
  }
  const { approvals } = answer.value;
  const isShown = cited.every((one) => {
    const [, now] = Object.entries(approvals).find(([authority]) => authority === one.authority) ?? [];
    const isInForce = now?.decision === 'approved' && now.packetDigest === one.packetDigest;
    return isInForce && now.id === one.id && now.approver === one.approver && now.decidedAt === one.decidedAt;
  });
  if (!isShown) await run.dispatch({ type: 'evidence-judged', reasons: [reason('approval-record-changed')] });
}

async function completeness({ ports }: Context, run: Run): Promise<Completeness> {
  const { journal } = ports.device;
  const [lines, paths] = await Promise.all([journal.lines(run.execution), journal.paths(run.execution)]);
  return completenessOf(outcomeOf(run), { entries: entriesIn(lines), paths });
}

function isMissing({ artifacts }: Completeness, ids: ReadonlySet<ArtifactId>): boolean {
  return artifacts.some((one) => ids.has(one.id) && !one.isThere);
}

/** What the console showed after a submission is kept also where the outcome does not ask for it. */
async function hasConfirmation({ ports }: Context, { execution }: Run): Promise<boolean> {
  const lines = await ports.device.journal.lines(execution);
  return lines.some((line) => line.includes('"kind":"capture"') && line.includes('"moment":"confirmation"'));
}

async function waitUntil(context: Context, withinMs: number, isDone: () => Promise<boolean>): Promise<void> {
  const { clock } = context.ports.device;
  const untilMs = clock.nowMs() + withinMs;
  while (!context.signal.aborted && !(await isDone()) && clock.nowMs() < untilMs) await clock.sleep(LOOK_EVERY_MS, context.signal);
}
