import { type Reason, reason } from '../reason.ts';
import { mergeWarnings } from './entering.ts';
import type { Assessment, ExecutionEvent } from './event.ts';
import { isAwaitingProof } from './owing.ts';
import { unknownAfterPress } from './sending.ts';
import type { ExecutionState } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';
import { disarm, latch, ON_HALT, takeBack } from './stopping.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/** A look at the screen was judged. While armed, any change of what was released takes the release back. */
export function pageAssessed(state: ExecutionState, event: Of<'page-assessed'>, nowMs: number): Stepped {
  if (event.tabId !== state.tabId) return refuse(state);
  if (state.phase !== 'filling' && state.phase !== 'rechecking' && state.phase !== 'armed') return refuse(state);
  const { assessment } = event;
  const seen: ExecutionState = {
    ...state,
    screen: assessment.screen ?? state.screen,
    isOnCommitScreen: assessment.isCommitScreen,
    screensDone: screensDone(state, assessment.screen),
    holds: assessment.holds,
    warnings: mergeWarnings(state.warnings, assessment.warnings),
  };
  // Another document, and no request of the press that counted: whatever comes from there is not what was released.
  if (isLeftBehind(state, event.document)) return unknownAfterPress(seen, nowMs, assessment.halts);
  // A question was asked, and now the form is gone: somebody answered it.
  if (isAwaitingProof(state) && assessment.screen === null) return unknownAfterPress(seen, nowMs, state.halt?.reasons);
  if (assessment.halts.length > 0 && state.halt === null) {
    if (state.left !== 'nothing') return haltedByAnswer(state, seen, assessment, nowMs);
    return go(latch(seen, assessment.halts, nowMs), [...takeBack(state, 'halted'), ...ON_HALT]);
  }
  // After a press that counted the page changes because it is being sent; the request, or its absence, decides then.
  if (state.left !== 'nothing') return go(seen);
  const isOpen = assessment.holds.length === 0 && seen.warnings.every((one) => one.acknowledged !== null);
  // A page between two screens, or one that is still arriving, holds nothing because it says nothing.
  if (state.phase === 'filling') return go(isOpen && assessment.screen !== null ? { ...seen, brokeOff: null } : seen);
  const expected = state.release ?? state.check;
  const isBound = isSame(expected?.readings, event.readings) && isSame(expected?.document, event.document);
  if (!isBound) return go(disarm(seen, [reason('reading-changed', { field: 'A value' })]), takeBack(state, 'reading changed'));
  return isOpen ? go(seen) : go(disarm(seen, []), takeBack(state, 'screen changed'));
}

/** A press was let through, and its document is gone (null: the whole site) without that a request of it was seen. */
export function isLeftBehind({ phase, left, release }: ExecutionState, document: string | null): boolean {
  return phase === 'armed' && left === 'possibly' && document !== release?.document;
}

/**
 * The page answered a press that counted with something that halts. A question over the form says itself why no request was seen:
 * where none comes until the browser has closed the gate, nothing left. Anything else does not: security is called.
 */
function haltedByAnswer(state: ExecutionState, seen: ExecutionState, { halts, screen }: Assessment, nowMs: number): Stepped {
  const halted = latch(seen, halts, nowMs);
  const isAsked = state.release !== null && state.sent === null && screen !== null && halts.every(isQuestion);
  if (!isAsked) return go(halted, [{ do: 'close-gate' }, { do: 'escalate', reasons: halts }, ...ON_HALT]);
  return go({ ...halted, owed: { nonce: state.release.nonce, isOpen: true } }, [{ do: 'close-gate' }, ...ON_HALT]);
}

/** A dialog asks; an alert only tells, and may tell that it is done. */
function isQuestion({ code, subject }: Reason): boolean {
  return code === 'console-warning' && subject !== 'alert';
}

/** What nothing is bound to yet may be anything. */
function isSame(expected: string | null | undefined, seen: string): boolean {
  return expected === null || expected === undefined || expected === seen;
}

function screensDone(state: ExecutionState, screen: string | null): readonly string[] {
  if (screen === null || state.screen === null || screen === state.screen) return state.screensDone;
  const known = state.screensDone.filter((one) => one !== screen);
  return known.includes(state.screen) ? known : [...known, state.screen];
}

/** The console's tab has come to rest somewhere else. It opens by itself when an approved page is shown there again. */
export function consoleStrayed(state: ExecutionState, event: Of<'console-strayed'>, nowMs: number): Stepped {
  if (event.tabId === state.tabId && isLeftBehind(state, null)) return unknownAfterPress(state, nowMs);
  const isEntering = state.phase === 'filling' || state.phase === 'rechecking' || state.phase === 'armed';
  if (event.tabId !== state.tabId || !isEntering || state.left !== 'nothing') return refuse(state);
  const strayed: ExecutionState = { ...state, isOnCommitScreen: false, holds: [reason('console-origin-wrong')] };
  if (state.phase === 'filling') return go(strayed);
  return go(disarm(strayed, []), takeBack(state, 'the tab left the console'));
}

/** The console's tab is gone. Before the commit its readings are gone with it; after it, the outcome is read elsewhere. */
export function tabLost(state: ExecutionState, event: Of<'tab-lost'>): Stepped {
  if (event.tabId !== state.tabId) return refuse(state);
  const lost: ExecutionState = { ...state, tabId: null, screen: null, isOnCommitScreen: false, screensDone: [] };
  if (state.phase === 'rechecking' || state.phase === 'armed') return go(disarm(lost, []), takeBack(state, 'tab closed'));
  return go(lost);
}
