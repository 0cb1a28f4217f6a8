import { isSameReason, type Reason } from '../reason.ts';
import type { Effect } from './event.ts';
import type { ExecutionState } from './state.ts';

/** What follows every halt: the picture of it, and a capsule for whoever goes on, should this device not be there any more. */
export const ON_HALT: readonly Effect[] = [{ do: 'capture', moment: 'halt' }, { do: 'hand-over' }];

/** The effects that take an unused release back: first the gate is closed, then the claim returns to held. */
export function takeBack(state: ExecutionState, because: string): readonly Effect[] {
  const nonce = state.release?.nonce ?? (state.check !== null && state.check.stage !== 'reading' ? state.check.nonce : null);
  return nonce === null ? [{ do: 'close-gate' }] : [{ do: 'close-gate' }, { do: 'give-back', nonce, because }];
}

/** Back to filling with the gate closed, for a cause that goes away by itself. */
export function disarm(state: ExecutionState, reasons: readonly Reason[]): ExecutionState {
  const brokeOff = state.phase === 'rechecking' || state.phase === 'armed' ? state.phase : state.brokeOff;
  return { ...state, phase: 'filling', check: null, release: null, checkHolds: reasons, brokeOff };
}

/** Latched. The phase goes back to filling, where a resumed execution would have to start from anyway. */
export function latch(state: ExecutionState, reasons: readonly Reason[], nowMs: number): ExecutionState {
  const known = state.halt?.reasons ?? [];
  const fresh = reasons.filter((one) => !known.some((other) => isSameReason(one, other)));
  const halt = { reasons: [...known, ...fresh], atMs: state.halt?.atMs ?? nowMs, from: state.halt?.from ?? state.brokeOff ?? state.phase };
  return { ...state, phase: state.phase === 'preflight' ? 'preflight' : 'filling', check: null, release: null, brokeOff: null, halt };
}
