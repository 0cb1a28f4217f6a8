import type { CaseRecord, Operator } from '../core/approval/case-record.ts';
import type { Reading, ScreenId } from '../core/compare/reading.ts';
import type { PictureMode } from '../core/evidence/record.ts';
import type { Enforcement } from '../core/execution/view.ts';
import type { LegResult } from '../core/gate/leg.ts';
import type { Packet } from '../core/packet/packet.ts';
import type { Reason } from '../core/reason.ts';
import type { KnownProfile } from './profiles.ts';

/**
 * What the worker keeps in memory of an execution beside its state: the packet, what was read, what was typed. It is
 * in session memory only, never on disk; after a browser restart the packet is read again from the case.
 */
export type RunFacts = Readonly<{
  caseId: string;
  packet: Packet;
  known: KnownProfile;
  checkWords: string;
  captures: number;
  legs: readonly LegResult[];
  enforcement: Enforcement;
  armedMs: number;
  /** What pictures may show, by policy. */
  pictures: PictureMode;
  soon: string | null;
  /** The screen whose step sent only what the profile does not know, so that nothing goes on from it. */
  astray: Readonly<{ screen: ScreenId; because: Reason }> | null;
  /** Whom to call when an escalation is not acknowledged. */
  contacts: readonly Readonly<{ name: string; call: string }>[];
  operator: Operator | null;
  record: CaseRecord | null;
  /** The last readings of the screens that were left. */
  carried: readonly Reading[];
  chain: Chain;
  grantsBefore: readonly string[];
}>;

/**
 * How the screens hang together: what this tab showed last, whether a press has left it since, and whether somebody
 * used the same form in another tab.
 */
export type Chain = Readonly<{ document: string | null; screen: string | null; isLeft: boolean; isBroken: boolean }>;

/** Session memory: survives the worker, not the browser. A browser gives it 10 MB, so what has ended does not stay there. */
export type RunMemory = Readonly<{
  load: (execution: string) => Promise<RunFacts | null>;
  save: (execution: string, facts: RunFacts) => Promise<void>;
  forget: (executions: Iterable<string>) => Promise<void>;
}>;
