import type { InstantText, Sha256Hex } from '../packet/packet.ts';
import type { Reason } from '../reason.ts';

/** Where one attempt to enter one packet stands. `halted` and `held` lie over these, they are not among them. */
export const PHASES = [
  'idle',
  'preflight',
  'filling',
  'rechecking',
  'armed',
  'committing',
  'confirming',
  'confirmed',
  'rejected',
  'unknown',
  'abandoned',
  'taken-over',
] as const;
export type Phase = (typeof PHASES)[number];

/** How far a recheck has come. Up to `consumed` nothing can have left; from `opening` on, it may have. */
export type CheckStage = 'reading' | 'consuming' | 'consumed' | 'opening';

/** The one-shot, expiring, bound permission for one commit. `readings` is the digest of the canonical readings. */
export type Release = Readonly<{
  id: string;
  nonce: string;
  packetDigest: Sha256Hex;
  readings: Sha256Hex;
  tabId: number;
  document: string;
  untilMs: number;
}>;

/** A halt is latched: only a human act in an extension page ends it. */
export type Halt = Readonly<{ reasons: readonly Reason[]; atMs: number; from: Phase }>;

/**
 * The execution that this one goes on from: somebody else left it, and its claim passes to this one at the epoch after
 * `epoch`. `to` is what the person decided: to enter it anew, or only to end it.
 */
export type Follows = Readonly<{ execution: string; claim: string; epoch: number; to: 'resume' | 'abandon' }>;

/** Left to whoever may go on, and by whom: handed over, or left by one of the console's ways out. */
export type Takeover = Readonly<{ by: string; atMs: number }>;

/** The way out of the console that was taken, and what was found behind it. */
export type ExitTaken = Readonly<{
  kind: 'draft' | 'abandon';
  reference: string | null;
  found: 'not-read' | 'nothing' | 'pending' | 'unknown';
}>;

/** What security found where nobody could know: everything as approved, nothing at all, or something else. */
export type Finding = 'granted' | 'nothing' | 'other';

/** Keeps the gate closed until a person acknowledged it with a note; raised again only when its cause changes. */
export type Warning = Readonly<{
  id: string;
  reason: Reason;
  acknowledged: Readonly<{ by: string; note: string; atMs: number }> | null;
}>;

/**
 * Security and incident command are called once for each cause, and again until somebody acknowledged. It stands in the
 * state so that a call which nobody heard yet outlives the worker, the browser, and the end of the execution.
 */
export type Escalation = Readonly<{
  key: string;
  reasons: readonly Reason[];
  sinceMs: number;
  /** The id that the case system gave it; null = it has not arrived yet. */
  id: string | null;
  acknowledgedBy: string | null;
}>;

/**
 * What a confirmed execution granted, and until when. It is watched until IAM shows that it ended; what IAM shows that it
 * should not is kept here, tells security, and corrects the record.
 */
export type GrantedWindow = Readonly<{
  /** IAM's own id of the grant; null where it gave none. */
  grant: string | null;
  endsAt: InstantText;
  /** When the grant must be gone from IAM: after its end, or after it was revoked. */
  dueMs: number;
  isOver: boolean;
  reasons: readonly Reason[];
  /** The case has the note that corrects the first one; true while there is nothing to correct. */
  isToldToCase: boolean;
}>;

/**
 * What may have left the browser. `nothing` is provable; `one` was seen by the browser; `possibly` is everything else. Neither
 * turns back into `nothing` but where the browser stopped the very request that it is about, or where a question answered the press
 * and the gate was seen closed with no request behind it.
 */
export type Left = 'nothing' | 'possibly' | 'one' | 'refused';

/**
 * One execution. It carries no value that anybody typed and no personal data, because it is written whole into the
 * journal after every event: a restart reads it back from the last line.
 */
export type ExecutionState = Readonly<{
  execution: string;
  phase: Phase;
  packetDigest: Sha256Hex | null;
  follows: Follows | null;
  claim: Readonly<{ id: string; epoch: number }> | null;
  tabId: number | null;
  screen: string | null;
  /** The commit control is on the screen that is shown: here, and nowhere else, a recheck may end in a release. */
  isOnCommitScreen: boolean;
  screensDone: readonly string[];
  /** What the screen says against the packet; gone when the screen no longer says it. */
  holds: readonly Reason[];
  /** What the last check or press came to; gone when a check is asked for again. */
  checkHolds: readonly Reason[];
  /** The check or release that was taken back, until the screen holds nothing any more: what it holds was caught there. */
  brokeOff: 'rechecking' | 'armed' | null;
  halt: Halt | null;
  takeover: Takeover | null;
  exit: ExitTaken | null;
  warnings: readonly Warning[];
  /** `readings` and `document` are what the recheck looked at; null until it has. */
  check: Readonly<{ stage: CheckStage; nonce: string; readings: Sha256Hex | null; document: string | null }> | null;
  release: Release | null;
  /**
   * A nonce whose consumed claim must return to held. `isOpen`: the gate was opened under it, and was not seen closed yet.
   * `refused`: why the case did not take it back when it was asked last.
   */
  owed: Readonly<{ nonce: string; isOpen: boolean; refused?: Reason }> | null;
  left: Left;
  sent: Readonly<{ requestId: string; atMs: number; isEnded: boolean }> | null;
  outcome: Readonly<{ reasons: readonly Reason[]; reference: string | null; atMs: number; endsAt: InstantText | null }> | null;
  reconciled: Readonly<{ by: string; found: Finding; atMs: number }> | null;
  window: GrantedWindow | null;
  escalations: readonly Escalation[];
}>;

/** The state before anything happened. */
export function newExecution(execution: string): ExecutionState {
  return {
    execution,
    phase: 'idle',
    packetDigest: null,
    follows: null,
    claim: null,
    tabId: null,
    screen: null,
    isOnCommitScreen: false,
    screensDone: [],
    holds: [],
    checkHolds: [],
    brokeOff: null,
    halt: null,
    takeover: null,
    exit: null,
    warnings: [],
    check: null,
    release: null,
    owed: null,
    left: 'nothing',
    sent: null,
    outcome: null,
    reconciled: null,
    window: null,
    escalations: [],
  };
}

const END_PHASES = ['confirmed', 'rejected', 'unknown', 'abandoned', 'taken-over'] as const satisfies readonly Phase[];
export type EndPhase = (typeof END_PHASES)[number];

export function isEndPhase(phase: Phase): phase is EndPhase {
  return END_PHASES.some((one) => one === phase);
}

/** Nothing more is entered or sent in these; what follows is reading and writing evidence. */
export function isEnded(state: ExecutionState): boolean {
  return isEndPhase(state.phase);
}

/** Whether it still holds the operator's attention: begun, not ended, not merely refused at preflight. */
export function isAtWork(state: ExecutionState): boolean {
  return state.phase !== 'idle' && !isEnded(state);
}

/** Whether entry may go on: steps may be opened and a recheck may be asked for. */
export function mayEnter(state: ExecutionState): boolean {
  return state.phase === 'filling' && state.halt === null && state.warnings.every((one) => one.acknowledged !== null);
}
