import { canonical } from '../core/evidence/canonical.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import { entriesOf, lastIn } from '../core/evidence/kinds.ts';
import { leftAsTold } from '../core/execution/owing.ts';
import type { ExecutionState } from '../core/execution/state.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Context } from './context.ts';
import type { Run } from './run.ts';

/** What a capsule is about: where its execution stopped, and under which claim. While it is this, nothing new is to be said. */
export function stopLeft(
  { ports }: Context,
  state: ExecutionState,
  { id, epoch }: NonNullable<ExecutionState['claim']>,
): Promise<Sha256Hex> {
  const { halt, takeover, exit, outcome } = state;
  // What the case was told while the gate was being closed is told anew once it is.
  const left = leftAsTold(state);
  return ports.device.signer.sha256(canonical({ claim: { id, epoch }, halt, takeover, exit, left, outcome }));
}

/** A capsule as it was sealed: what is asked again is asked with the same bytes. */
export type Sealed = Readonly<{ path: string; bytes: Uint8Array }>;

/** The capsule of this very stop that was sealed already, whatever became of it; null where there is none. */
export async function capsuleSealed({ ports }: Context, { execution }: Run, stop: Sha256Hex): Promise<Sealed | null> {
  const { journal } = ports.device;
  const sealed = entriesOf(entriesIn(await journal.lines(execution)), 'sealed').findLast(({ body }) => body['stop'] === stop);
  const bytes = sealed === undefined ? null : await journal.file(execution, sealed.body.path);
  return sealed === undefined || bytes === null ? null : { path: sealed.body.path, bytes };
}

/** The case refused the capsule of this very stop for what it is: the same bytes would be refused again, whoever brings them and when. */
export async function isRefusedForGood({ ports }: Context, { execution }: Run, stop: Sha256Hex): Promise<boolean> {
  const body = lastIn(await ports.device.journal.lines(execution), 'capsule-not-attached')?.body;
  return body !== undefined && body['stop'] === stop && body.reason.code === 'answer-untrusted';
}

/**
 * The capsule of this very stop that hangs on the case already, from whichever worker, and whether the claim was left with it; null
 * where there is none.
 */
export async function capsuleThere(
  { ports }: Context,
  { execution }: Run,
  stop: Sha256Hex,
): Promise<Readonly<{ attachment: string; isLeft: boolean }> | null> {
  const lines = await ports.device.journal.lines(execution);
  const { body } = lastIn(lines, 'capsule-attached') ?? {};
  if (body === undefined || body['stop'] !== stop) return null;
  return { attachment: body.attachment, isLeft: lastIn(lines, 'claim-left')?.body.attachment === body.attachment };
}
