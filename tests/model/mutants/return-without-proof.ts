import { owing as real } from '../../../lib/core/execution/owing.ts';

export * from '../../../lib/core/execution/owing.ts';

/** The claim is returned beside the closing, without waiting for what the browser says. */
export const owing: typeof real = (before, stepped) => {
  const done = real(before, stepped);
  const { owed } = done.state;
  if (owed === null || !owed.isOpen || before.owed !== null) return done;
  const giveBack = { do: 'give-back', nonce: owed.nonce, because: 'taken back' } as const;
  return { ...done, state: { ...done.state, owed: { ...owed, isOpen: false } }, effects: [...done.effects, giveBack] };
};
