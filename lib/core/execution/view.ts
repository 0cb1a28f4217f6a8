import type { ReasonCode } from '../reason.ts';

/** What people are shown of an execution. Made in the worker from the state, drawn by the components, decided by nobody. */

export type GateState =
  | 'closed'
  | 'preflight'
  | 'filling'
  | 'held'
  | 'rechecking'
  | 'armed'
  | 'committing'
  | 'confirming'
  | 'confirmed'
  | 'rejected'
  | 'unknown'
  | 'halted'
  | 'abandoned'
  | 'taken-over';

/** The same skeleton in every state: the word, why, what now, ways out, and what has left the browser. */
export type GateView = Readonly<{
  state: GateState;
  word: string;
  /** Short text at the right of the word ("2 to put right", "03:11:08"). */
  aside: string | null;
  why: readonly string[];
  now: string | null;
  facts: readonly Readonly<{ label: string; value: string; isMono: boolean }>[];
  exits: readonly Readonly<{ id: 'draft' | 'abandon'; title: string; says: string }>[];
  /** Whether "Check now" is offered, and why not when it is not. */
  check: Readonly<{ isOffered: true }> | Readonly<{ isOffered: false; because: string | null }>;
  left: string;
  /** The armed countdown; null in every other state. */
  countdown: Readonly<{ untilMs: number; totalMs: number }> | null;
}>;

export type LegRow = Readonly<{
  id: string;
  label: string;
  state: 'green' | 'fix' | 'stop' | 'unknown' | 'reading';
  seen: string;
  /** What is wrong, and what was expected. */
  detail: string | null;
  /** Who does what about it; null where nothing is wrong, or what to do is the same for all and said beside them. */
  now: string | null;
}>;

export type ScreenStep = Readonly<{ id: string; title: string; state: 'done' | 'current' | 'to-come' }>;

export type ExecutionView = Readonly<{
  execution: string;
  caseId: string;
  tenant: Readonly<{ id: string; name: string }>;
  incident: string;
  packetVersion: number;
  /** Two words that popup and panel both show: a faked panel does not know them. */
  checkWords: string;
  /** The case is claimed and the console may be open; before, nothing can be entered. */
  hasEntryBegun: boolean;
  screens: readonly ScreenStep[];
  captures: number;
  legs: readonly LegRow[];
  gate: GateView;
  /** What the operator may do on the takeover page: where something may have left, only look. Null where there is nothing to decide. */
  decision: 'resume-or-abandon' | 'look' | null;
  /** What is about to go stale ("customer approval goes stale in 12 min"). */
  soon: string | null;
  /** What is wrong with the panel on the page, and what to go by instead; null where nothing is known to be. */
  panel: string | null;
  enforcement: Enforcement;
  /** What keeps the gate closed now, by code, and where in the work it was caught: for whoever counts, not for reading. */
  reasons: readonly ReasonCode[];
  caughtAt: 'preflight' | 'entry' | 'submit' | 'confirm' | 'evidence' | 'takeover';
  isEscalated: boolean;
}>;

/**
 * How hard the commit is bounded: `one-shot` by the blocking listener that Firefox always gives, and Chrome where policy installed
 * the extension; else `best-effort`.
 */
export type Enforcement = 'one-shot' | 'best-effort';

/** One line of the popup's foot: always the same four, always in the same place. */
export type HealthLine = Readonly<{
  label: string;
  value: string;
  state: 'green' | 'fix' | 'unknown';
  /** What it means and what to do about it, for whoever asks; null where there is no more to say. */
  means: string | null;
}>;

export type RequestCard = Readonly<{
  caseId: string;
  tenant: Readonly<{ id: string; name: string }>;
  incident: string;
  packetVersion: number;
  scope: readonly string[];
  administrator: string;
  window: string;
  approvals: readonly Readonly<{ label: string; seen: string; isGiven: boolean }>[];
  /** Why it cannot be started; null when it can. */
  blocked: string | null;
  /** Its executor halted and left it: it may be taken over. */
  isLeft: boolean;
}>;

/** A case that somebody halted and left, of which this operator is no executor. Who may only look reads in `says` who decides. */
export type LeftCard = Readonly<{
  caseId: string;
  tenant: Readonly<{ id: string; name: string }>;
  says: string;
  mayHaveLeft: boolean;
  decision: 'reconcile' | 'take-over' | 'look';
}>;

export type EvidenceRow = Readonly<{
  execution: string;
  caseId: string;
  tenant: Readonly<{ id: string; name: string }>;
  /** The outcome, or `refused`: its preflight was red, and nothing was entered. */
  outcome: string;
  /** The console's reference, where it gave one. */
  reference: string | null;
  /** When it closed, ISO 8601. */
  at: string;
  /** "14 of 14 artifacts", or what is missing. */
  completeness: string;
  isComplete: boolean;
  delivery: string;
  isDelivered: boolean;
  isExportable: boolean;
  /** Policy had it deleted on this device; the store has it. */
  isRetired: boolean;
}>;

/** Where an execution stands that cannot be shown in full: its packet could not be read again after a restart. */
export type Standing = Readonly<{ state: GateState; word: string }> & Pick<ExecutionView, 'reasons' | 'caughtAt' | 'isEscalated'>;

export type PopupView = Readonly<{
  health: readonly [HealthLine, HealthLine, HealthLine, HealthLine];
  /** What the popup is about now: one thing to do per view. */
  body:
    | Readonly<{ is: 'not-set-up' }>
    | Readonly<{ is: 'signed-out'; system: string }>
    | Readonly<{ is: 'attention'; title: string; why: string; rows: readonly LegRow[]; now: string; standing: Standing | null }>
    | Readonly<{ is: 'ready'; readAt: string; requests: readonly RequestCard[]; left: readonly LeftCard[] | null }>
    | Readonly<{ is: 'preflight-red'; view: ExecutionView; why: string }>
    | Readonly<{
        is: 'running';
        view: ExecutionView;
        entries: readonly Readonly<{ at: string; says: string }>[];
        warnings: readonly Readonly<{ id: string; says: string }>[];
      }>;
  /** Granted windows that are still open. */
  open: readonly Readonly<{
    execution: string;
    tenant: string;
    untilMs: number;
    isToRevoke: boolean;
    revokeUrl: string | null;
    revokeSeconds: number;
  }>[];
  /** Calls to security and incident command that nobody acknowledged yet. */
  calls: readonly Readonly<{
    key: string;
    caseId: string;
    sinceMs: number;
    /** The case system has it; else it has not arrived yet. */
    hasArrived: boolean;
    contacts: readonly Readonly<{ name: string; call: string }>[];
  }>[];
  evidence: readonly EvidenceRow[];
}>;
