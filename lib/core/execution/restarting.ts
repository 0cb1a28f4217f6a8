import { reason, unreachable } from '../reason.ts';
import type { Effect } from './event.ts';
import type { ExecutionState } from './state.ts';
import { go, type Stepped } from './stepped.ts';
import { disarm, takeBack } from './stopping.ts';

/**
 * The worker woke up and read the last durable line. What cannot be proven unsent is unknown, and only read back.
 * Closing the gate is the first effect in every row of the table.
 */
export function restarted(state: ExecutionState, nowMs: number): Stepped {
  // Whoever died between taking a release back and seeing the gate closed cannot say what left in between.
  if (state.owed?.isOpen === true) return unknownAfterRestart(state, nowMs);
  const stepped = resumedByTable(state, nowMs);
  if (state.owed === null) return stepped;
  const giveBack: Effect = { do: 'give-back', nonce: state.owed.nonce, because: 'restarted before it was returned' };
  return { ...stepped, effects: [...stepped.effects, giveBack] };
}

function resumedByTable(state: ExecutionState, nowMs: number): Stepped {
  switch (state.phase) {
    case 'idle':
    case 'abandoned':
    case 'confirmed':
    case 'rejected':
    case 'taken-over':
      return go(state, [{ do: 'close-gate' }]);
    case 'preflight':
      return go({ ...state, phase: state.claim === null ? 'idle' : 'preflight' }, [
        { do: 'close-gate' },
        ...(state.claim !== null && state.halt === null ? ([{ do: 'check', purpose: 'preflight' }] as const) : []),
      ]);
    case 'filling':
      return go(state, [{ do: 'close-gate' }]);
    case 'rechecking':
      if (state.check?.stage === 'opening') return unknownAfterRestart(state, nowMs);
      return go(disarm(state, []), takeBack(state, 'restarted before the gate opened'));
    case 'armed':
    case 'committing':
    case 'confirming':
      return unknownAfterRestart(state, nowMs);
    case 'unknown':
      return go(state, [{ do: 'close-gate' }, { do: 'escalate', reasons: state.outcome?.reasons ?? [reason('outcome-unknown')] }]);
    default:
      return unreachable(state.phase);
  }
}

function unknownAfterRestart(state: ExecutionState, nowMs: number): Stepped {
  const reasons = [reason('outcome-unknown')];
  return go(
    {
      ...state,
      phase: 'unknown',
      left: state.left === 'nothing' ? 'possibly' : state.left,
      check: null,
      owed: null,
      outcome: { reasons, reference: null, atMs: nowMs, endsAt: null },
    },
    [
      { do: 'close-gate' },
      { do: 'escalate', reasons },
      { do: 'hand-over' },
      { do: 'read-outcome', isReadBackOnly: true },
      { do: 'close-execution' },
    ],
  );
}
