import { unreachable } from '../reason.ts';
import type { ExecutionEvent, PressWindow } from './event.ts';
import { canBeLeft } from './handing-over.ts';
import { type ExecutionState, mayEnter } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';

/**
 * Ending a grant is always open, but never the commit's own address once a commit may be under way; a way out is open while there is
 * something to leave and nothing can have left; the others where entry goes on.
 */
export function mayOpen(state: ExecutionState, { kind, isOnCommit }: Pick<PressWindow, 'kind' | 'isOnCommit'>): boolean {
  switch (kind) {
    case 'revoke':
      return !isOnCommit || (state.left === 'nothing' && state.sent === null && state.release === null);
    case 'exit':
      return canBeLeft(state);
    case 'back':
    case 'step':
      return mayEnter(state);
    default:
      return unreachable(kind);
  }
}

/** The line is durable before the opening: what came in between closes it. */
export function stepOpened(state: ExecutionState, event: Extract<ExecutionEvent, { type: 'step-opened' }>): Stepped {
  const { control, kind, isOnCommit, tabId } = event;
  return mayOpen(state, event) ? go(state, [{ do: 'open-window', window: { control, kind, isOnCommit, tabId } }]) : refuse(state);
}
