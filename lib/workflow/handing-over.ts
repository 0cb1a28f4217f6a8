import { successorsOf } from '../core/approval/successors.ts';
import { recordPath } from '../core/evidence/bundle-names.ts';
import { canonical } from '../core/evidence/canonical.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import { type Body, entriesOf, lastOf } from '../core/evidence/kinds.ts';
import type { JournalEntry } from '../core/evidence/record.ts';
import { isDisplayRecord } from '../core/evidence/record-faults.ts';
import { type Capsule, enteredFields } from '../core/execution/capsule.ts';
import { latestReadings } from '../core/execution/chain.ts';
import { isProvablyUnsent } from '../core/execution/owing.ts';
import { type ExecutionState, isEnded } from '../core/execution/state.ts';
import type { Written } from '../ports/answer.ts';
import type { EnrolledDevice } from '../ports/enrolment.ts';
import { RESTORE_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import { fieldVerdicts } from './capturing.ts';
import { type Context, systemsOf } from './context.ts';
import { readJson } from './kept-json.ts';
import { allObserved } from './observing.ts';
import { approvedValues, type Run } from './run.ts';
import { keepSealed, keysOf } from './sealing.ts';
import { isUnanswered } from './unanswered.ts';
import { isUnheard, unheardClaim } from './unheard-claim.ts';
import { seeWhoGoesOn, watchWhoGoesOn } from './who-goes-on.ts';

/** How long the picture of the halt may take before the capsule is sealed without it. */
const SETTLE_TRIES_MAX = 30;
const SETTLE_MS = 100;
/** How often the case system is asked to keep the capsule of what ended meanwhile. What is still left is asked for until it is. */
const TRIES_MAX = 20;
const TRY_AGAIN_MS = 1_000;
const WAIT_MAX_MS = 15_000;
/** A worker that only waits is ended by its browser: the alarm starts another one, which goes on with it. */
const ALARM_AFTER_MS = 30_000;

/**
 * Seals what a successor needs to security and the eligible successors, attaches it to the case, and leaves the claim to
 * whoever goes on. It is done at every halt, because the device that halted may not be there later.
 */
export function handOver(context: Context, run: Run): Promise<void> {
  // One after the other: the capsule that is told last is the one that counts.
  const leave = () => leaveToOthers(context, run);
  run.leaving = run.leaving.then(leave, leave);
  return run.leaving;
}

/** Entries that ask for a capsule after the halt: what it says has changed. */
const ASKS_ANEW: ReadonlySet<string> = new Set(['handed-over', 'exit-seen', 'exit-read']);

/** A worker may have died between the halt and the case having its capsule: then it is handed over now. */
export async function handOverCutOff(context: Context, run: Run): Promise<void> {
  const { halt } = run.state;
  if (halt === null || isEnded(run.state)) return;
  const entries = await entriesOfRun(context, run);
  const told = entries.findLastIndex(({ kind, at }) => kind === 'capsule-attached' && Date.parse(at) >= halt.atMs);
  if (told < 0 || entries.slice(told).some(({ kind }) => ASKS_ANEW.has(kind))) await handOver(context, run);
}

async function leaveToOthers(context: Context, run: Run): Promise<void> {
  const { claim } = run.state;
  if (claim === null) return;
  await haltCaptured(context, run);
  const held = await untilKnown(context, run, () => claimHeld(context, run, claim));
  const recipients = await untilKnown(context, run, () => recipientsOf(context, run));
  if (held === null || recipients === null) return;
  const sealed = await sealCapsule(context, run, recipients, held);
  if (sealed === null) return;
  const { caseSystem } = await systemsOf(context);
  const { caseId } = run.facts;
  const file = { name: sealed.name, mediaType: 'application/jose+json', bytes: sealed.bytes };
  const attached = await untilDone(context, run, () => caseSystem.attach(caseId, file, callOptions(context)));
  await gateSeenClosed(context, run);
  // Whoever halted may have resumed meanwhile: what is at work again is left to nobody.
  if (attached === null || (run.state.halt === null && !isEnded(run.state))) return;
  const mayHaveLeft = !isProvablyUnsent(run.state);
  const body = { execution: run.execution, claim: held.id, epoch: held.epoch, capsule: attached.id, mayHaveLeft };
  const told = await untilDone(context, run, () => caseSystem.handOver(caseId, body, callOptions(context)));
  // Refused: somebody else may hold the claim by now.
  if (told === null) return seeWhoGoesOn(context, run);
  await run.dispatch({ type: 'noted', what: 'capsule-attached', body: { attachment: attached.id, path: sealed.path } });
  void watchWhoGoesOn(context, run);
}

/** Whoever takes over may submit: before that nothing can leave here any more, or the case is told that it may have. */
async function gateSeenClosed(context: Context, run: Run): Promise<void> {
  for (let attempt = 0; attempt < SETTLE_TRIES_MAX && run.state.owed?.isOpen === true; attempt += 1) {
    await context.ports.device.clock.sleep(SETTLE_MS, context.signal);
  }
  await allObserved(context, run);
}

/** The picture of the halt was asked for beside this. */
async function haltCaptured(context: Context, run: Run): Promise<void> {
  for (let attempt = 0; attempt < SETTLE_TRIES_MAX; attempt += 1) {
    const entries = await entriesOfRun(context, run);
    const isThere = entriesOf(entries, 'capture').some(({ body }) => body.moment !== 'checkpoint');
    if (isThere || run.lastReport === null || isEnded(run.state)) return;
    await context.ports.device.clock.sleep(SETTLE_MS, context.signal);
  }
}

type Sealed = Readonly<{ name: string; path: string; bytes: Uint8Array }>;

type Held = NonNullable<ExecutionState['claim']>;

/** Where the answer to a resume was lost, the case holds the claim at its next epoch: nobody could take it at the one before. */
async function claimHeld(context: Context, run: Run, own: Held): Promise<Held | null> {
  if (!(await isUnheard(context, run))) return own;
  const { isKnown, claim } = await unheardClaim(context, run);
  return isKnown ? (claim ?? own) : null;
}

/** Null when there is nobody to seal to, or the journal of this execution does not say enough. */
async function sealCapsule(context: Context, run: Run, recipients: readonly EnrolledDevice[], claim: Held): Promise<Sealed | null> {
  const { device } = context.ports;
  const known = await capsuleOf(context, run);
  const capsule = known === null ? null : { ...known, claim: { id: claim.id, epoch: claim.epoch } };
  if (recipients.length === 0 || capsule === null) {
    await run.dispatch({ type: 'noted', what: 'capsule-not-sealed', body: { recipients: recipients.length } });
    return null;
  }
  const keys = keysOf(recipients);
  const bytes = await device.signer.seal(new TextEncoder().encode(canonical(capsule)), keys, run.execution);
  const path = `sealed/capsule-${capsule.head.seq}.jwe`;
  await keepSealed(context, run, { path, bytes, about: `the capsule for a takeover, to ${keys.map(({ kid }) => kid).join(', ')}` });
  return { name: `countersign-capsule-${run.execution}-${capsule.head.seq}.jwe`, path, bytes };
}

/** Security's devices, and those of the eligible successors: confirmed, not revoked. A register that is not read is not an empty one. */
async function recipientsOf(context: Context, run: Run): Promise<readonly EnrolledDevice[] | null> {
  const { enrolment } = await systemsOf(context);
  const [security, all] = await Promise.all([enrolment.recipients(callOptions(context)), enrolment.devices(callOptions(context))]);
  if (!security.isRead || !all.isRead) return null;
  const successors = run.facts.record === null ? [] : successorsOf(run.facts.record);
  const isUsable = (one: EnrolledDevice) => one.confirmedBy !== null && one.revokedAt === null && successors.includes(one.person);
  const found = [...security.value, ...all.value.filter(isUsable)];
  return found.filter((one, at) => found.findIndex((other) => other.id === one.id) === at);
}

/** Everything that whoever goes on needs to see. Null where the journal of this execution does not say enough. */
export async function capsuleOf(context: Context, run: Run): Promise<Capsule | null> {
  const { device } = context.ports;
  const { state, facts } = run;
  const { known, packet, operator } = facts;
  const entries = await entriesOfRun(context, run);
  const lines = await device.journal.lines(run.execution);
  const last = lines.at(-1);
  const enrolled = await device.enrolled();
  if (last === undefined || state.claim === null || state.packetDigest === null || enrolled === null || operator === null) return null;
  const readings = latestReadings(facts.carried, run.lastReport?.readings ?? []);
  const approved = approvedValues(known.profile, packet);
  const nowMs = device.clock.nowMs();
  return {
    v: 1,
    caseId: facts.caseId,
    execution: run.execution,
    sealedAt: new Date(nowMs).toISOString(),
    by: { id: operator.person.id, name: operator.person.name, device: enrolled.id },
    packet,
    packetDigest: state.packetDigest,
    profile: { id: known.profile.id, version: known.profile.version, digest: known.digest },
    claim: state.claim,
    head: { seq: lines.length - 1, sha256: await device.signer.sha256(last) },
    stop: stopOf(run, nowMs),
    approvals: (lastOf(entries, 'approvals-read')?.body.approvals ?? []).map(approvalOf),
    screen: state.screen,
    screensDone: state.screensDone,
    entered: enteredFields({ profile: known.profile, approved, readings, verdicts: fieldVerdicts(run, readings) }),
    exit: state.exit,
    left: {
      is: state.left,
      gateOpened: entriesOf(entries, 'gate-opening').length,
      requests: entriesOf(entries, 'commit-seen').length,
      isClaimConsumed: isConsumed(entries),
    },
    capture: await lastCapture(context, run, entries),
  };
}

function stopOf({ state }: Run, nowMs: number): Capsule['stop'] {
  const reasons = state.halt?.reasons ?? state.outcome?.reasons ?? [];
  const atMs = state.halt?.atMs ?? state.outcome?.atMs ?? nowMs;
  return { reasons, at: new Date(atMs).toISOString(), from: state.halt?.from ?? state.phase };
}

function approvalOf({ authority, id, name, decidedAt }: Body<'approvals-read'>['approvals'][number]): Capsule['approvals'][number] {
  return { authority, id, name, decidedAt };
}

/** Consumed and not given back since. */
function isConsumed(entries: readonly JournalEntry[]): boolean {
  const consumed = lastOf(entries, 'consumed');
  return consumed !== null && !entriesOf(entries, 'given-back').some(({ body }) => body.nonce === consumed.body.nonce);
}

async function lastCapture(context: Context, run: Run, entries: readonly JournalEntry[]): Promise<Capsule['capture']> {
  const sha256 = lastOf(entries, 'capture')?.body.record;
  if (sha256 === undefined) return null;
  const record = await readJson<unknown>(context, run.execution, recordPath(sha256));
  return isDisplayRecord(record) ? { record, sha256 } : null;
}

async function entriesOfRun(context: Context, run: Run): Promise<readonly JournalEntry[]> {
  return entriesIn(await context.ports.device.journal.lines(run.execution));
}

/** Halted, or not known: nobody else can go on, or settle it, before it was left to them. */
function isToBeLeft({ state }: Run): boolean {
  return state.phase === 'unknown' || (state.halt !== null && !isEnded(state));
}

/** Asks until it is known; null where nobody answered for too long and nobody waits for it any more. */
async function untilKnown<T>(context: Context, run: Run, asked: () => Promise<T | null>): Promise<T | null> {
  const { clock, wakeAt } = context.ports.device;
  for (let attempt = 0; (attempt < TRIES_MAX || isToBeLeft(run)) && !context.signal.aborted; attempt += 1) {
    const known = await asked();
    if (known !== null) return known;
    await wakeAt(RESTORE_ALARM, clock.nowMs() + ALARM_AFTER_MS);
    await clock.sleep(Math.min(TRY_AGAIN_MS * (attempt + 1), WAIT_MAX_MS), context.signal);
  }
  return null;
}

/** The same for a write; null also where it was refused. */
async function untilDone<T>(context: Context, run: Run, write: () => Promise<Written<T>>): Promise<T | null> {
  const answer = await untilKnown(context, run, async () => {
    const written = await write();
    return isUnanswered(written) ? null : written;
  });
  return answer?.is === 'done' ? answer.value : null;
}
