import type { Effect } from './event.ts';
import type { ExecutionState } from './state.ts';

/** What an event came to. A refused event changes nothing but is journalled all the same. */
export type Stepped = Readonly<{ state: ExecutionState; effects: readonly Effect[]; isRefused: boolean }>;

/** An event that does not fit where the execution stands. */
export function refuse(state: ExecutionState): Stepped {
  return { state, effects: [], isRefused: true };
}

export function go(state: ExecutionState, effects: readonly Effect[] = []): Stepped {
  return { state, effects, isRefused: false };
}
