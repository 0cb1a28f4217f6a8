import { isEnded } from '../core/execution/state.ts';
import type { Answer } from '../core/gate/sources.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { SealingKey } from '../ports/device.ts';
import type { EnrolledDevice } from '../ports/enrolment.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

export type SealedNote = Readonly<{ isSealed: true; path: string }> | Readonly<{ isSealed: false; reason: Reason }>;

/**
 * A note that a person wrote may say anything, so it is evidence only for security: sealed, and named in the journal by
 * its path. Without a recipient to seal to there is no note, and what needed one waits.
 */
export async function sealNote(context: Context, run: Run, text: string, about: string): Promise<SealedNote> {
  const sealed = await sealToSecurity(context, text, run.execution);
  if (!sealed.isSealed) return sealed;
  return { isSealed: true, path: await keepNote(context, run, sealed.bytes, about) };
}

/** Keeps a note that is sealed already. Its path, by which the journal names it. */
export async function keepNote(context: Context, run: Run, bytes: Uint8Array, about: string): Promise<string> {
  const path = `sealed/note-${context.ports.device.clock.randomId()}.jwe`;
  await keepSealed(context, run, { path, bytes, about });
  return path;
}

/** Words that nobody but security reads. Without a recipient there is nothing to seal to, and the reason says so. */
export async function sealToSecurity(
  context: Context,
  text: string,
  execution: string,
): Promise<Readonly<{ isSealed: true; bytes: Uint8Array }> | Readonly<{ isSealed: false; reason: Reason }>> {
  const recipients = await securityDevices(context);
  if (!recipients.isRead) return { isSealed: false, reason: recipients.reason };
  if (recipients.value.length === 0)
    return { isSealed: false, reason: reason('guard-not-intact', { detail: 'security has no key to seal notes to' }) };
  const { signer } = context.ports.device;
  return { isSealed: true, bytes: await signer.seal(new TextEncoder().encode(text), keysOf(recipients.value), execution) };
}

/** Security's devices that may be sealed to. Which ones the case system names is its word; one that is not confirmed, or was revoked, opens nothing. */
export async function securityDevices(context: Context): Promise<Answer<readonly EnrolledDevice[]>> {
  const { enrolment } = await systemsOf(context);
  const answer = await enrolment.recipients(callOptions(context));
  return answer.isRead ? { ...answer, value: answer.value.filter(isUsable) } : answer;
}

/** Whom security stands for, still. */
export function isUsable({ confirmedBy, revokedAt }: EnrolledDevice): boolean {
  return confirmedBy !== null && revokedAt === null;
}

/** What a sealed part is kept as: on disk first, then named in the journal with its hash. */
export async function keepSealed(
  context: Context,
  run: Run,
  { bytes, ...named }: Readonly<{ path: string; bytes: Uint8Array; about: string; stop?: Sha256Hex }>,
): Promise<void> {
  const { journal, signer } = context.ports.device;
  await journal.putFile(run.execution, named.path, bytes);
  await run.dispatch({ type: 'noted', what: 'sealed', body: { ...named, sha256: await signer.sha256(bytes) } });
}

/** The keys of devices, each of which can open alone what is sealed to all of them. */
export function keysOf(devices: readonly EnrolledDevice[]): readonly SealingKey[] {
  return devices.map((one) => ({ kid: one.id, jwk: one.sealingKey }));
}

/** Security may have no key yet, or the case system may be away: then it is tried again, for a while. */
const SEAL_TRIES = 6;
const SEAL_AGAIN_MS = 10_000;
/** A page that keeps saying new things does not fill the evidence. */
const SEALED_MAX = 40;

/**
 * What a dialog says that no profile lists: nobody but security reads it. It is kept nowhere unsealed, and what could
 * not be sealed in time is not kept; the structure of the dialog is in the capture all the same.
 */
export async function sealWords(context: Context, run: Run, text: string): Promise<void> {
  if (run.state.claim === null || isEnded(run.state) || run.wordsSealed >= SEALED_MAX) return;
  run.wordsSealed += 1;
  for (let tries = 0; tries < SEAL_TRIES && !context.signal.aborted && !isEnded(run.state); tries += 1) {
    const sealed = await sealNote(context, run, text, 'what a dialog said that no profile lists');
    if (sealed.isSealed) return;
    await context.ports.device.clock.sleep(SEAL_AGAIN_MS, context.signal);
  }
  await run.dispatch({ type: 'noted', what: 'not-sealed', body: { about: 'what a dialog said that no profile lists' } });
}
