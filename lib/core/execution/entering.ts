import { isEscalating } from '../gate/escalating.ts';
import { isSameReason, type Reason, reason } from '../reason.ts';
import type { Effect, ExecutionEvent } from './event.ts';
import { isProvablyUnsent } from './owing.ts';
import { type ExecutionState, isEnded, type Warning } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';
import { latch, ON_HALT, takeBack } from './stopping.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/** The preflight begins, or is read again after it was red. What is only taken to be ended enters nothing, and reads nothing for it. */
export function opened(state: ExecutionState, event: Of<'opened'>): Stepped {
  if ((state.phase !== 'idle' && state.phase !== 'preflight') || state.claim !== null || state.halt !== null) return refuse(state);
  const { packetDigest, follows = null } = event;
  return go(
    { ...state, phase: 'preflight', packetDigest, follows, holds: [], checkHolds: [], warnings: [] },
    follows?.to === 'abandon' ? [] : [{ do: 'check', purpose: 'preflight' }],
  );
}

/** Green leads to the claim; red ends it before entry, with its evidence, or is another halt of a resumed execution. */
export function preflightRead(state: ExecutionState, event: Of<'preflight-read'>, nowMs: number): Stepped {
  if (!isBeforeClaim(state)) return refuse(state);
  const { reasons, isGreen, warnings } = event.result;
  if (!isGreen) {
    const escalations = escalating(reasons);
    if (state.claim === null) return go({ ...state, phase: 'idle', checkHolds: reasons }, [...escalations, { do: 'close-execution' }]);
    return go(latch({ ...state, phase: 'filling' }, reasons, nowMs), [...escalations, ...ON_HALT]);
  }
  if (event.outside !== undefined && event.outside.length > 0) return go(latch(state, [reason('readings-outside-packet')], nowMs), ON_HALT);
  return enterWhenAcknowledged({ ...state, warnings: mergeWarnings(state.warnings, warnings), checkHolds: [] });
}

/** A person read a warning and said why it may go on. */
export function acknowledged(state: ExecutionState, event: Of<'acknowledged'>, nowMs: number): Stepped {
  const known = state.warnings.some((one) => one.id === event.warning && one.acknowledged === null);
  if (!known || event.note.trim() === '') return refuse(state);
  const warnings = state.warnings.map((one) =>
    one.id === event.warning ? { ...one, acknowledged: { by: event.by, note: event.note, atMs: nowMs } } : one,
  );
  const next = { ...state, warnings };
  return isBeforeClaim(next) ? enterWhenAcknowledged(next) : go(next);
}

function enterWhenAcknowledged(state: ExecutionState): Stepped {
  if (state.warnings.some((one) => one.acknowledged === null)) return go(state);
  return go(state, [{ do: 'claim' }]);
}

/** The case is reserved, anew for a resumed execution: its older claim is fenced off. */
export function claimed(state: ExecutionState, event: Of<'claimed'>): Stepped {
  if (isToBeEnded(state)) return go({ ...state, claim: event.claim });
  if (!isBeforeClaim(state) || (state.claim !== null && event.claim.epoch <= state.claim.epoch)) return refuse(state);
  return go({ ...state, phase: 'filling', claim: event.claim }, [{ do: state.tabId === null ? 'open-console' : 'look-again' }]);
}

/** Without the claim nothing begins; a resumed execution is halted again. */
export function claimRefused(state: ExecutionState, event: Of<'claim-refused'>, nowMs: number): Stepped {
  if (isToBeEnded(state)) return go({ ...state, phase: 'idle', outcome: null, checkHolds: [event.reason] });
  if (!isBeforeClaim(state)) return refuse(state);
  if (state.claim === null) return go({ ...state, phase: 'idle', checkHolds: [event.reason] }, [{ do: 'close-execution' }]);
  return go(latch({ ...state, phase: 'filling' }, [event.reason], nowMs), ON_HALT);
}

/** Decided to be ended, and its claim not taken yet. */
function isToBeEnded(state: ExecutionState): boolean {
  return state.phase === 'abandoned' && state.claim === null && state.follows !== null && isProvablyUnsent(state);
}

/** Everything was read and nothing halts: only now a claim may come. What is taken only to be ended never gets here. */
function isBeforeClaim({ phase, halt, follows }: ExecutionState): boolean {
  return phase === 'preflight' && halt === null && follows?.to !== 'abandon';
}

/** A halt from outside the screen: by the operator, by a lost footing, by a lying step. */
export function haltAsked(state: ExecutionState, event: Of<'halt-asked'>, nowMs: number): Stepped {
  return haltedFor(state, [event.reason], nowMs);
}

export function haltedFor(state: ExecutionState, reasons: readonly Reason[], nowMs: number): Stepped {
  const canHalt = state.phase === 'preflight' || state.phase === 'filling' || state.phase === 'rechecking' || state.phase === 'armed';
  if (!canHalt || state.claim === null) return refuse(state);
  return go(latch(state, reasons, nowMs), [...takeBack(state, 'halted'), ...ON_HALT]);
}

/** Resuming runs the whole preflight again. What may have left cannot be resumed, nor what was not read back yet. */
export function resumed(state: ExecutionState): Stepped {
  if (state.halt === null || isEnded(state) || !isProvablyUnsent(state)) return refuse(state);
  if (state.exit?.found === 'not-read') return refuse(state);
  // A form that was left by a way out is gone: entry begins again in a new tab.
  const tabId = state.exit === null ? state.tabId : null;
  const fresh = { halt: null, takeover: null, exit: null, tabId, holds: [], checkHolds: [], brokeOff: null, screensDone: [] };
  return go({ ...state, ...fresh, phase: 'preflight' }, [{ do: 'check', purpose: 'preflight' }]);
}

/** A person ends it; only where provably nothing left. */
export function abandoned(state: ExecutionState, nowMs: number): Stepped {
  const canEnd = state.phase === 'preflight' || state.phase === 'filling' || state.phase === 'idle';
  if (!canEnd || !isProvablyUnsent(state) || state.exit?.found === 'not-read') return refuse(state);
  const reasons = state.halt?.reasons ?? [];
  return go({ ...state, phase: 'abandoned', outcome: { reasons, reference: null, atMs: nowMs, endsAt: null } }, [
    ...takeBack(state, 'abandoned'),
    { do: 'close-execution' },
  ]);
}

/** Warnings are raised once per cause: an acknowledged one stays acknowledged until its reason changes. */
export function mergeWarnings(known: readonly Warning[], found: readonly Reason[]): readonly Warning[] {
  const fresh = found.filter((reason) => !known.some((one) => isSameReason(one.reason, reason)));
  return [...known, ...fresh.map((reason, index) => ({ id: `w${known.length + index + 1}`, reason, acknowledged: null }))];
}

export function escalating(reasons: readonly Reason[]): readonly Effect[] {
  const urgent = reasons.filter(isEscalating);
  return urgent.length === 0 ? [] : [{ do: 'escalate', reasons: urgent }];
}
