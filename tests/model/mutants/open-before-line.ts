import { prepareRelease as real } from '../../../lib/workflow/gating.ts';

export * from '../../../lib/workflow/gating.ts';

/** The rule is added first, and its line is written afterwards. */
export const prepareRelease: typeof real = async (context, run, nonce) => {
  const { tabId, claim } = run.state;
  const { device } = context.ports;
  if (tabId !== null && claim !== null) {
    const untilMs = device.clock.nowMs() + run.facts.armedMs;
    const opening = {
      execution: run.execution,
      release: 'early',
      tabId,
      tabsThere: null,
      untilMs,
      idempotencyKey: claim.id,
      isRight: () => true,
      letThrough: () => undefined,
    };
    await device.gate.open(run.facts.known.profile, opening);
  }
  await real(context, run, nonce);
};
