import type { Effect, ExecutionEvent } from './event.ts';
import type { ExecutionState, Left } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';

/** The nonce that the claim is, or may be, consumed under for the check or the release at work; null when for none. */
function nonceOf({ release, check }: ExecutionState): string | null {
  return release?.nonce ?? (check !== null && check.stage !== 'reading' ? check.nonce : null);
}

function isUnsent({ left, sent }: ExecutionState): boolean {
  return left === 'nothing' && sent === null;
}

/** Whether it is known that nothing left: not before a gate that was opened was seen closed again. */
export function isProvablyUnsent(state: ExecutionState): boolean {
  return isUnsent(state) && !isGateClosing(state);
}

/** A gate that was opened is being closed: until the browser says that it is, and what it saw is judged, something may leave. */
export function isGateClosing({ owed }: ExecutionState): boolean {
  return owed?.isOpen === true;
}

/** What may have left, as it is told to others: while the gate is being closed nothing is proven yet. */
export function leftAsTold(state: ExecutionState): Left {
  return isGateClosing(state) ? 'possibly' : state.left;
}

/**
 * Whoever leaves a consumed check or a release behind owes the claim's return. A gate that was opened must be seen
 * closed first (`gate-closed`): only then nothing can leave any more, and it is known what did. What has left, or may
 * have, owes nothing; but a press that a question answered, as long as no request of it was seen.
 */
export function owing(before: ExecutionState, stepped: Stepped): Stepped {
  const { state, effects } = stepped;
  if (isAwaitingProof(state) && before.left === 'possibly') return stepped;
  if (!isUnsent(state)) return state.owed === null ? stepped : { ...stepped, state: { ...state, owed: null } };
  const nonce = nonceOf(before);
  if (stepped.isRefused || nonce === null || nonceOf(state) !== null) return stepped;
  const isOpen = before.release !== null;
  const kept: readonly Effect[] = isOpen ? effects.filter((one) => one.do !== 'give-back') : effects;
  return go({ ...state, owed: { nonce, isOpen } }, kept);
}

/** A press counted, and a question answered it: the closed gate decides whether anything left. */
export function isAwaitingProof({ phase, left, sent, owed }: ExecutionState): boolean {
  return phase === 'filling' && left === 'possibly' && sent === null && owed !== null;
}

/**
 * The browser took every opening away, and everything that it saw until then is judged: what is owed may be returned now, and a press
 * of which no request was seen sent none.
 */
export function gateClosed(state: ExecutionState): Stepped {
  const { owed } = state;
  if (owed === null || !isGateClosing(state)) return refuse(state);
  return go({ ...state, left: 'nothing', owed: { ...owed, isOpen: false } }, [
    { do: 'give-back', nonce: owed.nonce, because: 'the gate is closed, and nothing left' },
    // Whoever goes on was told that something may have left, where the browser was slow to close it.
    ...(state.halt === null ? [] : [{ do: 'hand-over' } as const]),
  ]);
}

/** The case system answers, and does not take the claim back: that is what keeps a check from beginning. */
export function giveBackRefused(state: ExecutionState, { nonce, reason }: Extract<ExecutionEvent, { type: 'give-back-refused' }>): Stepped {
  const { owed } = state;
  return owed?.nonce === nonce ? go({ ...state, owed: { ...owed, refused: reason }, checkHolds: [reason] }) : go(state);
}

/** The case system has the claim as held again. */
export function givenBack(state: ExecutionState, nonce: string): Stepped {
  return go(state.owed?.nonce === nonce ? { ...state, owed: null } : state);
}
