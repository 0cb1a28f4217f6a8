import type { Leg, LegResult } from '../../../lib/core/gate/leg.ts';
import { caseLeg as realLeg } from '../../../lib/core/gate/legs/case-leg.ts';
import { callOptions } from '../../../lib/workflow/call-options.ts';
import { consumeClaim as real } from '../../../lib/workflow/claiming.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';

export * from '../../../lib/core/gate/legs/case-leg.ts';
export * from '../../../lib/workflow/claiming.ts';

/** Whoever holds the claim now, under whichever epoch: it is taken for ours. */
export function caseLeg(...[sources, guard]: Parameters<Leg>): LegResult {
  const claim = sources.case.isRead && guard.claim !== null ? sources.case.value.claim : null;
  return realLeg(sources, claim === null ? guard : { ...guard, claim: { id: claim.id, epoch: claim.epoch } });
}

export const consumeClaim: typeof real = async (context, run, nonce) => {
  const { caseSystem } = await systemsOf(context);
  const answer = await caseSystem.read(run.facts.caseId, callOptions(context));
  const { packetDigest } = run.state;
  if (!answer.isRead || answer.value.claim === null || packetDigest === null) return real(context, run, nonce);
  const { id, epoch } = answer.value.claim;
  const body = { claim: id, epoch, nonce, packetDigest };
  const written = await caseSystem.consume(run.facts.caseId, answer.value.etag, body, callOptions(context));
  if (written.is === 'done') await run.dispatch({ type: 'consumed', nonce });
  else await run.dispatch({ type: 'consume-refused', nonce, reason: written.reason, isLatching: false });
};
