import type { PressControl } from '../compare/page-report.ts';
import type { LegResult } from '../gate/leg.ts';
import type { InstantText, Sha256Hex } from '../packet/packet.ts';
import type { Reason } from '../reason.ts';
import type { Finding, Follows, Release } from './state.ts';

/** What a check of all legs came to. Reasons are masked: events are journalled as they are. */
export type CheckResult = Readonly<{
  isGreen: boolean;
  legs: readonly LegResult[];
  reasons: readonly Reason[];
  warnings: readonly Reason[];
}>;

/** The controls whose press has a window of its own in the network gate: all but the commit, which has a release. */
export type WindowControl = Exclude<PressControl, 'commit'>;

/**
 * What is opened for a press: the class that it sends, for one tab. `isOnCommit`: the commit has the same address, and only a body
 * tells them apart, which no rule sees.
 */
export type PressWindow = Readonly<{
  control: WindowControl;
  kind: 'step' | 'back' | 'exit' | 'revoke';
  isOnCommit: boolean;
  tabId: number;
}>;

/** What the screen says, judged against profile and packet. `halts` latch, `holds` go away by themselves. */
export type Assessment = Readonly<{
  screen: string | null;
  isCommitScreen: boolean;
  halts: readonly Reason[];
  holds: readonly Reason[];
  warnings: readonly Reason[];
  /** Every required field of every screen matches, here, in review or carried. */
  isComplete: boolean;
}>;

