import { type Reason, reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

export type SealedNote = Readonly<{ isSealed: true; path: string }> | Readonly<{ isSealed: false; reason: Reason }>;

/**
 * A note that a person wrote may say anything, so it is evidence only for security: sealed, and named in the journal by
 * its path. Without a recipient to seal to there is no note, and what needed one waits.
 */
export async function sealNote(context: Context, run: Run, text: string, about: string): Promise<SealedNote> {
  const { enrolment } = await systemsOf(context);
  const { device } = context.ports;
  const recipients = await enrolment.recipients(callOptions(context));
  if (!recipients.isRead) return { isSealed: false, reason: recipients.reason };
  if (recipients.value.length === 0)
    return { isSealed: false, reason: reason('guard-not-intact', { detail: 'security has no key to seal notes to' }) };
  const keys = recipients.value.map((one) => ({ kid: one.id, jwk: one.sealingKey }));
  const sealed = await device.signer.seal(new TextEncoder().encode(text), keys, run.execution);
  const path = `sealed/note-${(await device.journal.lines(run.execution)).length}.jwe`;
  await device.journal.putFile(run.execution, path, sealed);
  await run.dispatch({ type: 'noted', what: 'sealed', body: { path, sha256: await device.signer.sha256(sealed), about } });
  return { isSealed: true, path };
}
