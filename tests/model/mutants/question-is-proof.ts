import { pageAssessed as real } from '../../../lib/core/execution/filling.ts';

export * from '../../../lib/core/execution/filling.ts';

/** A question says that nothing left: the claim returns at once, whatever else the page sent. */
export const pageAssessed: typeof real = (state, event, nowMs) => {
  const done = real(state, event, nowMs);
  const { owed, left } = done.state;
  if (owed === null || left !== 'possibly') return done;
  const giveBack = { do: 'give-back', nonce: owed.nonce, because: 'the console asks' } as const;
  return { ...done, state: { ...done.state, left: 'nothing', owed: { ...owed, isOpen: false } }, effects: [...done.effects, giveBack] };
};
