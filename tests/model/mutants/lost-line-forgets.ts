import { latch } from '../../../lib/core/execution/stopping.ts';
import type { unwritten as real } from '../../../lib/core/execution/unwritten.ts';

export * from '../../../lib/core/execution/unwritten.ts';

/** What could not be written did not happen. */
export const unwritten: typeof real = (state, _lost, because, nowMs) => latch(state, [because], nowMs);
