import type { unheardClaim as real } from '../../../lib/workflow/unheard-claim.ts';

export * from '../../../lib/workflow/unheard-claim.ts';

/** Of what no answer came back, nothing is looked for. */
export const unheardClaim: typeof real = async () => ({ isKnown: true, claim: null });
