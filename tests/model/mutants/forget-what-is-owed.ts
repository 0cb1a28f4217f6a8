import { owing as real } from '../../../lib/core/execution/owing.ts';

export * from '../../../lib/core/execution/owing.ts';

/** A claim that was consumed for nothing is not remembered. */
export const owing: typeof real = (before, stepped) => {
  const done = real(before, stepped);
  return { ...done, state: { ...done.state, owed: null } };
};
