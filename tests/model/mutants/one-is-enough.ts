import { commitSeen as real } from '../../../lib/core/execution/sending.ts';
import { refuse } from '../../../lib/core/execution/stepped.ts';

export * from '../../../lib/core/execution/sending.ts';

/** A second request under one release is not looked at. */
export const commitSeen: typeof real = (state, event, nowMs) => (state.sent === null ? real(state, event, nowMs) : refuse(state));
