import type { PageReport, PanelTrouble, Press } from '../core/compare/page-report.ts';
import type { FieldZone } from '../core/compare/reading.ts';
import type { ExecutionView } from '../core/execution/view.ts';
import type { Profile } from '../core/profile/profile.ts';

export type { PageReport, Press } from '../core/compare/page-report.ts';

/**
 * What page room and worker say to each other over one port per document. Types only: the page imports nothing of the
 * wire at run time, and the worker parses everything that arrives with `page-link-schema.ts`.
 */

export type FromPage =
  /** `isLate`: the page was there before the page room, and nothing held it until then. */
  | Readonly<{ type: 'hello'; isLate: boolean }>
  | Readonly<{ type: 'report'; report: PageReport }>
  | Readonly<{ type: 'seen'; request: string; report: PageReport }>
  | Readonly<{ type: 'intent'; control: 'step' | 'back' | 'draft' | 'abandon' | 'revoke'; report: PageReport }>
  | Readonly<{ type: 'press'; press: Press }>
  | Readonly<{ type: 'check-now' }>
  /** What a dialog says that no profile lists. It is sealed to security as it arrives, and kept nowhere else. */
  | Readonly<{ type: 'unlisted'; role: string; text: string }>
  /** Whether the panel in this document can be seen and used; null = nothing is known to be wrong with it. */
  | Readonly<{ type: 'panel'; document: string; trouble: PanelTrouble | null }>
  /** Keeps the worker awake beside a page that somebody looks at. */
  | Readonly<{ type: 'awake' }>;

/** What the page is told. `execution` null: entry has not begun, everything stays closed and the overlay says so. */
export type PageBrief = Readonly<{
  profile: Profile;
  execution: ExecutionView | null;
  /** Why this tab is not the execution's tab, when another one is, or was. `isSent`: something may have left, from whichever tab. */
  elsewhere: Readonly<{ why: string; isSent: boolean }> | null;
  /** Field id -> what it must hold. Empty without an execution. */
  approved: Readonly<Record<string, string | readonly string[]>>;
  /** The zones that the console's times are in, where a screen that was left said so. */
  zones: readonly FieldZone[];
  /** Policy lets pictures show how the fields stand to one another: only then the page room says it. */
  isPlaced: boolean;
  /** Steps may be asked for: preflight green, nothing halted, this is the execution's tab. */
  mayStep: boolean;
  armed: Readonly<{ release: string; document: string; untilMs: number; canonical: string }> | null;
}>;

export type ToPage =
  | Readonly<{ type: 'brief'; brief: PageBrief }>
  | Readonly<{ type: 'read-now'; request: string }>
  /** The network gate is open for one request of this class until `untilMs`; `isOpen: false` says why in the brief. */
  | Readonly<{ type: 'window'; control: 'step' | 'back' | 'draft' | 'abandon' | 'revoke'; isOpen: boolean; untilMs: number }>
  /** No profile describes the page any more: what it was told before counts no longer, and it stays held. */
  | Readonly<{ type: 'forgotten'; why: string }>;

export const FORGOTTEN: ToPage = {
  type: 'forgotten',
  why: 'No console profile describes this page any more. Load it anew: until then its submit stays held.',
};

/** The name under which a content script connects. */
export const PAGE_PORT = 'countersign-page';