/** Everything that can happen to an execution. Each one leaves a journal entry, the refused ones too. */
export type ExecutionEvent =
  | Readonly<{ type: 'opened'; packetDigest: Sha256Hex; facts: Readonly<Record<string, unknown>>; follows?: Follows }>
  /** `outside`, at a resume: ids of fields whose value, entered before, is not the packet's. */
  | Readonly<{ type: 'preflight-read'; result: CheckResult; outside?: readonly string[] }>
  | Readonly<{ type: 'acknowledged'; warning: string; by: string; note: string }>
  | Readonly<{ type: 'claimed'; claim: Readonly<{ id: string; epoch: number }>; guarantee: string }>
  | Readonly<{ type: 'claim-refused'; reason: Reason }>
  | Readonly<{ type: 'console-opened'; tabId: number }>
  | Readonly<{ type: 'page-assessed'; tabId: number; document: string; assessment: Assessment; readings: Sha256Hex }>
  | (Readonly<{ type: 'step-opened'; screen: string | null }> & PressWindow)
  | Readonly<{ type: 'step-seen'; screen: string | null; reasons: readonly Reason[] }>
  | Readonly<{ type: 'exit-seen'; exit: 'draft' | 'abandon'; status: number | null }>
  | Readonly<{ type: 'exit-read'; exit: 'draft' | 'abandon'; isPending: boolean | null; reference: string | null }>
  | Readonly<{ type: 'press-held'; because: Reason }>
  | Readonly<{ type: 'check-asked'; by: 'button' | 'press' | 'popup' | 'shortcut'; nonce: string }>
  | Readonly<{
      type: 'recheck-read';
      nonce: string;
      result: CheckResult;
      assessment: Assessment | null;
      document: string;
      readings: Sha256Hex;
    }>
  | Readonly<{ type: 'consumed'; nonce: string }>
  | Readonly<{ type: 'consume-refused'; nonce: string; reason: Reason; isLatching: boolean }>
  | Readonly<{ type: 'gate-opening'; release: Release }>
  | Readonly<{ type: 'armed'; release: string; enforcement: string }>
  | Readonly<{ type: 'gate-failed'; reason: Reason }>
  | Readonly<{
      type: 'pressed';
      release: string | null;
      isPassed: boolean;
      because: Reason | null;
      readings: Sha256Hex;
      tabId: number;
      document: string;
    }>
  | Readonly<{ type: 'commit-seen'; requestId: string; tabId: number; reasons: readonly Reason[] }>
  /** `isPressed`: it can only be what a press that counted has sent; no other was made under this release. */
  | Readonly<{ type: 'commit-stopped'; requestId: string; tabId: number; reasons: readonly Reason[]; isPressed: boolean }>
  | Readonly<{ type: 'commit-ended'; requestId: string; status: number | null; error: string | null }>
  | Readonly<{ type: 'release-expired'; release: string }>
  | Readonly<{ type: 'world-changed'; reasons: readonly Reason[] }>
  /** No opening is left in the browser, and what left before that was seen. */
  | Readonly<{ type: 'gate-closed' }>
  | Readonly<{ type: 'given-back'; nonce: string }>
  | Readonly<{ type: 'give-back-refused'; nonce: string; reason: Reason }>
  | Readonly<{
      type: 'outcome-read';
      outcome: 'confirmed' | 'rejected' | 'unknown';
      reasons: readonly Reason[];
      reference: string | null;
      endsAt: InstantText | null;
      /** IAM's id of the grant that was confirmed. */
      grant: string | null;
    }>
  | Readonly<{ type: 'tab-lost'; tabId: number }>
  | Readonly<{ type: 'console-strayed'; tabId: number }>
  | Readonly<{ type: 'halt-asked'; reason: Reason; by: string }>
  | Readonly<{ type: 'handed-over'; by: string }>
  | Readonly<{ type: 'resumed'; by: string; note: string }>
  /** Somebody else took the claim: the person, and their execution, whose evidence names this one. */
  | Readonly<{ type: 'taken-over'; by: string; name: string; execution: string; epoch: number }>
  | Readonly<{ type: 'reconciled'; by: string; found: Finding; note: string }>
  | Readonly<{ type: 'abandoned'; by: string; exit: string | null; note: string | null }>
  | Readonly<{ type: 'restarted'; bootId: string }>
  | Readonly<{ type: 'journal-behind'; reason: Reason }>
  | Readonly<{ type: 'warned'; reasons: readonly Reason[] }>
  | Readonly<{ type: 'revoke-seen'; dueMs: number }>
  | Readonly<{ type: 'window-read'; isOver: boolean; reasons: readonly Reason[] }>
  | Readonly<{ type: 'corrected'; note: string; corrects: Sha256Hex; reasons: readonly Reason[] }>
  /** What the evidence was found to lack, or not to fit, at its end or after it. */
  | Readonly<{ type: 'evidence-judged'; reasons: readonly Reason[] }>
  | Readonly<{ type: 'escalated'; key: string; id: string }>
  | Readonly<{ type: 'escalation-acknowledged'; key: string; by: string }>
  | Readonly<{ type: 'noted'; what: string; body: Readonly<Record<string, unknown>> }>;

/** What the worker must do next, as data. Run only after the entry of the event that asked for it is on disk. */
export type Effect =
  | Readonly<{ do: 'check'; purpose: 'preflight' | 'recheck' }>
  | Readonly<{ do: 'open-window'; window: PressWindow }>
  | Readonly<{ do: 'claim' }>
  | Readonly<{ do: 'open-console' }>
  /** The console is still there as it was left: what its screen holds now counts. */
  | Readonly<{ do: 'look-again' }>
  | Readonly<{ do: 'consume'; nonce: string }>
  | Readonly<{ do: 'prepare-release'; nonce: string }>
  | Readonly<{ do: 'open-gate'; release: Release }>
  | Readonly<{ do: 'close-gate' }>
  | Readonly<{ do: 'watch-world' }>
  | Readonly<{ do: 'give-back'; nonce: string; because: string }>
  | Readonly<{ do: 'read-outcome'; isReadBackOnly: boolean }>
  | Readonly<{ do: 'escalate'; reasons: readonly Reason[] }>
  | Readonly<{ do: 'capture'; moment: 'press' | 'halt' | 'confirmation' }>
  | Readonly<{ do: 'hand-over' }>
  | Readonly<{ do: 'read-exit'; exit: 'draft' | 'abandon' }>
  | Readonly<{ do: 'close-execution' }>;
