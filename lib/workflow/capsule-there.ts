import { canonical } from '../core/evidence/canonical.ts';
import { lastIn } from '../core/evidence/kinds.ts';
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
  const { halt, takeover, exit, left, outcome } = state;
  return ports.device.signer.sha256(canonical({ claim: { id, epoch }, halt, takeover, exit, left, outcome }));
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
