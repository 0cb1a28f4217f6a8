import { unreachable } from '../reason.ts';
import { escalated, escalationAcknowledged, evidenceJudged, keepEscalations } from './calling.ts';
import { abandoned, acknowledged, claimed, claimRefused, haltAsked, haltedFor, opened, preflightRead, resumed } from './entering.ts';
import type { ExecutionEvent } from './event.ts';
import { consoleStrayed, pageAssessed, tabLost } from './filling.ts';
import { corrected, revokeSeen, windowRead } from './granted-window.ts';
import { exitRead, exitSeen, handedOver, reconciled, takenOver } from './handing-over.ts';
import { gateClosed, giveBackRefused, givenBack, isAwaitingProof, isGateClosing, owing } from './owing.ts';
import { stepOpened } from './press-window.ts';
import {
  armed,
  checkAsked,
  consumed,
  consumeRefused,
  gateFailed,
  gateOpening,
  pressed,
  recheckRead,
  releaseExpired,
  warned,
  worldChanged,
} from './releasing.ts';
import { journalBehind, restarted } from './restarting.ts';
import { commitEnded, commitSeen, commitStopped, outcomeRead, unknownAfterPress } from './sending.ts';
import type { ExecutionState } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';

/**
 * The whole life of an execution as one pure function. Time arrives as `nowMs`; nothing here reads, writes or waits.
 * The invariants that it keeps are in `tests/unit/core/execution/invariants.test.ts`.
 */
export function step(state: ExecutionState, event: ExecutionEvent, nowMs: number): Stepped {
  return keepEscalations(state, decide(state, event, nowMs), nowMs);
}

function decide(state: ExecutionState, event: ExecutionEvent, nowMs: number): Stepped {
  const stepped = apply(state, event, nowMs);
  const isTakenBack = state.phase === 'armed' && stepped.state.phase !== 'armed' && stepped.state.release === null;
  // What the browser stopped is proven, and what the page answered instead is a halt of its own.
  const saysItself = event.type === 'commit-stopped' || event.type === 'page-assessed';
  const isUnknown = isTakenBack && state.left !== 'nothing' && !saysItself;
  if (isUnknown) return owing(state, unknownAfterPress(state, nowMs));
  const isBlind = !stepped.isRefused && losesSight(state, event);
  return owing(state, isBlind ? unknownAfterPress({ ...state, left: 'possibly' }, nowMs, stepped.state.halt?.reasons) : stepped);
}

/** While a halt waits for its gate to be closed, a request could now leave, or be told, without being seen: that none is seen proves nothing. */
function losesSight(state: ExecutionState, event: ExecutionEvent): boolean {
  if (event.type === 'tab-lost') return isAwaitingProof(state);
  const isHalted = state.halt !== null && isGateClosing(state);
  // The second time that it is told it is no other loss.
  const isFirst = state.halt?.reasons.every(({ code }) => code !== 'guard-not-intact') === true;
  return isHalted && isFirst && event.type === 'halt-asked' && event.reason.code === 'guard-not-intact';
}

function apply(state: ExecutionState, event: ExecutionEvent, nowMs: number): Stepped {
  switch (event.type) {
    case 'opened':
      return opened(state, event);
    case 'preflight-read':
      return preflightRead(state, event, nowMs);
    case 'acknowledged':
      return acknowledged(state, event, nowMs);
    case 'claimed':
      return claimed(state, event);
    case 'claim-refused':
      return claimRefused(state, event, nowMs);
    case 'console-opened':
      return state.phase === 'filling' ? go({ ...state, tabId: event.tabId }) : refuse(state);
    case 'page-assessed':
      return pageAssessed(state, event, nowMs);
    case 'check-asked':
      return checkAsked(state, event);
    case 'recheck-read':
      return recheckRead(state, event, nowMs);
    case 'consumed':
      return consumed(state, event);
    case 'consume-refused':
      return consumeRefused(state, event, nowMs);
    case 'tab-lost':
      return tabLost(state, event);
    case 'console-strayed':
      return consoleStrayed(state, event, nowMs);
    case 'halt-asked':
      return haltAsked(state, event, nowMs);
    case 'resumed':
      return resumed(state);
    case 'abandoned':
      return abandoned(state, nowMs);
    case 'restarted':
      return restarted(state, nowMs);
    case 'journal-behind':
      return journalBehind(state, event, nowMs);
    case 'warned':
    case 'revoke-seen':
    case 'window-read':
    case 'corrected':
    case 'evidence-judged':
    case 'escalated':
    case 'escalation-acknowledged':
      return applyAfterwards(state, event);
    case 'press-held':
    case 'step-opened':
    case 'step-seen':
      return applyWalking(state, event, nowMs);
    case 'exit-seen':
    case 'exit-read':
    case 'handed-over':
    case 'taken-over':
    case 'reconciled':
      return applyLeaving(state, event, nowMs);
    case 'noted':
      return go(state);
    default:
      return applyToRelease(state, event, nowMs);
  }
}

