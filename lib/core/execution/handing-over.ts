import { reason } from '../reason.ts';
import type { ExecutionEvent } from './event.ts';
import { isProvablyUnsent } from './owing.ts';
import { type ExecutionState, isEnded } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';
import { latch, ON_HALT, takeBack } from './stopping.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/** Whether it can be left to a person at all: entry has begun, and nothing can have left. */
export function canBeLeft(state: ExecutionState): boolean {
  const isEntering = ['preflight', 'filling', 'rechecking', 'armed'].some((phase) => phase === state.phase);
  return isEntering && state.claim !== null && state.left === 'nothing' && state.sent === null;
}

/** A person hands it over, halted or not. From here on only a person in an extension page goes on. */
export function handedOver(state: ExecutionState, event: Of<'handed-over'>, nowMs: number): Stepped {
  if (!canBeLeft(state) || state.takeover !== null) return refuse(state);
  return leave(state, event.by, nowMs);
}

/** The operator left the form by one of the console's ways out: what it did is read back, and a person decides what follows. */
export function exitSeen(state: ExecutionState, event: Of<'exit-seen'>, nowMs: number): Stepped {
  if (!canBeLeft(state)) return go(state);
  const left = leave({ ...state, exit: { kind: event.exit, reference: null, found: 'not-read' } }, 'operator', nowMs);
  return go(left.state, [...left.effects, { do: 'read-exit', exit: event.exit }]);
}

function leave(state: ExecutionState, by: string, nowMs: number): Stepped {
  const takeover = state.takeover ?? { by, atMs: nowMs };
  if (state.halt !== null) return go({ ...state, takeover, checkHolds: [] }, [{ do: 'hand-over' }]);
  const halted = latch(state, [reason('takeover-held')], nowMs);
  return go({ ...halted, takeover, checkHolds: [] }, [...takeBack(state, 'handed over'), ...ON_HALT]);
}

/**
 * What console and IAM show after the way out. Something pending may become a grant by itself: that has left the browser
 * as far as anybody can tell, so it escalates, and is only reconciled. What cannot be read stays halted for a person.
 */
export function exitRead(state: ExecutionState, event: Of<'exit-read'>, nowMs: number): Stepped {
  if (state.exit === null || isEnded(state)) return refuse(state);
  const found = event.isPending === null ? 'unknown' : event.isPending ? 'pending' : 'nothing';
  const exit = { ...state.exit, reference: event.reference, found } as const;
  if (found === 'nothing') return go({ ...state, exit }, [{ do: 'hand-over' }]);
  const why = found === 'pending' ? reason('exit-left-pending') : reason('iam-unknown');
  const halted = latch({ ...state, exit }, [why], nowMs);
  if (found === 'unknown') return go(halted, [{ do: 'hand-over' }]);
  return go({ ...halted, left: 'possibly', checkHolds: [] }, [{ do: 'escalate', reasons: [why] }, { do: 'hand-over' }]);
}

/** Somebody else holds the claim now: here nothing goes on, and the evidence of this part is closed. */
export function takenOver(state: ExecutionState, event: Of<'taken-over'>, nowMs: number): Stepped {
  if (state.halt === null || state.claim === null || isEnded(state) || !isProvablyUnsent(state)) return refuse(state);
  const reasons = [reason('claim-fenced', { person: event.name })];
  return go({ ...state, phase: 'taken-over', outcome: { reasons, reference: null, atMs: nowMs, endsAt: null } }, [
    { do: 'close-gate' },
    { do: 'close-execution' },
  ]);
}

/** A person of security settled what nobody could know here. It stays unknown here: what was found stands beside it. */
export function reconciled(state: ExecutionState, event: Of<'reconciled'>, nowMs: number): Stepped {
  const isHaltedUnknown = state.halt !== null && state.left !== 'nothing' && state.owed === null && !isEnded(state);
  const isOpen = state.phase === 'unknown' || isHaltedUnknown;
  if (!isOpen || state.reconciled !== null) return refuse(state);
  const next = { ...state, reconciled: { by: event.by, found: event.found, atMs: nowMs } };
  if (state.phase === 'unknown') return go(next);
  const outcome = { reasons: state.halt?.reasons ?? [], reference: null, atMs: nowMs, endsAt: null };
  return go({ ...next, phase: 'unknown', outcome }, [{ do: 'close-gate' }, { do: 'close-execution' }]);
}
