import type { PageReport, PanelTrouble } from '../core/compare/page-report.ts';
import type { ScreenId } from '../core/compare/reading.ts';
import type { ExecutionEvent } from '../core/execution/event.ts';
import type { ExecutionState } from '../core/execution/state.ts';
import type { Sources } from '../core/gate/sources.ts';
import { type ApprovedValues, approvedAt, type Packet } from '../core/packet/packet.ts';
import type { Profile } from '../core/profile/profile.ts';
import type { Reason } from '../core/reason.ts';
import type { Chain, RunFacts } from '../ports/run-memory.ts';

export type { RunFacts };

export const NEW_CHAIN: Chain = { document: null, screen: null, isLeft: false, isBroken: false };

/** What one line says: the event, who brought it about, and the state that came of it. */
export type Fact = Readonly<{ event: ExecutionEvent; actor: string; after: ExecutionState; isRefused: boolean; atMs: number }>;

/** One opening of the gate, and what was seen of it. */
export type Opened = {
  readonly tabId: number;
  /** Every tab that was there, for a commit that leaves from a new one; null where none does. */
  readonly tabsThere: ReadonlySet<number> | null;
  /** The commits that were made since, by their ids: no more than are needed to tell one from several. */
  readonly commits: Set<string>;
  /** Of these, by their ids, what fits the release and neither ended nor left: what the blocking listener may still let through. */
  readonly underWay: Set<string>;
  /** The request that the blocking listener let through; null where it let none, or there is no such listener. */
  letThrough: string | null;
  /** When the browser first said that it is closed again. */
  shutAtMs: number | null;
};

/** One execution at work. `state` changes only through `dispatch`; `facts` are what it needs to show and to compare. */
export type Run = {
  readonly execution: string;
  state: ExecutionState;
  facts: RunFacts;
  isReading: boolean;
  sources: Sources | null;
  /** When the sources were read; 0 = never. */
  readAtMs: number;
  lastReport: PageReport | null;
  /** What a document of the tab said of the panel on it; null where none did. It counts as long as that document is looked at. */
  panel: Readonly<{ document: string; trouble: PanelTrouble | null }> | null;
  /** The commit screen as it was last checked or pressed: what the capture of the press shows. */
  commitReport: PageReport | null;
  /** The canonical readings that the armed release is bound to; never journalled. */
  armedCanonical: string | null;
  /** Serialises events: one is journalled and stepped before the next is looked at. */
  queue: Promise<void>;
  /** Settles when the capsule of the last halt is with the case, or cannot be. */
  leaving: Promise<void>;
  /** Settles when every capture that was kept so far is drawn, or cannot be. */
  drawing: Promise<void>;
  /** Settles when the browser has answered an opening that is on its way to it; null when none is. */
  opening: Promise<void> | null;
  /** The gate as it was last opened, whatever became of it; null where it never was. */
  opened: Opened | null;
  /** Ends the watching of an armed gate. */
  watch: AbortController | null;
  /** Ended, and a person has gone back to the list: it is evidence now, and no longer what the popup is about. */
  isPutAway: boolean;
  /** What was seen while the disk took no line: it is written before the next one. */
  readonly unwritten: Fact[];
  /** How many lines the disk took not: after the last of them one is tried again. */
  refusedLines: number;
  /** Somebody looks in the case who goes on with it. */
  isWatched: boolean;
  /** Its end is being told and its bundle made, which happens once; or that is done; or it broke off, and is to be tried again. */
  ending: 'begun' | 'done' | 'owed' | null;
  /** The version of the case when the commit left: the note of the outcome belongs to it. */
  caseAtCommit: string | null;
  lastAssessed: string;
  /** Why the last capture was refused; null when it was kept. Nothing goes on before one is. */
  unmasked: Reason | null;
  /** How many texts of dialogs that no profile lists were sealed. */
  wordsSealed: number;
  /** When a step was let through whose request was not seen yet; null when every one was. */
  unseenStepAtMs: number | null;
  /** When a request of this console was last seen. */
  seenAtMs: number;
  /** The last step that was let through. */
  lastStep: Readonly<{ atMs: number; screen: ScreenId | null }> | null;
  /** Whether a stopped request was a step is being looked at just now. */
  isLookingAstray: boolean;
  dispatch: (event: ExecutionEvent, actor?: string) => Promise<void>;
};

/** What each field of the profile must hold by this packet. */
export function approvedValues(profile: Profile, packet: Packet): ApprovedValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const screen of profile.screens) {
    for (const field of screen.fields) {
      values[field.id] = 'packet' in field.approved ? approvedAt(packet, field.approved.packet) : field.approved.constant;
    }
  }
  return values;
}
