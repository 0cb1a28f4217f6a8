import { type Reason, reason } from '../reason.ts';
import { owing } from './owing.ts';
import { type ExecutionState, isEnded } from './state.ts';
import { go } from './stepped.ts';
import { latch } from './stopping.ts';

/**
 * Where an execution stands whose next line could not be written. `lost` is the state that the line would have led to:
 * what it knew of something that left is true all the same, and so is whom to call for it: people are told at once, and security
 * as soon as a line says so. Nothing is undone, and nothing goes on.
 */
export function unwritten(state: ExecutionState, lost: ExecutionState, because: Reason, nowMs: number): ExecutionState {
  const fresh = lost.escalations.filter(({ key }) => !state.escalations.some((one) => one.key === key));
  return { ...stopped(state, lost, because, nowMs), escalations: [...state.escalations, ...fresh] };
}

function stopped(state: ExecutionState, lost: ExecutionState, because: Reason, nowMs: number): ExecutionState {
  if (isEnded(state)) return { ...state, left: lost.left };
  if (state.claim === null) return { ...state, phase: 'idle', check: null, checkHolds: [because] };
  const { left, sent } = lost;
  const latched = { ...latch(state, [because], nowMs), left, sent };
  if (left === 'nothing' && sent === null) return owing(state, go(latched)).state;
  const outcome = { reasons: [reason('outcome-unknown')], reference: null, atMs: nowMs, endsAt: null };
  return { ...latched, phase: 'unknown', left: left === 'nothing' ? 'possibly' : left, owed: null, outcome };
}
