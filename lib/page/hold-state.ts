import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import type { PageReport, StoppedBy } from '../core/compare/page-report.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { type GateWindow, isSameScreen, stopOf } from './passing.ts';
import type { PressRecord } from './press-record.ts';
import type { Spot } from './spot.ts';

/** What the worker said last, and what was let through since. */
export type HoldState = {
  brief: PageBrief | null;
  painted: Readonly<{ release: string; atMs: number }> | null;
  /** The look that belongs to the green check. */
  armedSight: PageReport | null;
  /** The release that a press was let through for already. */
  spent: string | null;
  readonly windows: Map<WindowName, GateWindow>;
};

export type WindowName = 'step' | 'back' | 'draft' | 'abandon' | 'revoke';

export function newHoldState(): HoldState {
  return { brief: null, painted: null, armedSight: null, spent: null, windows: new Map() };
}

/** The window of the network gate that a press needs. A commit has a release instead; a back that sends nothing needs none. */
export function windowNeededBy({ control, isSending }: Spot): WindowName | null {
  if (control === 'commit') return null;
  if (control === 'back') return isSending ? 'back' : null;
  return control;
}

/** Why a press must not go through now. Without a report it is judged by everything but what the page holds. */
export function judge(
  state: HoldState,
  spot: Spot,
  press: PressRecord,
  now: Readonly<{ ms: number; report: PageReport | null }>,
): StoppedBy | null {
  const needed = windowNeededBy(spot);
  const stop = stopOf({
    control: spot.control,
    isSending: spot.isSending,
    isTrusted: press.isTrusted,
    isRepeat: press.isRepeat,
    beganAtMs: press.atMs,
    nowMs: now.ms,
    brief: state.brief,
    painted: state.painted,
    spent: state.spent,
    window: needed === null ? null : (state.windows.get(needed) ?? null),
    canonical: now.report === null ? (state.brief?.armed?.canonical ?? '') : canonicalReadings(now.report.readings),
    isSameScreen: now.report === null || isSameScreen(now.report, state.armedSight),
  });
  return stop ?? (spot.isLookalike ? 'no-release' : null);
}

/** A press goes through: what it was let through by is used up. */
export function useUp(state: HoldState, spot: Spot): void {
  const needed = windowNeededBy(spot);
  const window = needed === null ? undefined : state.windows.get(needed);
  if (needed !== null && window !== undefined) state.windows.set(needed, { ...window, isUsed: true });
  if (spot.control === 'commit') state.spent = state.brief?.armed?.release ?? null;
}
