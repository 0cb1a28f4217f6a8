import { type Reason, reason } from '../reason.ts';
import type { ExecutionEvent } from './event.ts';
import { openedWindow } from './granted-window.ts';
import { type ExecutionState, isEnded } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';
import { disarm, takeBack } from './stopping.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/**
 * A commit is on its way. Exactly one is right: the first one under a release, in its time, with the right body. Any
 * other has left without a permission, and nobody here can call it back.
 */
export function commitSeen(state: ExecutionState, event: Of<'commit-seen'>, nowMs: number): Stepped {
  if (state.sent?.requestId === event.requestId) return refuse(state);
  const sent = { requestId: event.requestId, atMs: nowMs, isEnded: false };
  const isReleased = state.phase === 'armed' && state.release !== null && state.sent === null && nowMs <= state.release.untilMs;
  if (isReleased && event.reasons.length === 0) {
    // What the console answers stands where the commit left from. A page's service worker sends for no tab.
    const tabId = event.tabId < 0 ? state.tabId : event.tabId;
    return go({ ...state, phase: 'committing', left: 'one', sent, tabId, checkHolds: [] }, [
      { do: 'close-gate' },
      { do: 'capture', moment: 'press' },
      { do: 'read-outcome', isReadBackOnly: false },
    ]);
  }
  const reasons = event.reasons.length > 0 ? event.reasons : [reason('commit-without-release')];
  const effects = [{ do: 'close-gate' }, { do: 'escalate', reasons }] as const;
  if (isEnded(state)) return go({ ...state, left: 'one' }, effects);
  return go(
    {
      ...state,
      phase: 'unknown',
      left: 'one',
      sent: state.sent ?? sent,
      check: null,
      outcome: { reasons, reference: null, atMs: nowMs, endsAt: null },
    },
    [
      ...effects,
      { do: 'hand-over' },
      { do: 'capture', moment: 'press' },
      { do: 'read-outcome', isReadBackOnly: true },
      { do: 'close-execution' },
    ],
  );
}

/**
 * A press was let through and no request was seen. Whether the page sent nothing, or we did not see it, cannot be told
 * apart from here: it is not known, and only read back.
 */
export function unknownAfterPress(state: ExecutionState, nowMs: number, why: readonly Reason[] = []): Stepped {
  const reasons = [reason('outcome-unknown'), ...why];
  const outcome = { reasons, reference: null, atMs: nowMs, endsAt: null };
  return go({ ...state, phase: 'unknown', check: null, outcome }, [
    { do: 'close-gate' },
    { do: 'escalate', reasons },
    { do: 'hand-over' },
    { do: 'capture', moment: 'confirmation' },
    { do: 'read-outcome', isReadBackOnly: true },
    { do: 'close-execution' },
  ]);
}

/**
 * The browser itself stopped a commit: proof that this one did not leave, and none about another. One with another body is for
 * security to see.
 */
export function commitStopped(state: ExecutionState, event: Of<'commit-stopped'>, nowMs: number): Stepped {
  const [differs] = event.reasons;
  const because = differs ?? reason('commit-without-release');
  const alarm = differs === undefined ? [] : ([{ do: 'escalate', reasons: event.reasons }] as const);
  if (differs !== undefined && state.phase === 'armed' && state.sent === null) {
    if (state.left !== 'nothing' && !event.isPressed) return unknownAfterPress(state, nowMs, event.reasons);
    return go({ ...disarm(state, event.reasons), left: 'nothing' }, [...takeBack(state, 'stopped by the browser'), ...alarm]);
  }
  if (state.sent?.requestId === event.requestId && (state.phase === 'committing' || state.phase === 'confirming')) {
    return go({ ...disarm(state, [because]), left: 'nothing', sent: null }, takeBack(state, 'stopped by the browser'));
  }
  return isEnded(state) ? go(state) : go({ ...state, checkHolds: [because] }, alarm);
}

export function commitEnded(state: ExecutionState, event: Of<'commit-ended'>): Stepped {
  if (state.sent?.requestId !== event.requestId) return refuse(state);
  const sent = { ...state.sent, isEnded: true };
  return go({ ...state, sent, phase: state.phase === 'committing' ? 'confirming' : state.phase });
}

/** What console and IAM said. An unknown outcome never becomes another one here: only security reconciles it. */
export function outcomeRead(state: ExecutionState, event: Of<'outcome-read'>, nowMs: number): Stepped {
  if (state.phase !== 'committing' && state.phase !== 'confirming') return refuse(state);
  const next: ExecutionState = {
    ...state,
    phase: event.outcome,
    left: event.outcome === 'rejected' ? 'refused' : state.left,
    outcome: { reasons: event.reasons, reference: event.reference, atMs: nowMs, endsAt: event.endsAt },
    window: event.outcome === 'confirmed' ? openedWindow(event) : null,
  };
  const escalate = event.outcome === 'unknown' ? ([{ do: 'escalate', reasons: event.reasons }, { do: 'hand-over' }] as const) : [];
  return go(next, [...escalate, { do: 'capture', moment: 'confirmation' }, { do: 'close-execution' }]);
}
