import { isMendedByWalking } from '../../lib/core/execution/chain.ts';
import { isEnded } from '../../lib/core/execution/state.ts';
import { latestRun } from '../../lib/workflow/context.ts';
import { pageSaid } from '../../lib/workflow/page-events.ts';
import { answer } from '../../lib/workflow/requests.ts';
import type { Run } from '../../lib/workflow/run.ts';
import { consoleAnswers, sendCommit, sendStep } from './console.ts';
import { arrive, otherTabOf, press, report, reportOf, tell } from './page.ts';
import { wake } from './worker-life.ts';
import { GIVEN, type Machine, RIGHT, type Tab, type World } from './world.ts';

const ASKED = { signedIn: 'in', focusTab: async () => undefined } as const;

export type Asking = 'start' | 'check-now' | 'halt' | 'abandon' | 'resume' | 'acknowledge' | 'go-to-console';

/** A person asks something in one of our own pages; that wakes a worker. */
export function ask(world: World, machine: Machine, what: Asking): void {
  wake(world, machine);
  tell(machine, async (context) => {
    const run = latestRun(context);
    const execution = run?.execution ?? 'none';
    switch (what) {
      case 'start':
        return answer(context, { type: 'start', caseId: GIVEN.case.id }, ASKED);
      case 'halt':
        return answer(context, { type: 'halt', execution, note: 'it looks wrong' }, ASKED);
      case 'acknowledge': {
        const open = run?.state.warnings.find((one) => one.acknowledged === null);
        return open === undefined ? null : answer(context, { type: 'acknowledge', execution, id: open.id, note: 'it is known' }, ASKED);
      }
      case 'abandon':
      case 'resume':
        return answer(context, { type: 'decide', caseId: GIVEN.case.id, to: what, note: 'agreed with the duty desk' }, ASKED);
      default:
        return answer(context, { type: what, execution }, ASKED);
    }
  });
}

/** The honest operator does what stands to be done next, as far as a person can see it. */
export function goOn(world: World, machine: Machine): void {
  const { context, life } = machine;
  if (life === null) wake(world, machine);
  else if (context !== null && life.isReady) goOnWith(world, machine, latestRun(context));
}

function goOnWith(world: World, machine: Machine, run: Run | null): void {
  const { tab } = machine;
  const isOver = run === null || isEnded(run.state) || (run.state.phase === 'idle' && run.state.checkHolds.length > 0);
  if (isOver) ask(world, machine, 'start');
  else if (run.state.halt !== null) return;
  else if (run.state.warnings.some((one) => one.acknowledged === null)) ask(world, machine, 'acknowledge');
  else if (run.state.phase === 'committing' || run.state.phase === 'confirming') consoleAnswers(world, machine);
  else if (run.state.tabId !== null && tab !== null) enter(world, machine, run, tab);
  else if (run.state.phase === 'filling') ask(world, machine, 'go-to-console');
}

function enter(world: World, machine: Machine, run: Run, tab: Tab): void {
  if (tab.screen !== 'first' && tab.screen !== 'last') return;
  const isUnread = run.lastReport?.document !== tab.document || tab.over.notices !== undefined || tab.over.unlisted !== undefined;
  const isWrong = tab.values !== RIGHT || tab.changedBy === 'page';
  if (isUnread || isWrong) {
    if (isUnread) tab.over = {};
    else Object.assign(tab, { values: RIGHT, changedBy: 'hand' });
    report(world, machine);
  } else if (tab.screen === 'last') {
    if (run.state.holds.some(isMendedByWalking)) arrive(machine, 'first');
    else pressCommit(world, machine, { isTrusted: true, isEarly: false });
  } else if (tab.hold.windows.has('step')) pressStep(world, machine, tab);
  else {
    const said = reportOf(world, tab);
    tell(machine, (context) => pageSaid(context, tab.id, { type: 'intent', control: 'step', report: said }));
  }
}

function pressStep(world: World, machine: Machine, tab: Tab): void {
  const pressed = press(world, machine, { control: 'step', isTrusted: true, isEarly: false });
  if (pressed === null) return;
  tell(machine, (context) => pageSaid(context, tab.id, { type: 'press', press: pressed }));
  if (!pressed.isPassed || !sendStep(world, machine)) {
    tab.hold.windows.delete('step');
    return;
  }
  tab.screen = 'last';
  report(world, machine);
}

/** A press on the submit. One that the page room lets through sends the form, as it stands. */
export function pressCommit(world: World, machine: Machine, how: Readonly<{ isTrusted: boolean; isEarly: boolean }>): void {
  const { tab } = machine;
  if (tab === null || tab.screen !== 'last') return;
  const pressed = press(world, machine, { control: 'commit', ...how });
  if (pressed === null) return;
  tell(machine, (context) => pageSaid(context, tab.id, { type: 'press', press: pressed }));
  if (!pressed.isPassed) return;
  if (world.answering.endsWith('asks')) {
    tab.over = { ...tab.over, unlisted: [{ role: 'alertdialog', count: 1 }] };
    report(world, machine);
  }
  const isToldLate = world.answering === 'grants-and-asks';
  if (world.answering !== 'asks')
    sendCommit(world, machine, { isPress: true, values: tab.values, isOtherTab: false, isSeen: true, isToldLate });
}

type Reaching = Readonly<{ control: 'draft' | 'abandon' | 'revoke'; isOtherTab: boolean }>;

/** The hand comes to a way out, or to the end of a grant, and does not press it. */
export function reachFor(world: World, machine: Machine, { control, isOtherTab }: Reaching): void {
  const { tab } = machine;
  if (tab === null) return;
  const said = reportOf(world, tab);
  tell(machine, (context) => pageSaid(context, isOtherTab ? otherTabOf(tab) : tab.id, { type: 'intent', control, report: said }));
}
