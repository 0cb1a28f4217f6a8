import { recordPath } from '../core/evidence/bundle-names.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import { type Body, entriesOf, lastOf } from '../core/evidence/kinds.ts';
import type { JournalEntry } from '../core/evidence/record.ts';
import { isDisplayRecord } from '../core/evidence/record-faults.ts';
import { type Capsule, enteredFields } from '../core/execution/capsule.ts';
import { latestReadings } from '../core/execution/chain.ts';
import { leftAsTold } from '../core/execution/owing.ts';
import { fieldVerdicts } from './capturing.ts';
import type { Context } from './context.ts';
import { readJson } from './kept-json.ts';
import { approvedValues, type Run } from './run.ts';

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
    entered: enteredFields({ profile: known.profile, approved, readings, verdicts: fieldVerdicts(run, readings, nowMs) }),
    exit: state.exit,
    left: {
      is: leftAsTold(state),
      gateOpened: entriesOf(entries, 'gate-opening').length,
      requests: entriesOf(entries, 'commit-seen').length,
      isClaimConsumed: isConsumed(entries),
    },
    grantsBefore: facts.grantsBefore,
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

/** The entries of its journal. */
export async function entriesOfRun(context: Context, run: Run): Promise<readonly JournalEntry[]> {
  return entriesIn(await context.ports.device.journal.lines(run.execution));
}
