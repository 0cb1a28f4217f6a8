import type { PageReport, PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { PageBrief } from '../wire/page-link.ts';

/** A press counts only when it began this long after green was painted: it must be an answer to what was seen. */
export const SEEN_MS = 300;
/**
 * A press takes a moment to become a request. One that the end of its release would overtake is not begun: nobody could say what
 * left. One that the end of its window would overtake is not either: the browser would put its own page of an error in the form's place.
 */
export const LEAVING_MS = 500;

/** The network gate's window for one class, as the worker told it; for one that was not opened, `untilMs` is when that was said. */
export type GateWindow = Readonly<{ isOpen: boolean; untilMs: number; isUsed: boolean }>;

export type Facts = Readonly<{
  control: PressControl;
  /** Pressing it sends something: a `back` that only turns a page does not. */
  isSending: boolean;
  isTrusted: boolean;
  isRepeat: boolean;
  beganAtMs: number;
  nowMs: number;
  brief: PageBrief | null;
  painted: Readonly<{ release: string; atMs: number }> | null;
  /** The release that a press was let through for already. */
  spent: string | null;
  window: GateWindow | null;
  /** The canonical text of what the fields hold now. */
  canonical: string;
  /** Nothing else on the page is other than when the gate was armed. */
  isSameScreen: boolean;
}>;

/** Why a press must not go through; null when it may. Everything that is not known stops it. */
export function stopOf(facts: Facts): StoppedBy | null {
  switch (facts.control) {
    case 'commit':
      return stopOfCommit(facts);
    case 'back':
      return facts.isSending ? stopOfBack(facts) : null;
    case 'step':
      return stopOfStep(facts);
    case 'draft':
    case 'abandon':
    case 'revoke':
      return stopOfCounted(facts) ?? stopOfWindow(facts);
  }
}

function stopOfCommit(facts: Facts): StoppedBy | null {
  const { brief, painted, nowMs } = facts;
  if (brief === null || brief.execution === null) return 'no-execution';
  const { armed } = brief;
  if (armed === null || armed.release === facts.spent || nowMs > armed.untilMs) return 'no-release';
  const isSeen = painted !== null && painted.release === armed.release && facts.beganAtMs >= painted.atMs + SEEN_MS;
  if (!isSeen || nowMs > armed.untilMs - LEAVING_MS) return 'not-counted';
  return stopOfCounted(facts) ?? (facts.isSameScreen && facts.canonical === armed.canonical ? null : 'readings-changed');
}

function stopOfStep(facts: Facts): StoppedBy | null {
  if (facts.brief === null || facts.brief.execution === null) return 'no-execution';
  const stop = stopOfCounted(facts);
  if (stop !== null) return stop;
  return facts.brief.mayStep ? stopOfWindow(facts) : 'step-closed';
}

/** Going back enters nothing: it needs an execution and the worker's word, and not that the screen matches. */
function stopOfBack(facts: Facts): StoppedBy | null {
  if (facts.brief === null || facts.brief.execution === null) return 'no-execution';
  return stopOfCounted(facts) ?? stopOfWindow(facts);
}

/** Only a person's press counts, and only once for as long as a key is held. */
function stopOfCounted(facts: Facts): StoppedBy | null {
  return facts.isTrusted && !facts.isRepeat ? null : 'not-counted';
}

/** A press may be shorter than the way to the worker and back: then nothing was said of it yet, or only of one before. */
function stopOfWindow({ window, nowMs, beganAtMs }: Facts): StoppedBy | null {
  if (window === null || window.untilMs < beganAtMs) return 'not-open-yet';
  if (!window.isOpen || window.isUsed) return 'step-closed';
  return nowMs <= window.untilMs - LEAVING_MS ? null : 'not-open-yet';
}

/** A green check was green for this screen, this tenant and this operator, and for a page without warnings. */
export function isSameScreen(report: PageReport, armed: PageReport | null): boolean {
  if (armed === null) return false;
  const isCalm = report.dangers.length + report.unlisted.length + report.drift.length + report.lookalikes.length === 0;
  const isThere = report.place === armed.place && report.screen === armed.screen;
  return isCalm && isThere && report.context.tenant === armed.context.tenant && report.context.operator === armed.context.operator;
}
