import { successorsOf } from '../core/approval/successors.ts';
import { canonical } from '../core/evidence/canonical.ts';
import { entriesOf } from '../core/evidence/kinds.ts';
import { isGateClosing, isProvablyUnsent } from '../core/execution/owing.ts';
import { type ExecutionState, isEnded } from '../core/execution/state.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Written } from '../ports/answer.ts';
import type { EnrolledDevice } from '../ports/enrolment.ts';
import { RESTORE_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import { capsuleOf, entriesOfRun } from './capsule-of.ts';
import { capsuleSealed, capsuleThere, isRefusedForGood, type Sealed, stopLeft } from './capsule-there.ts';
import { type Context, systemsOf } from './context.ts';
import { allObserved } from './observing.ts';
import type { Run } from './run.ts';
import { isUsable, keepSealed, keysOf, securityDevices } from './sealing.ts';
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

async function leaveToOthers(context: Context, run: Run): Promise<void> {
  const { claim } = run.state;
  // It waits its turn: what is at work again by then, or has ended, is left to nobody.
  if (claim === null || !isToBeLeft(run)) return;
  await haltCaptured(context, run);
  await gateSeenClosed(context, run);
  const held = await untilKnown(context, run, () => claimHeld(context, run, claim));
  if (held === null) return;
  const stop = await stopLeft(context, run.state, held);
  const there = await capsuleThere(context, run, stop);
  if (there?.isLeft !== true) {
    const attachment = there?.attachment ?? (await attachCapsule(context, run, { held, stop }));
    await allObserved(context, run);
    if (attachment === null || !isToBeLeft(run)) return;
    if (!(await leaveClaim(context, run, { held, attachment }))) return seeWhoGoesOn(context, run);
  }
  void watchWhoGoesOn(context, run);
}

/** The id that the case gave to the capsule; null where there is none, or the case does not take it. */
async function attachCapsule(
  context: Context,
  run: Run,
  { held, stop }: Readonly<{ held: Held; stop: Sha256Hex }>,
): Promise<string | null> {
  if (await isRefusedForGood(context, run, stop)) return null;
  const sealed = (await capsuleSealed(context, run, stop)) ?? (await sealCapsule(context, run, { held, stop }));
  if (sealed === null) return null;
  const attached = await untilAnswered(context, run, () => attachOnce(context, run, sealed));
  if (attached?.is === 'refused')
    await run.dispatch({ type: 'noted', what: 'capsule-not-attached', body: { reason: attached.reason, stop } });
  if (attached?.is !== 'done') return null;
  const { id } = attached.value;
  await run.dispatch({ type: 'noted', what: 'capsule-attached', body: { attachment: id, path: sealed.path, stop } });
  return id;
}

/** The answer may have been lost before, and the worker with it that waited for it: what hangs there already is not attached again. */
async function attachOnce(context: Context, run: Run, { path, bytes }: Sealed): Promise<Written<Readonly<{ id: string }>>> {
  const { caseSystem } = await systemsOf(context);
  const { caseId } = run.facts;
  const sha256 = await context.ports.device.signer.sha256(bytes);
  const now = await caseSystem.read(caseId, callOptions(context));
  if (!now.isRead) return { is: 'unsure', reason: now.reason };
  const there = now.value.attachments.find((one) => one.sha256 === sha256);
  if (there !== undefined) return { is: 'done', value: there };
  const name = path.replace('sealed/capsule', `countersign-capsule-${run.execution}`);
  return caseSystem.attach(caseId, { name, mediaType: 'application/jose+json', bytes }, callOptions(context));
}

/** False where the case refuses, because somebody else may hold the claim by now, or says nothing for too long. */
async function leaveClaim(
  context: Context,
  run: Run,
  { held, attachment }: Readonly<{ held: Held; attachment: string }>,
): Promise<boolean> {
  const { caseSystem } = await systemsOf(context);
  const mayHaveLeft = !isProvablyUnsent(run.state);
  const body = { execution: run.execution, claim: held.id, epoch: held.epoch, capsule: attachment, mayHaveLeft };
  const told = await untilAnswered(context, run, () => caseSystem.handOver(run.facts.caseId, body, callOptions(context)));
  if (told?.is === 'done') await run.dispatch({ type: 'noted', what: 'claim-left', body: { attachment } });
  if (told?.is === 'refused') await run.dispatch({ type: 'noted', what: 'claim-not-left', body: { reason: told.reason } });
  return told?.is === 'done';
}

/** Whoever takes over may submit: before that nothing can leave here any more, or the case is told that it may have. */
async function gateSeenClosed(context: Context, run: Run): Promise<void> {
  for (let attempt = 0; attempt < SETTLE_TRIES_MAX && isGateClosing(run.state); attempt += 1) {
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

type Held = NonNullable<ExecutionState['claim']>;

/** Where the answer to a resume was lost, the case holds the claim at its next epoch: nobody could take it at the one before. */
async function claimHeld(context: Context, run: Run, own: Held): Promise<Held | null> {
  if (!(await isUnheard(context, run))) return own;
  const { isKnown, claim } = await unheardClaim(context, run);
  return isKnown ? (claim ?? own) : null;
}

/** Null when there is nobody to seal to, or the journal of this execution does not say enough. */
async function sealCapsule(context: Context, run: Run, { held, stop }: Readonly<{ held: Held; stop: Sha256Hex }>): Promise<Sealed | null> {
  const { device } = context.ports;
  const recipients = await untilKnown(context, run, () => recipientsOf(context, run));
  if (recipients === null) return null;
  const known = await capsuleOf(context, run);
  const capsule = known === null ? null : { ...known, claim: { id: held.id, epoch: held.epoch } };
  if (recipients.length === 0 || capsule === null) {
    await run.dispatch({ type: 'noted', what: 'capsule-not-sealed', body: { recipients: recipients.length } });
    return null;
  }
  const keys = keysOf(recipients);
  const bytes = await device.signer.seal(new TextEncoder().encode(canonical(capsule)), keys, run.execution);
  const path = `sealed/capsule-${capsule.head.seq}.jwe`;
  await keepSealed(context, run, { path, bytes, about: `the capsule for a takeover, to ${keys.map(({ kid }) => kid).join(', ')}`, stop });
  return { path, bytes };
}

/** Security's devices, and those of the eligible successors: confirmed, not revoked. A register that is not read is not an empty one. */
async function recipientsOf(context: Context, run: Run): Promise<readonly EnrolledDevice[] | null> {
  const { enrolment } = await systemsOf(context);
  const [security, all] = await Promise.all([securityDevices(context), enrolment.devices(callOptions(context))]);
  if (!security.isRead || !all.isRead) return null;
  const successors = run.facts.record === null ? [] : successorsOf(run.facts.record);
  const found = [...security.value, ...all.value.filter((one) => isUsable(one) && successors.includes(one.person))];
  return found.filter((one, at) => found.findIndex((other) => other.id === one.id) === at);
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

/** The same for a write. */
function untilAnswered<T>(context: Context, run: Run, write: () => Promise<Written<T>>): Promise<Written<T> | null> {
  return untilKnown(context, run, async () => {
    const written = await write();
    return isUnanswered(written) ? null : written;
  });
}
