import type { CallOptions } from '../ports/answer.ts';
import type { Context } from './context.ts';

/** One deadline for each call; calls of one check run side by side, so a check takes no longer than the slowest of them. */
export const SOURCE_DEADLINE_MS = 5_000;

export function callOptions({ signal }: Pick<Context, 'signal'>): CallOptions {
  return { deadlineMs: SOURCE_DEADLINE_MS, signal };
}
