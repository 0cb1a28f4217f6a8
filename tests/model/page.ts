import { canonicalReadings } from '../../lib/core/compare/canonical-readings.ts';
import type { PageReport, Press } from '../../lib/core/compare/page-report.ts';
import type { Effective } from '../../lib/core/compare/reading.ts';
import { newHoldState } from '../../lib/page/hold-state.ts';
import { isSameScreen, SEEN_MS, stopOf } from '../../lib/page/passing.ts';
import { briefFor } from '../../lib/workflow/briefs.ts';
import { type Context, runOfTab } from '../../lib/workflow/context.ts';
import { observe } from '../../lib/workflow/observing.ts';
import { pageArrived, pageSaid } from '../../lib/workflow/page-events.ts';
import { shownPage } from '../unit/workflow/small-console.ts';
import { type Machine, note, PACKET, PROFILE, RIGHT, type Tab, type Values, type World, wallOf } from './world.ts';

/** A console tab on its first screen. What the console fills in by itself is what was approved: hands change it. */
export function newTab(machine: Machine): Tab {
  machine.ids += 1;
  const id = 100 * (machine.at + 1) + machine.ids;
  return { id, document: `d${id}`, screen: 'first', values: RIGHT, changedBy: 'hand', hold: newHoldState(), toldOf: null, over: {} };
}

/** Another tab of the same console. */
export function otherTabOf({ id }: Tab): number {
  return id + 50;
}

/** What the page room reports of a tab now. */
export function reportOf(world: World, tab: Tab): PageReport {
  const { tenant, scope, end } = tab.values;
  const over: Record<string, Effective> = {
    tenant: { kind: 'text', text: tenant },
    scope: { kind: 'set', items: scope },
    end: { kind: 'text', text: end },
  };
  const report = shownPage({
    screen: tab.screen,
    packet: PACKET,
    over,
    document: tab.document,
    report: { atMs: world.nowMs, ...tab.over },
  });
  return { ...report, readings: report.readings.map((one) => ({ ...one, changedBy: tab.changedBy })) };
}

/** Runs something of the worker once it is ready, as its listeners do; without a worker it is lost. */
export function tell(machine: Machine, act: (context: Context) => Promise<unknown>): void {
  const { life, context } = machine;
  if (life === null || context === null) return;
  void life.ready.then(() => (life.isDead ? null : act(context)));
}

/** What the browser tells of requests is taken in its order, as the worker's listeners do. */
export function heard(machine: Machine, act: (context: Context) => Promise<void>): void {
  const { life, context } = machine;
  if (life === null || context === null) return;
  void life.ready.then(() => observe(context, async () => (life.isDead ? undefined : act(context))));
}

/** How much later than a page speaks the browser may tell of what the page sent before. */
const TOLD_LATE_MS = 400;

/** The same, told late: other news overtakes it on its way. */
export function heardLate(world: World, machine: Machine, act: (context: Context) => Promise<void>): void {
  const { life } = machine;
  if (life !== null) world.timers.add({ life, atMs: world.nowMs + TOLD_LATE_MS, wake: () => heard(machine, act) });
}

/** The page tells the worker what it shows, as it does after every change. */
export function report(world: World, machine: Machine): void {
  const { tab } = machine;
  if (tab === null) return;
  const said = reportOf(world, tab);
  tell(machine, (context) => pageSaid(context, tab.id, { type: 'report', report: said }));
}

/** The console's tab is closed, and the worker hears of it. */
export function closeTab(machine: Machine): void {
  const { tab } = machine;
  machine.tab = null;
  if (tab !== null) tell(machine, async (context) => runOfTab(context, tab.id)?.dispatch({ type: 'tab-lost', tabId: tab.id }));
}

/** Another document in the same tab: a reload, or the console's next page. */
export function arrive(machine: Machine, screen: Tab['screen'], values?: Values): void {
  const { tab } = machine;
  if (tab === null) return;
  machine.ids += 1;
  tab.document = `d${tab.id}-${machine.ids}`;
  tab.screen = screen;
  tab.values = values ?? tab.values;
  tab.hold = newHoldState();
  tab.over = {};
  tell(machine, (context) => pageArrived(context, tab.id));
}

/** What the worker tells the page now. Green is painted in the moment in which it is told. */
export function brief(world: World, machine: Machine): void {
  const { tab, life, context } = machine;
  if (tab === null || context === null || life?.isReady !== true) return;
  const state = runOfTab(context, tab.id)?.state ?? null;
  const { hold } = tab;
  if (hold.brief !== null && tab.toldOf === state) return;
  tab.toldOf = state;
  const next = briefFor(context, tab.id, PROFILE);
  if (next.armed !== null && next.armed.release !== hold.brief?.armed?.release) {
    hold.armedSight = next.armed.document === tab.document ? reportOf(world, tab) : null;
    hold.painted = { release: next.armed.release, atMs: wallOf(world, machine) };
  }
  if (next.armed === null) hold.painted = null;
  hold.brief = next;
}

export type Pressing = Readonly<{ control: 'step' | 'commit'; isTrusted: boolean; isEarly: boolean }>;

/** A press, judged by the page room's own rules. What it lets through is used up. */
export function press(world: World, machine: Machine, { control, isTrusted, isEarly }: Pressing): Press | null {
  const { tab } = machine;
  if (tab === null) return null;
  const { hold } = tab;
  const seen = reportOf(world, tab);
  const nowMs = wallOf(world, machine);
  const beganAtMs = hold.painted === null || isEarly ? nowMs : Math.max(nowMs, hold.painted.atMs + SEEN_MS);
  const canonical = canonicalReadings(seen.readings);
  const stoppedBy = stopOf({
    control,
    isSending: true,
    isTrusted,
    isRepeat: false,
    beganAtMs,
    nowMs,
    brief: hold.brief,
    painted: hold.painted,
    spent: hold.spent,
    window: hold.windows.get('step') ?? null,
    canonical,
    isSameScreen: isSameScreen(seen, hold.armedSight),
  });
  const release = control === 'commit' ? (hold.brief?.armed?.release ?? null) : null;
  if (stoppedBy === null && control === 'commit') hold.spent = release;
  if (stoppedBy === null && control === 'step') hold.windows.delete('step');
  note(world, machine, `press ${control}: ${stoppedBy ?? 'passed'}`);
  return {
    control,
    isTrusted,
    isRepeat: false,
    isFromField: false,
    beganAtMs,
    isPassed: stoppedBy === null,
    canonical,
    release,
    stoppedBy,
    report: seen,
  };
}
