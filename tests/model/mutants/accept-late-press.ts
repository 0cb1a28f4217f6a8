import type { releaseExpired as realExpired } from '../../../lib/core/execution/releasing.ts';
import { commitSeen as real } from '../../../lib/core/execution/sending.ts';
import { refuse } from '../../../lib/core/execution/stepped.ts';

export * from '../../../lib/core/execution/releasing.ts';
export * from '../../../lib/core/execution/sending.ts';

/** A release that nobody used in time may still be used. */
export const releaseExpired: typeof realExpired = (state) => refuse(state);
export const commitSeen: typeof real = (state, event) => real(state, event, state.release?.untilMs ?? 0);
