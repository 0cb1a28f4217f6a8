import { callOptions } from '../../../lib/workflow/call-options.ts';
import type { consumeClaim as real } from '../../../lib/workflow/claiming.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';

export * from '../../../lib/workflow/claiming.ts';

/** A consume whose reply was lost is taken for done, and not sent again. */
export const consumeClaim: typeof real = async (context, run, nonce) => {
  const { caseSystem } = await systemsOf(context);
  const { claim, packetDigest } = run.state;
  if (claim === null || packetDigest === null) return;
  const body = { claim: claim.id, epoch: claim.epoch, nonce, packetDigest };
  const written = await caseSystem.consume(run.facts.caseId, run.facts.record?.etag ?? '', body, callOptions(context));
  if (written.is === 'refused') await run.dispatch({ type: 'consume-refused', nonce, reason: written.reason, isLatching: false });
  else await run.dispatch({ type: 'consumed', nonce });
};
