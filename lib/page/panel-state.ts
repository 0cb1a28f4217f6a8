import type { Difference, Verdict } from '../core/compare/reading.ts';
import type { PageBrief, PageReport, Press } from '../wire/page-link.ts';

/** What the panel beside the console's page draws. Types only: made by the page room, drawn by the overlay, decided by nobody. */
export type PanelState = Readonly<{
  /** What the worker last said; null until it has spoken, and while it is out of reach: then everything stays closed. */
  brief: PageBrief | null;
  /** The last look at the page; null until there was one. */
  report: PageReport | null;
  /** The screen's own title in the profile's words; null where the profile knows no such screen. */
  screenTitle: string | null;
  /** One row per field of the screen that is shown now, in the profile's order. */
  rows: readonly FieldRow[];
  /** Where the console's own commit controls stand, for the badge beside them. */
  commitBoxes: readonly Box[];
  /** The console's control in focus, which the panel must not cover. */
  focusBox: Box | null;
  /** The last press that was stopped, until something else is pressed or the screen changes. */
  stopped: Readonly<{ control: Press['control']; by: NonNullable<Press['stoppedBy']>; atMs: number }> | null;
  /** The link to the worker is gone: nothing on this page is guarded by a person's press any more. */
  isCutOff: boolean;
}>;

/** One field, as it stands in the console now. Values here are for this panel only; nothing of it is recorded. */
export type FieldRow = Readonly<{
  id: string;
  label: string;
  verdict: Verdict;
  /** What the packet approves; null without an execution. */
  approved: string | readonly string[] | null;
  /** What the control effectively holds; null where it cannot be read. */
  seen: string | readonly string[] | null;
  /** One sentence; null exactly when the verdict is `match`. */
  reason: string | null;
  difference: Difference | null;
  /** Where the control stands in the viewport; null where it has no box. */
  box: Box | null;
  isFocused: boolean;
}>;

/** In CSS pixels of the top window's viewport. */
export type Box = Readonly<{ x: number; y: number; width: number; height: number }>;
