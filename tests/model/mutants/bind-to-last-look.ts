import { pageAssessed as realAssessed } from '../../../lib/core/execution/filling.ts';
import { gateOpening as real } from '../../../lib/core/execution/releasing.ts';
import type { keepChain as realChain } from '../../../lib/workflow/chain.ts';
import { prepareRelease as realPrepare } from '../../../lib/workflow/gating.ts';

export * from '../../../lib/core/execution/filling.ts';
export * from '../../../lib/core/execution/releasing.ts';
export * from '../../../lib/workflow/chain.ts';
export * from '../../../lib/workflow/gating.ts';

/** The release is for the document that was seen last, not for the one that was checked. */
export const prepareRelease: typeof realPrepare = async (context, run, nonce) => {
  const document = run.lastReport?.document;
  const { check } = run.state;
  if (check !== null && document !== undefined) run.state = { ...run.state, check: { ...check, document } };
  await realPrepare(context, run, nonce);
};

export const gateOpening: typeof real = (state, event) =>
  real(state.check === null ? state : { ...state, check: { ...state.check, document: event.release.document } }, event);

export const pageAssessed: typeof realAssessed = (state, event, nowMs) =>
  realAssessed(
    state.release === null && state.check !== null ? { ...state, check: { ...state.check, document: event.document } } : state,
    event,
    nowMs,
  );

/** The walk through the screens would see another document, too. */
export const keepChain: typeof realChain = async () => undefined;
