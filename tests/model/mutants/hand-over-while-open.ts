import { callOptions } from '../../../lib/workflow/call-options.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';
import type { handOver as real } from '../../../lib/workflow/handing-over.ts';

export * from '../../../lib/workflow/handing-over.ts';

/** The claim is left to others at once, whatever the gate here does. */
export const handOver: typeof real = async (context, run) => {
  const { caseSystem } = await systemsOf(context);
  const { claim } = run.state;
  if (claim === null) return;
  const body = { execution: run.execution, claim: claim.id, epoch: claim.epoch, capsule: 'none', mayHaveLeft: false };
  await caseSystem.handOver(run.facts.caseId, body, callOptions(context));
};
