import { entriesIn } from '../core/evidence/journal.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

/** `isKnown` is false while the case cannot be read. */
type HeldClaim = Readonly<{ isKnown: boolean; claim: Readonly<{ id: string; epoch: number }> | null }>;

/** Whether a claim was asked for, anew or at its next epoch, after the last one that was taken. One that came too late was refused here. */
export async function isUnheard({ ports }: Context, run: Run): Promise<boolean> {
  const entries = entriesIn(await ports.device.journal.lines(run.execution));
  const taken = entries.findLastIndex(({ kind, body }) => kind === 'claimed' && body['isRefused'] !== true);
  return run.state.claim === null || entries.findLastIndex(({ kind }) => kind === 'claim-asked') > taken;
}

/**
 * A claim that the case gave this execution, while every answer that said so was lost: unless it is ended, nobody could
 * begin any more. The note before it moved the case on, so that a claim that is still on its way comes too late.
 */
export async function unheardClaim(context: Context, run: Run): Promise<HeldClaim> {
  const { caseSystem } = await systemsOf(context);
  const now = await caseSystem.read(run.facts.caseId, callOptions(context));
  if (!now.isRead) return { isKnown: false, claim: null };
  const { claim } = now.value;
  return { isKnown: true, claim: claim?.execution === run.execution && claim.state !== 'closed' ? claim : run.state.claim };
}
