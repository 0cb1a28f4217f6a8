import { restarted as real } from '../../../lib/core/execution/restarting.ts';
import { go } from '../../../lib/core/execution/stepped.ts';
import { disarm } from '../../../lib/core/execution/stopping.ts';

export * from '../../../lib/core/execution/restarting.ts';

/** Whatever was armed or on its way when the worker died is simply done again. */
export const restarted: typeof real = (state, nowMs) =>
  ['armed', 'committing', 'confirming'].includes(state.phase)
    ? go({ ...disarm(state, []), left: 'nothing', sent: null }, [{ do: 'close-gate' }])
    : real(state, nowMs);
