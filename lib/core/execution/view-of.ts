import type { LegResult } from '../gate/leg.ts';
import { adviceAt } from '../gate/leg-advice.ts';
import { legWords } from '../gate/leg-words.ts';
import { isNotKnown } from '../gate/unread.ts';
import type { Profile } from '../profile/profile.ts';
import { type ReasonCode, sentence } from '../reason.ts';
import { evidenceReasons } from './calling.ts';
import type { ExecutionFacts } from './facts.ts';
import { closing, gateState, gateView, gateWord, openWarnings } from './gate-view.ts';
import { isProvablyUnsent } from './owing.ts';
import { panelWords } from './panel-words.ts';
import { type ExecutionState, isEnded } from './state.ts';
import type { ExecutionView, LegRow, ScreenStep, Standing } from './view.ts';

/** Everything that panel and popup show of an execution. */
export function viewOf(state: ExecutionState, facts: ExecutionFacts, nowMs: number): ExecutionView {
  return {
    execution: state.execution,
    caseId: facts.caseId,
    tenant: facts.packet.tenant,
    incident: facts.packet.incident.id,
    packetVersion: facts.packet.version,
    checkWords: facts.checkWords,
    hasEntryBegun: state.claim !== null,
    screens: screenSteps(state, facts.profile),
    captures: facts.captures,
    legs: facts.legs.map((leg) => legRow(leg, facts.isReading)),
    gate: gateView(state, facts, nowMs),
    decision: decisionOn(state),
    soon: facts.soon,
    panel: panelWords(facts.panel),
    enforcement: facts.enforcement,
    ...caught(state),
  };
}

function decisionOn(state: ExecutionState): ExecutionView['decision'] {
  if (state.phase === 'unknown') return 'look';
  if (gateState(state) !== 'halted') return null;
  return isProvablyUnsent(state) ? 'resume-or-abandon' : 'look';
}

/** What of a state can be said without its packet. */
export function standingOf(state: ExecutionState): Standing {
  const shown = gateState(state);
  return { state: shown, word: gateWord(shown), ...caught(state) };
}

function caught(state: ExecutionState): Pick<ExecutionView, 'reasons' | 'caughtAt' | 'isEscalated'> {
  return {
    reasons: [...new Set([...closing(state), ...openWarnings(state)].map((one) => one.code))],
    caughtAt: caughtAt(state),
    isEscalated: state.escalations.some((one) => one.id !== null),
  };
}

/** What only handing over, leaving the form or going on after a halt can bring about. */
const OF_TAKEOVER: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'takeover-open',
  'takeover-held',
  'claim-fenced',
  'readings-outside-packet',
  'exit-not-safe',
  'exit-left-pending',
]);

/** Where in the work the execution stands, or was stopped. */
function caughtAt(state: ExecutionState): ExecutionView['caughtAt'] {
  if (closing(state).some((one) => OF_TAKEOVER.has(one.code))) return 'takeover';
  if (isAboutEvidence(state)) return 'evidence';
  // What a confirmed execution was stopped for, if anything, was stopped at the submit.
  if (state.phase === 'confirmed') return state.window?.reasons.length ? 'confirm' : 'submit';
  if (state.sent !== null || (state.left !== 'nothing' && state.halt === null)) return 'confirm';
  // A review page says again what would be sent: where that is not what was entered, the submit was stopped.
  if (state.halt?.reasons.some((one) => one.code === 'review-differs')) return 'submit';
  // A warning where the submit stands is what the submit was stopped for.
  if (state.isOnCommitScreen && state.halt?.reasons.some((one) => one.code === 'console-warning')) return 'submit';
  switch (state.halt?.from ?? state.phase) {
    case 'idle':
    case 'preflight':
      return 'preflight';
    case 'filling':
      return state.halt === null && (state.checkHolds.length > 0 || state.brokeOff !== null) ? 'submit' : 'entry';
    default:
      return 'submit';
  }
}

/** The evidence is what stands in the way, or what is not as it must be after the end. */
function isAboutEvidence(state: ExecutionState): boolean {
  if (isEnded(state) && evidenceReasons(state).length > 0) return true;
  return [...closing(state), ...openWarnings(state)].some(({ code }) => code === 'capture-unmasked' || code === 'capture-failed');
}

function screenSteps(state: ExecutionState, profile: Profile): readonly ScreenStep[] {
  const all = [...profile.screens, ...(profile.review ? [profile.review] : [])];
  return all.map(({ id, title }) => ({ id, title, state: stepState(state, id) }));
}

function stepState(state: ExecutionState, id: string): ScreenStep['state'] {
  if (isEnded(state) && state.phase === 'confirmed') return 'done';
  if (id === state.screen) return 'current';
  return state.screensDone.includes(id) ? 'done' : 'to-come';
}

function legRow(leg: LegResult, isReading: boolean): LegRow {
  const told = leg.reasons.length > 0 ? leg.reasons : leg.warnings;
  const isNotTold = told.length === 0 || leg.follows !== undefined;
  const isUnread = leg.reasons.some(isNotKnown);
  const found = leg.reasons.length > 0 ? (isUnread ? 'unknown' : 'stop') : leg.warnings.length > 0 ? 'fix' : 'green';
  return {
    id: leg.id,
    label: legWords(leg.id),
    state: isReading ? 'reading' : found,
    seen: leg.seen,
    detail: isNotTold ? null : joined(told.map(sentence)),
    now: isNotTold ? null : joined(told.map((one) => adviceAt(leg.id, one))),
  };
}

/** Each of them once; null where there is none. */
function joined(words: readonly (string | null)[]): string | null {
  const said = new Set(words.filter((one) => one !== null));
  return said.size === 0 ? null : [...said].join(' ');
}