/** The way through the console's screens: what a press on it opens, what keeps it, and what was seen of it. */
type WalkingEvent = Extract<ExecutionEvent, { type: 'press-held' | 'step-opened' | 'step-seen' }>;

function applyWalking(state: ExecutionState, event: WalkingEvent, nowMs: number): Stepped {
  switch (event.type) {
    case 'press-held':
      return go({ ...state, checkHolds: [event.because] });
    case 'step-opened':
      return stepOpened(state, event);
    case 'step-seen':
      return stepSeen(state, event, nowMs);
    default:
      return unreachable(event);
  }
}

/** Leaving the work to somebody else: by a way out of the console, by a capsule, or to security. */
type LeavingEvent = Extract<ExecutionEvent, { type: 'exit-seen' | 'exit-read' | 'handed-over' | 'taken-over' | 'reconciled' }>;

function applyLeaving(state: ExecutionState, event: LeavingEvent, nowMs: number): Stepped {
  switch (event.type) {
    case 'exit-seen':
      return exitSeen(state, event, nowMs);
    case 'exit-read':
      return exitRead(state, event, nowMs);
    case 'handed-over':
      return handedOver(state, event, nowMs);
    case 'taken-over':
      return takenOver(state, event, nowMs);
    case 'reconciled':
      return reconciled(state, event, nowMs);
    default:
      return unreachable(event);
  }
}

/** What follows an end, also a long time after it: the granted window, and whether security was reached. */
type LaterEvent = Extract<
  ExecutionEvent,
  { type: 'warned' | 'revoke-seen' | 'window-read' | 'corrected' | 'evidence-judged' | 'escalated' | 'escalation-acknowledged' }
>;

function applyAfterwards(state: ExecutionState, event: LaterEvent): Stepped {
  switch (event.type) {
    case 'warned':
      return warned(state, event);
    case 'revoke-seen':
      return revokeSeen(state, event);
    case 'window-read':
      return windowRead(state, event);
    case 'corrected':
      return corrected(state);
    case 'evidence-judged':
      return evidenceJudged(state, event);
    case 'escalated':
      return escalated(state, event);
    case 'escalation-acknowledged':
      return escalationAcknowledged(state, event);
    default:
      return unreachable(event);
  }
}

/** From the opening of the gate to the outcome: everything about one release, and about what left under it. */
type ReleaseEvent = Extract<
  ExecutionEvent,
  {
    type:
      | 'gate-opening'
      | 'armed'
      | 'gate-failed'
      | 'pressed'
      | 'commit-seen'
      | 'commit-stopped'
      | 'commit-ended'
      | 'release-expired'
      | 'world-changed'
      | 'outcome-read'
      | 'gate-closed'
      | 'given-back'
      | 'give-back-refused';
  }
>;

function applyToRelease(state: ExecutionState, event: ReleaseEvent, nowMs: number): Stepped {
  switch (event.type) {
    case 'gate-opening':
      return gateOpening(state, event);
    case 'armed':
      return armed(state, event);
    case 'gate-failed':
      return gateFailed(state, event);
    case 'pressed':
      return pressed(state, event, nowMs);
    case 'commit-seen':
      return commitSeen(state, event, nowMs);
    case 'commit-stopped':
      return commitStopped(state, event, nowMs);
    case 'commit-ended':
      return commitEnded(state, event);
    case 'release-expired':
      return releaseExpired(state, event);
    case 'world-changed':
      return worldChanged(state, event, nowMs);
    case 'outcome-read':
      return outcomeRead(state, event, nowMs);
    case 'gate-closed':
      return gateClosed(state);
    case 'given-back':
      return givenBack(state, event.nonce);
    case 'give-back-refused':
      return giveBackRefused(state, event);
    default:
      return unreachable(event);
  }
}

/** A step whose body was not what the screen showed is the console lying about an earlier screen: it latches. */
function stepSeen(state: ExecutionState, event: Extract<ExecutionEvent, { type: 'step-seen' }>, nowMs: number): Stepped {
  return event.reasons.length === 0 ? go(state) : haltedFor(state, event.reasons, nowMs);
}
