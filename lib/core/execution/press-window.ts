import type { PressControl } from '../compare/page-report.ts';
import { unreachable } from '../reason.ts';
import type { ExecutionEvent } from './event.ts';
import { canBeLeft } from './handing-over.ts';
import { type ExecutionState, mayEnter } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';

/** The controls whose press has a window of its own in the network gate: all but the commit, which has a release. */
export type WindowControl = Exclude<PressControl, 'commit'>;

/**
 * What is opened for a press: the class that it sends, for one tab. `isOnCommit`: the commit has the same address, and only a body
 * tells them apart, which no rule sees.
 */
export type PressWindow = Readonly<{
  control: WindowControl;
  kind: 'step' | 'back' | 'exit' | 'revoke';
  isOnCommit: boolean;
  tabId: number;
}>;

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
