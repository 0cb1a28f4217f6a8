import type { PanelTrouble } from '../compare/page-report.ts';
import type { LegResult } from '../gate/leg.ts';
import type { Packet } from '../packet/packet.ts';
import type { Profile } from '../profile/profile.ts';
import type { Reason } from '../reason.ts';
import type { Enforcement } from './view.ts';

/** What the worker knows about an execution beside its state; none of it decides anything. */
export type ExecutionFacts = Readonly<{
  caseId: string;
  packet: Packet;
  profile: Profile;
  checkWords: string;
  captures: number;
  legs: readonly LegResult[];
  isReading: boolean;
  enforcement: Enforcement;
  soon: string | null;
  /** Why nothing goes on from this screen although everything on it is right. */
  astray: Readonly<{ because: Reason }> | null;
  armedMs: number;
  /** Ways out that the console says have an effect; they are not offered. */
  unsafeExits: readonly ('draft' | 'abandon')[];
  /** What keeps the panel on the page from being seen or used. */
  panel: PanelTrouble | null;
}>;
