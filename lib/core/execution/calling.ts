import type { Reason, ReasonCode } from '../reason.ts';
import type { Effect, ExecutionEvent } from './event.ts';
import type { Escalation, ExecutionState } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/**
 * Every escalation that a step asks for is kept in the state that the same journal line carries. One cause is one call; but
 * what was acknowledged while nothing had left says nothing about what leaves for the same cause.
 */
export function keepEscalations(before: ExecutionState, stepped: Stepped, nowMs: number): Stepped {
  const { state } = stepped;
  const isKnown = (key: string) => state.escalations.some((one) => one.key === key);
  const hasLeftNow = state.left !== before.left && state.left !== 'nothing';
  const asked = stepped.effects
    .flatMap((effect) => (effect.do === 'escalate' ? [escalationOf(effect, nowMs)] : []))
    .map((one) => (hasLeftNow && isKnown(one.key) ? { ...one, key: `${one.key}+left` } : one));
  const fresh = asked.filter(({ key }) => !isKnown(key));
  return fresh.length === 0 ? stepped : { ...stepped, state: { ...state, escalations: [...state.escalations, ...fresh] } };
}

function escalationOf({ reasons }: Extract<Effect, { do: 'escalate' }>, nowMs: number): Escalation {
  const key = [...new Set(reasons.map((one) => one.code))].join('+');
  return { key, reasons, sinceMs: nowMs, id: null, acknowledgedBy: null };
}

/** The case system has it. */
export function escalated(state: ExecutionState, event: Of<'escalated'>): Stepped {
  return change(state, event.key, (one) => (one.id === null ? { ...one, id: event.id } : null));
}

/** Codes that say that the evidence itself is not as it must be; what they stand for is kept as a call to security. */
const OF_EVIDENCE: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['bundle-incomplete', 'evidence-broken', 'approval-record-changed']);

/** Evidence that is not whole changes nothing of what happened: security is called, and it is said beside the outcome. */
export function evidenceJudged(state: ExecutionState, event: Of<'evidence-judged'>): Stepped {
  const known = evidenceReasons(state);
  const fresh = event.reasons.filter((one) => !known.some((other) => other.code === one.code));
  return fresh.length === 0 ? refuse(state) : go(state, [{ do: 'escalate', reasons: fresh }]);
}

/** What is known to be wrong with the evidence of an execution. */
export function evidenceReasons({ escalations }: ExecutionState): readonly Reason[] {
  return escalations.flatMap((one) => one.reasons.filter(({ code }) => OF_EVIDENCE.has(code)));
}

/** Somebody has it in hand. */
export function escalationAcknowledged(state: ExecutionState, event: Of<'escalation-acknowledged'>): Stepped {
  return change(state, event.key, (one) => (one.acknowledgedBy === null ? { ...one, acknowledgedBy: event.by } : null));
}

function change(state: ExecutionState, key: string, next: (one: Escalation) => Escalation | null): Stepped {
  const known = state.escalations.find((one) => one.key === key);
  const changed = known === undefined ? null : next(known);
  if (changed === null) return refuse(state);
  return go({ ...state, escalations: state.escalations.map((one) => (one === known ? changed : one)) });
}

/** Calls that nobody has acknowledged. */
export function openEscalations({ escalations }: ExecutionState): readonly Escalation[] {
  return escalations.filter((one) => one.acknowledgedBy === null);
}
