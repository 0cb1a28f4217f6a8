import type { Cell } from '../evidence/record.ts';
import type { DangerKind } from '../profile/profile.ts';
import type { FieldId, Reading, ScreenId } from './reading.ts';

/** The controls that the page room holds or lets pass, by what pressing them does. */
export type PressControl = 'commit' | 'step' | 'back' | 'draft' | 'abandon' | 'revoke';

/** How a dialog that the browser itself drew for the page is called among what no profile lists. */
export const BROWSER_DIALOG = 'browser-dialog';

/** What keeps the panel on the page from being seen or used. `dead`: it takes no press. */
export type PanelTrouble = 'out' | 'not-drawn' | 'dead' | 'covered';

/** One look at the whole screen, made in one synchronous pass. */
export type PageReport = Readonly<{
  document: string;
  atMs: number;
  place: 'screen' | 'review' | 'confirmed' | 'refused' | 'pending' | 'elsewhere';
  screen: ScreenId | null;
  readings: readonly Reading[];
  context: Readonly<{ tenant: string | null; operator: string | null }>;
  dangers: readonly Readonly<{ kind: DangerKind; says: string }>[];
  /** Dialogs and alerts that no profile lists: structure only. */
  unlisted: readonly Readonly<{ role: string; count: number }>[];
  notices: readonly string[];
  /** Readable differences between the screen and its fingerprint. */
  drift: readonly string[];
  /** The console's commit control stands on this page. */
  hasCommit: boolean;
  /** What of the profile something else on this page can be taken for, in the profile's words. */
  lookalikes: readonly string[];
  /** A hand is on a control now, or was within the last moments: verdicts are shown, nothing latches. */
  isTyping: boolean;
  /** The document is still arriving: what is not there may yet come. */
  isLoading: boolean;
  /** The console's reference on a confirmation page; null elsewhere. */
  reference: string | null;
  /** Which way out the console says was taken, on the page that says so. */
  exit?: Readonly<{ kind: 'draft' | 'abandon'; reference: string | null }> | null | undefined;
  /** Ways out whose control says something about itself that the profile does not know: they may have an effect. */
  unsafeExits?: readonly ('draft' | 'abandon')[] | undefined;
  /** How the screen's fields stand to one another; only where policy lets that be shown. */
  cells?: Readonly<Record<FieldId, Cell>> | undefined;
}>;

/**
 * `body-differs`: the form would send something else than it shows. A press that passed may be followed by one that was
 * stopped with the same release, when the page changed something while the press was on its way.
 */
export type StoppedBy =
  | 'no-release'
  | 'not-counted'
  | 'readings-changed'
  | 'body-differs'
  | 'step-closed'
  | 'not-open-yet'
  | 'opens-elsewhere'
  | 'no-execution';

/** A press on a control that the profile names. `isPassed` = the page room let it through. */
export type Press = Readonly<{
  control: PressControl;
  isTrusted: boolean;
  isRepeat: boolean;
  /** Enter in a field sends its form as well: a press that nobody made on the button itself. */
  isFromField: boolean;
  beganAtMs: number;
  isPassed: boolean;
  /** Canonical text of all readings, taken in the task of the press (see `canonicalReadings`). */
  canonical: string;
  release: string | null;
  /** Why the page room stopped it; null when passed. */
  stoppedBy: StoppedBy | null;
  report: PageReport;
}>;
