import { commitSeen as real } from '../../../lib/core/execution/sending.ts';
import { go } from '../../../lib/core/execution/stepped.ts';
import { disarm } from '../../../lib/core/execution/stopping.ts';

export * from '../../../lib/core/execution/sending.ts';

/** A commit that nobody pressed for is not taken for one: it goes on as if nothing had left. */
export const commitSeen: typeof real = (state, event, nowMs) =>
  state.phase === 'armed' && state.left === 'nothing' ? go(disarm(state, []), [{ do: 'close-gate' }]) : real(state, event, nowMs);
