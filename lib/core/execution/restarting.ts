import { type Reason, reason, unreachable } from '../reason.ts';
import type { Effect, ExecutionEvent } from './event.ts';
import { isGateClosing } from './owing.ts';
import { type ExecutionState, isEnded } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';
import { disarm, takeBack } from './stopping.ts';

/**
 * The worker woke up and read the last durable line, or the disk takes lines again. What cannot be proven unsent is unknown, and only
 * read back. Closing the gate is the first effect in every row of the table; an end whose evidence was not finished is finished.
 */
export function restarted(state: ExecutionState, nowMs: number): Stepped {
  // Whoever died between taking a release back and seeing the gate closed cannot say what left in between.
  if (isGateClosing(state)) return unknownNow(state, [reason('outcome-unknown')], nowMs);
  const stepped = resumedByTable(state, nowMs);
  return { ...stepped, effects: [...stepped.effects, ...cutOff(state), ...afterHalt(stepped.state)] };
}

/** What a worker that died had begun and nobody else does: without it nothing could be decided, or checked, any more. */
function cutOff(state: ExecutionState): readonly Effect[] {
  const { owed, exit } = state;
  const giveBack: readonly Effect[] =
    owed === null ? [] : [{ do: 'give-back', nonce: owed.nonce, because: 'restarted before it was returned' }];
  return exit?.found === 'not-read' && !isEnded(state) ? [...giveBack, { do: 'read-exit', exit: exit.kind }] : giveBack;
}

/**
 * This line may be the first that says so, or its capsule may not be with the case yet: what hangs there already does so once. No picture
 * is kept: a disk that has just taken one line may not have room for that, and a browser may lose a journal over it.
 */
function afterHalt(state: ExecutionState): readonly Effect[] {
  return state.halt === null || isEnded(state) ? [] : [{ do: 'hand-over' }];
}

function resumedByTable(state: ExecutionState, nowMs: number): Stepped {
  switch (state.phase) {
    case 'idle':
    case 'abandoned':
    case 'confirmed':
    case 'rejected':
    case 'taken-over':
      return go(state, [{ do: 'close-gate' }, { do: 'close-execution' }]);
    case 'preflight':
      // Taken only to be ended, and the decision is not on disk: nothing was begun.
      if (state.follows?.to === 'abandon') return go({ ...state, phase: 'idle' }, [{ do: 'close-gate' }]);
      // A claim that was asked for may have been given: asking again with the same execution tells.
      return go(state, [{ do: 'close-gate' }, ...(state.halt === null ? ([{ do: 'check', purpose: 'preflight' }] as const) : [])]);
    case 'filling':
      return go(state, [{ do: 'close-gate' }]);
    case 'rechecking':
      if (state.check?.stage === 'opening') return unknownNow(state, [reason('outcome-unknown')], nowMs);
      return go(disarm(state, []), takeBack(state, 'restarted before the gate opened'));
    case 'armed':
    case 'committing':
    case 'confirming':
      return unknownNow(state, [reason('outcome-unknown')], nowMs);
    case 'unknown':
      return go(state, [{ do: 'close-gate' }, ...afterUnknown(state.outcome?.reasons ?? [reason('outcome-unknown')])]);
    default:
      return unreachable(state.phase);
  }
}

/** The case remembers a submission that this journal does not: what was done in the part that is gone is not known. */
export function journalBehind(state: ExecutionState, event: Extract<ExecutionEvent, { type: 'journal-behind' }>, nowMs: number): Stepped {
  return state.claim === null || isEnded(state) ? refuse(state) : unknownNow(state, [event.reason], nowMs);
}

function unknownNow(state: ExecutionState, reasons: readonly Reason[], nowMs: number): Stepped {
  const left = state.left === 'nothing' ? 'possibly' : state.left;
  const outcome = { reasons, reference: null, atMs: nowMs, endsAt: null };
  return go({ ...state, phase: 'unknown', left, check: null, owed: null, outcome }, [{ do: 'close-gate' }, ...afterUnknown(reasons)]);
}

function afterUnknown(reasons: readonly Reason[]): readonly Effect[] {
  return [{ do: 'escalate', reasons }, { do: 'hand-over' }, { do: 'read-outcome', isReadBackOnly: true }, { do: 'close-execution' }];
}
