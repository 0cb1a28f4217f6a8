import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { Victim } from '../hand/browser.ts';
import { at } from '../hand/control.ts';

/** Where an execution stands when something dies. A recheck has four parts: what is read, what the case is asked, its yes, and the gate. */
export const STATES = [
  'preflight',
  'filling',
  'held',
  'halted',
  'step open',
  'rechecking',
  'consume asked',
  'consume answer lost',
  'consumed',
  'armed',
  'committing',
  'confirming',
  'unknown',
] as const;
export type State = (typeof STATES)[number];

/** What the last line of the journal shows: a state, or the one that no delayed answer makes stay. */
export type Shown = Exclude<State, 'consume asked' | 'consume answer lost'> | 'consuming' | 'opening' | 'none of them';

/** Who dies: the tab is the console's own, whose page goes while everything else goes on. */
export type Dying = Victim | 'tab';

/** One kill: who dies, in which state, and how the last line of the journal calls that. */
export type Kill = Readonly<{ victim: Dying; state: State; shows: Shown }>;

/** The restart table of the architecture: what the popup may show once everything is back, by the last line before the death. */
export const AFTER: Readonly<Record<Shown, readonly string[]>> = {
  preflight: ['filling', 'held'],
  filling: ['filling', 'held'],
  held: ['filling', 'held'],
  halted: ['halted'],
  'step open': ['filling', 'held'],
  rechecking: ['filling', 'held'],
  consuming: ['filling', 'held'],
  consumed: ['filling', 'held'],
  opening: ['unknown'],
  armed: ['unknown'],
  committing: ['unknown'],
  confirming: ['unknown'],
  unknown: ['unknown'],
  'none of them': [],
};

/**
 * With the console's tab alone the worker sees its gate close behind the dead page, and that nothing left: it goes back to entry. What
 * was sent goes on in the browser, and the console's answer to it may be shown in that tab.
 */
const AFTER_TAB: Partial<typeof AFTER> = { opening: ['filling', 'held'], armed: ['filling', 'held'], committing: ['unknown', 'confirmed'] };

export function statesAfter(victim: Dying, shown: Shown): readonly string[] {
  return (victim === 'tab' ? AFTER_TAB[shown] : undefined) ?? AFTER[shown];
}

/** Where a commit may get out although nobody presses: the rule that lets one through stands, or is just being made. */
export const OPEN: ReadonlySet<Shown> = new Set(['opening', 'armed']);

/** Where the claim must be the execution's own again, and unconsumed, after the death. */
export function isToReturn(victim: Dying, shown: Shown): boolean {
  return ['consuming', 'consumed'].includes(shown) || (victim === 'tab' && OPEN.has(shown));
}

const RESTARTED: readonly Victim[] = ['worker', 'extension', 'browser'];
export const VICTIMS: readonly Dying[] = [...RESTARTED, 'tab'];
export const LEVELS: readonly Enforcement[] = ['one-shot', 'best-effort'];

const kill = (victim: Dying, state: State): Kill => ({
  victim,
  state,
  shows: state === 'consume asked' || state === 'consume answer lost' ? 'consuming' : state,
});
/** Each victim in each state. In the preflight the console has no tab yet. */
const KILLS = VICTIMS.flatMap((victim) =>
  STATES.filter((state) => victim !== 'tab' || state !== 'preflight').map((state) => kill(victim, state)),
);

/**
 * What one round plays at one level of enforcement: with the gate armed everybody dies at both levels, of the other kills each round
 * plays every other one, so that two rounds have all of them.
 */
export function killsOf(enforcement: Enforcement, round: number): readonly Kill[] {
  return KILLS.filter(({ state }, index) => state === 'armed' || (index + round) % 2 === LEVELS.indexOf(enforcement));
}

/**
 * The short round: with the gate armed worker and extension at both levels, and each other state once, who dies and the level taking
 * turns. The console's tab, whose end takes its time, dies in the whole rounds.
 */
export function shortKillsOf(enforcement: Enforcement): readonly Kill[] {
  return KILLS.filter(({ victim, state }) => {
    if (state === 'armed') return victim === 'worker' || victim === 'extension';
    const place = STATES.indexOf(state);
    return RESTARTED[place % RESTARTED.length] === victim && LEVELS[Math.floor(place / RESTARTED.length) % LEVELS.length] === enforcement;
  });
}

/** How long a way that was opened for a step stands, in ms. */
const WINDOW_MS = 3_000;

/** What the last of an execution's lines that tells its state shows, in their order. `diedAtMs`: ms since 1970. */
export function shownBy(lines: readonly unknown[], diedAtMs: number): Shown {
  const after = at(
    lines.findLast((line) => at(line, '/body/after/phase') !== undefined),
    '/body/after',
  );
  const phase = at(after, '/phase');
  if (at(after, '/halt') != null) return 'halted';
  if (phase === 'rechecking') return stageOf(at(after, '/check/stage'));
  if (phase === 'filling') {
    const isStepOpen = lines.some(
      (line) => at(line, '/kind') === 'step-opened' && diedAtMs - Date.parse(String(at(line, '/at'))) < WINDOW_MS,
    );
    return isStepOpen ? 'step open' : isHeld(after) ? 'held' : 'filling';
  }
  return STATES.find((one): one is State & Shown => one === phase) ?? 'none of them';
}

function stageOf(stage: unknown): Shown {
  if (stage === 'reading') return 'rechecking';
  return stage === 'consuming' || stage === 'consumed' || stage === 'opening' ? stage : 'none of them';
}

function isHeld(after: unknown): boolean {
  return ['/holds', '/checkHolds'].some((path) => {
    const reasons = at(after, path);
    return Array.isArray(reasons) && reasons.length > 0;
  });
}
