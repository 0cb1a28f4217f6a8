import type { Claim } from '../core/approval/case-record.ts';
import { COMMITMENT_KEY } from '../core/evidence/bundle-names.ts';
import { latches } from '../core/execution/latching.ts';
import type { DeviceStanding } from '../core/execution/page-views.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { Written } from '../ports/answer.ts';
import { anchorHead } from './anchoring.ts';
import { callOptions } from './call-options.ts';
import { checkAll, judge, warnOf } from './checking.ts';
import { type Context, remember, systemsOf } from './context.ts';
import { deviceStanding } from './device-standing.ts';
import { allObserved } from './observing.ts';
import type { Run } from './run.ts';
import { keysOf, securityDevices } from './sealing.ts';
import { isUnanswered } from './unanswered.ts';

/** How often an idempotent write is sent again when its answer was lost, and how long between. */
const TRIES_MAX = 4;
const TRY_AGAIN_MS = 400;
/** How often a give-back is tried: as long as a person would wait before calling somebody. */
const GIVE_BACK_TRIES_MAX = 30;

/**
 * Reserves the case for this execution, on the very version that the preflight was green for. Whoever goes on after a halt
 * takes the claim at its next epoch, by which everything under the older one is fenced: their own, or the one that was left.
 */
export async function claimCase(context: Context, run: Run): Promise<void> {
  const refuse = (because: Reason) => run.dispatch({ type: 'claim-refused', reason: because });
  const device = await usableDevice(context, run);
  if (!device.isUsable) return refuse(device.reason);
  const isNew = run.state.claim === null;
  const key = isNew ? await sealCommitmentKey(context, run) : null;
  if (key !== null && !key.isSealed) return refuse(key.reason);
  // Durable before it is asked for: where the answer stays lost, the end looks for what the case gave.
  await run.dispatch({ type: 'noted', what: 'claim-asked', body: {} });
  if (!isToClaim(run)) return;
  const written = await takeClaim(context, run, device.id);
  if (written.is === 'refused' && written.isStale) {
    // The case moved on since it was read: everything is read again, and green leads here again.
    return run.state.phase === 'preflight' ? checkAll(context, run, 'preflight') : undefined;
  }
  if (written.is !== 'done') return refuse(written.reason);
  if (key !== null) await run.dispatch({ type: 'noted', what: 'sealed', body: key.body });
  const { id, epoch } = written.value;
  const { guarantee } = (await systemsOf(context)).caseSystem;
  await run.dispatch({ type: 'claimed', claim: { id, epoch }, guarantee });
  await anchorHead(context, run, isNew && run.state.follows === null ? 'Execution began' : 'Execution goes on');
}

/** A halt, a way back, or another claim of this execution may have come while the device was looked up: one more would fence our own. */
function isToClaim({ state }: Run): boolean {
  return (state.phase === 'preflight' && state.halt === null) || (state.phase === 'abandoned' && state.follows !== null);
}

/** What was left by somebody is only ended: its claim is taken for that, whatever became of the approvals. */
export async function claimToEnd(context: Context, run: Run): Promise<void> {
  const { caseSystem } = await systemsOf(context);
  for (let attempt = 0; attempt < TRIES_MAX && isToEnd(run); attempt += 1) {
    const answer = await caseSystem.read(run.facts.caseId, callOptions(context));
    if (!answer.isRead) return run.dispatch({ type: 'claim-refused', reason: answer.reason });
    await remember(context, run, { record: answer.value });
    await claimCase(context, run);
  }
  if (isToEnd(run)) await run.dispatch({ type: 'claim-refused', reason: reason('case-changed') });
}

function isToEnd({ state }: Run): boolean {
  return state.phase === 'abandoned' && state.claim === null;
}

/** A free claim, or one at its next epoch; sent again while its answer is lost. */
async function takeClaim(context: Context, run: Run, device: string): Promise<Written<Claim>> {
  const { caseSystem } = await systemsOf(context);
  const { execution, state, facts } = run;
  const { packetDigest, follows } = state;
  const { record, caseId } = facts;
  if (record === null || packetDigest === null) throw new Error('a claim before the case was read');
  const taken = state.claim ?? (follows === null ? null : { id: follows.claim, epoch: follows.epoch });
  return again(context, () =>
    taken === null
      ? caseSystem.claim(caseId, record.etag, { execution, device, packetDigest }, callOptions(context))
      : caseSystem.takeOver(caseId, record.etag, { claim: taken.id, epoch: taken.epoch, execution, device }, callOptions(context)),
  );
}

type UsableDevice = Readonly<{ isUsable: true; id: string }> | Readonly<{ isUsable: false; reason: Reason }>;

async function usableDevice(context: Context, { facts }: Run): Promise<UsableDevice> {
  const enrolled = await context.ports.device.enrolled();
  if (enrolled === null) return { isUsable: false, reason: reason('guard-not-intact', { detail: 'this device is not enrolled' }) };
  const devices = await (await systemsOf(context)).enrolment.devices(callOptions(context));
  if (!devices.isRead) return { isUsable: false, reason: devices.reason };
  const detail = DEVICE_FAULTS[deviceStanding(devices, enrolled.id, facts.operator?.person.id ?? null)];
  return detail === null ? { isUsable: true, id: enrolled.id } : { isUsable: false, reason: reason('guard-not-intact', { detail }) };
}

