import { type Reason, reason } from '../reason.ts';
import { owing } from './owing.ts';
import { type ExecutionState, isEnded } from './state.ts';
import { go } from './stepped.ts';
import { latch } from './stopping.ts';

/**
 * Where an execution stands whose next line could not be written. `lost` is the state that the line would have led to:
 * what it knew of something that left is true all the same, also by a way out, and so is what it halts for, and whom to call: people
 * are told at once, and security as soon as a line says so. Nothing is undone, and nothing goes on.
 */
export function unwritten(state: ExecutionState, lost: ExecutionState, because: Reason, nowMs: number): ExecutionState {
  const fresh = lost.escalations.filter(({ key }) => !state.escalations.some((one) => one.key === key));
  return { ...stopped(state, lost, because, nowMs), escalations: [...state.escalations, ...fresh] };
}

function stopped(state: ExecutionState, lost: ExecutionState, because: Reason, nowMs: number): ExecutionState {
  if (isEnded(state)) return { ...state, left: lost.left };
  if (state.claim === null) return { ...state, phase: 'idle', check: null, checkHolds: [because] };
  const { left, sent } = lost;
  const latched = { ...latch(state, [because, ...(lost.halt?.reasons ?? [])], nowMs), ...wayOut(state, lost), left, sent };
  if (left === 'nothing' && sent === null) return owing(state, go(latched)).state;
  const outcome = { reasons: [reason('outcome-unknown')], reference: null, atMs: nowMs, endsAt: null };
  return { ...latched, phase: 'unknown', left: left === 'nothing' ? 'possibly' : left, owed: null, outcome };
}

/** Taken, and nobody has read back yet what it did; the way out that is known already stays as it is known. */
function wayOut(state: ExecutionState, lost: ExecutionState): Pick<ExecutionState, 'exit' | 'takeover'> {
  const { exit, takeover } = state.exit === null && lost.exit !== null ? lost : state;
  return { exit, takeover };
}