/** Evidence of a device that security does not stand for, or that is another person's, would be worth nothing: so nothing is begun on it. */
const DEVICE_FAULTS: Readonly<Record<DeviceStanding, string | null>> = {
  confirmed: null,
  unconfirmed: 'security has not confirmed this device yet',
  revoked: 'this device was revoked',
  'not-enrolled': 'the case system does not know this device',
  'of-other': 'this browser is the device of somebody else, so sign in in a browser profile of your own',
  unknown: 'it is not known whose device this is',
};

type SealedKey =
  | Readonly<{ isSealed: true; body: Readonly<{ path: string; sha256: string; about: string }> }>
  | Readonly<{ isSealed: false; reason: Reason }>;

/** The key that values of this execution are committed to with, sealed to security before anything else. */
async function sealCommitmentKey(context: Context, run: Run): Promise<SealedKey> {
  const { device } = context.ports;
  const recipients = await securityDevices(context);
  if (!recipients.isRead || recipients.value.length === 0)
    return { isSealed: false, reason: reason('guard-not-intact', { detail: 'security has no key to seal evidence to' }) };
  const sealed = await device.signer.openCommitments(run.execution, keysOf(recipients.value));
  await device.journal.putFile(run.execution, COMMITMENT_KEY, sealed);
  const sha256 = await device.signer.sha256(sealed);
  return { isSealed: true, body: { path: COMMITMENT_KEY, sha256, about: 'the key of the commitments' } };
}

/**
 * Consumes the claim on the version that was checked. Where the case moved on in between, it is read and judged again:
 * an unrelated note must not stop the work, and a withdrawn approval must.
 */
export async function consumeClaim(context: Context, run: Run, nonce: string): Promise<void> {
  const { caseSystem } = await systemsOf(context);
  const { claim, packetDigest } = run.state;
  if (claim === null || packetDigest === null) throw new Error('consume without a claim');
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const record = run.facts.record;
    if (record === null) break;
    // Taken back while the case was read again: its nonce is returned, and nothing is asked for under it any more.
    if (attempt > 0 && run.state.check?.nonce !== nonce) return;
    const body = { claim: claim.id, epoch: claim.epoch, nonce, packetDigest };
    const written = await again(context, () => caseSystem.consume(run.facts.caseId, record.etag, body, callOptions(context)));
    if (written.is === 'done') {
      await run.dispatch({ type: 'consumed', nonce });
      return;
    }
    if (!(written.is === 'refused' && written.isStale)) {
      await run.dispatch({
        type: 'consume-refused',
        nonce,
        reason: written.reason,
        isLatching: written.is === 'refused' && latches(written.reason),
      });
      return;
    }
    const changed = await rejudge(context, run);
    if (changed.length > 0) {
      const [latching] = changed.filter(latches);
      const because = latching ?? changed[0] ?? written.reason;
      await run.dispatch({ type: 'consume-refused', nonce, reason: because, isLatching: latching !== undefined });
      return;
    }
  }
  await run.dispatch({ type: 'consume-refused', nonce, reason: reason('case-unreachable'), isLatching: false });
}

/** Reads the case again and runs the legs over it with the rest as it was a moment ago. */
async function rejudge(context: Context, run: Run): Promise<readonly Reason[]> {
  const { caseSystem } = await systemsOf(context);
  const answer = await caseSystem.read(run.facts.caseId, callOptions(context));
  if (!answer.isRead) return [answer.reason];
  if (run.sources === null) return [reason('case-unreachable')];
  const sources = { ...run.sources, case: answer };
  const result = await judge(context, run, sources);
  run.sources = sources;
  await remember(context, run, { record: answer.value, legs: result.legs });
  await warnOf(run, result.warnings);
  return result.reasons;
}

/**
 * Returns a consumed claim to held. Only ever asked for where provably nothing left; looked at once more here. False where
 * nobody answered for too long.
 */
export async function giveBackClaim(context: Context, run: Run, nonce: string, because: string): Promise<boolean> {
  const { caseSystem } = await systemsOf(context);
  for (let attempt = 0; attempt < GIVE_BACK_TRIES_MAX; attempt += 1) {
    // A request that was seen on its way counts before the claim returns, although its line may not be on disk yet.
    await allObserved(context, run);
    const { claim, left, sent, owed } = run.state;
    if (claim === null || left !== 'nothing' || sent !== null || owed?.nonce !== nonce || owed.isOpen) return true;
    const written = await caseSystem.giveBack(
      run.facts.caseId,
      { claim: claim.id, epoch: claim.epoch, nonce, because },
      callOptions(context),
    );
    if (written.is === 'done') {
      await run.dispatch({ type: 'given-back', nonce });
      return true;
    }
    if (written.is === 'refused' && !isUnanswered(written)) {
      await run.dispatch({ type: 'give-back-refused', nonce, reason: written.reason });
      return true;
    }
    await context.ports.device.clock.sleep(TRY_AGAIN_MS * Math.min(attempt + 1, 10), context.signal);
  }
  return false;
}

/** Sends an idempotent write again while its answer is lost. */
async function again(context: Context, write: () => Promise<Written<Claim>>): Promise<Written<Claim>> {
  let written = await write();
  for (let attempt = 1; attempt < TRIES_MAX && written.is === 'unsure'; attempt += 1) {
    await context.ports.device.clock.sleep(TRY_AGAIN_MS, context.signal);
    written = await write();
  }
  return written;
}
