import fc from 'fast-check';
import { pageSaid } from '../../lib/workflow/page-events.ts';
import { kill } from './calls.ts';
import { consoleAnswers, sendCommit } from './console.ts';
import { ask, goOn, pressCommit, reachFor } from './hand.ts';
import { arrive, closeTab, report, tell } from './page.ts';
import { pass, settle } from './time.ts';
import { TURNS, type Turn, takeClaim, turn } from './turns.ts';
import { restartBrowser, wake } from './worker-life.ts';
import { type Answering, type Machine, note, PACKET, RIGHT, type Values, type World } from './world.ts';

type Who = Readonly<{ who: 0 | 1 }>;

/** Everything that can happen from outside: what people do, what pages and consoles do, and what the world does. */
export type Command =
  | (Who & Readonly<{ does: 'go-on'; times: number }>)
  | Readonly<{ does: 'pass'; ms: number }>
  | Readonly<{ does: 'answer'; at: number; how: 'done' | 'lost' | 'late' }>
  | Readonly<{ does: 'deliver-late' }>
  | (Who & Readonly<{ does: 'kill' | 'wake' | 'restart-browser' | 'reload' | 'close-tab' | 'console-answers' | 'warn' | 'clear-notices' }>)
  | (Who & Readonly<{ does: 'change'; values: Partial<Values>; by: 'hand' | 'page' }>)
  | (Who & Readonly<{ does: 'press'; isTrusted: boolean; isEarly: boolean }>)
  | (Who & Readonly<{ does: 'reach-for'; control: 'draft' | 'abandon' | 'revoke'; isOtherTab: boolean }>)
  | (Who & Readonly<{ does: 'page-sends'; times: number; isRight: boolean; isOtherTab: boolean; isSeen: boolean }>)
  | (Who & Readonly<{ does: 'ask'; request: 'start' | 'check-now' | 'halt' | 'abandon' | 'resume' | 'acknowledge' | 'go-to-console' }>)
  | (Who & Readonly<{ does: 'ask-from-page' }>)
  | (Who & Readonly<{ does: 'step-clock'; ms: number }>)
  | (Who & Readonly<{ does: 'take-claim' }>)
  | Readonly<{ does: 'world'; turn: Turn }>
  | Readonly<{ does: 'console-will'; answering: Answering }>;

const who = fc.constantFrom<0 | 1>(0, 0, 1);
const of = <T extends Command>(command: fc.Arbitrary<T>): fc.Arbitrary<Command> => command;
const wrong: readonly Partial<Values>[] = [
  { scope: [...PACKET.scope, 'all-tenants'] },
  { scope: [] },
  { end: '2026-11-24T07:00' },
  { tenant: 'tnt_7Q2K9A' },
  { end: '' },
  RIGHT,
  RIGHT,
];

export const COMMANDS: fc.Arbitrary<Command> = fc.oneof(
  { weight: 24, arbitrary: of(fc.record({ does: fc.constant('go-on'), who, times: fc.integer({ min: 1, max: 5 }) })) },
  { weight: 9, arbitrary: of(fc.record({ does: fc.constant('pass'), ms: fc.constantFrom(100, 350, 1_100, 1_100, 2_500, 6_500, 13_000) })) },
  {
    weight: 6,
    arbitrary: of(fc.record({ does: fc.constant('answer'), at: fc.nat(5), how: fc.constantFrom('done', 'done', 'done', 'lost', 'late') })),
  },
  { weight: 1, arbitrary: of(fc.constant({ does: 'deliver-late' })) },
  {
    weight: 7,
    arbitrary: of(
      fc.record({
        does: fc.constantFrom(
          'reload',
          'reload',
          'kill',
          'wake',
          'wake',
          'restart-browser',
          'reload',
          'close-tab',
          'console-answers',
          'console-answers',
          'warn',
          'clear-notices',
        ),
        who,
      }),
    ),
  },
  {
    weight: 5,
    arbitrary: of(fc.record({ does: fc.constant('change'), who, values: fc.constantFrom(...wrong), by: fc.constantFrom('hand', 'page') })),
  },
  {
    weight: 6,
    arbitrary: of(
      fc.record({
        does: fc.constant('press'),
        who,
        isTrusted: fc.constantFrom(true, true, true, false),
        isEarly: fc.constantFrom(false, false, true),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: of(
      fc.record({
        does: fc.constant('reach-for'),
        who,
        control: fc.constantFrom('draft', 'abandon', 'revoke'),
        isOtherTab: fc.constantFrom(false, false, true),
      }),
    ),
  },
  {
    weight: 5,
    arbitrary: of(
      fc.record({
        does: fc.constant('page-sends'),
        times: fc.constantFrom(1, 1, 1, 2, 3),
        who,
        isRight: fc.boolean(),
        isOtherTab: fc.constantFrom(false, false, true),
        isSeen: fc.boolean(),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: of(
      fc.record({
        does: fc.constant('ask'),
        who,
        request: fc.constantFrom('start', 'check-now', 'check-now', 'halt', 'abandon', 'resume', 'resume', 'acknowledge', 'go-to-console'),
      }),
    ),
  },
  { weight: 4, arbitrary: of(fc.record({ does: fc.constant('ask-from-page'), who })) },
  {
    weight: 1,
    arbitrary: of(
      fc.record({ does: fc.constant('step-clock'), who, ms: fc.constantFrom(-3_600_000, -40_000, -2_000, 2_000, 40_000, 3_600_000) }),
    ),
  },
  { weight: 1, arbitrary: of(fc.record({ does: fc.constant('take-claim'), who })) },
  { weight: 3, arbitrary: of(fc.record({ does: fc.constant('world'), turn: fc.constantFrom(...TURNS, 'restore', 'touch') })) },
  {
    weight: 2,
    arbitrary: of(
      fc.record({
        does: fc.constant('console-will'),
        answering: fc.constantFrom(
          'grants',
          'grants-silently',
          'refuses',
          'pends',
          'grants-broader',
          'says-yes-only',
          'no-grant-no-answer',
          'asks',
          'grants-and-asks',
        ),
      }),
    ),
  },
);

/** Does one command, and lets everything that it starts run as far as it can. */
export async function perform(world: World, command: Command): Promise<void> {
  note(world, 'who' in command ? world.machines[command.who] : null, `── ${JSON.stringify(command)}`);
  if (command.does === 'go-on') {
    for (let time = 0; time < command.times; time += 1) {
      goOn(world, world.machines[command.who]);
      await settle(world);
    }
    return;
  }
  if (command.does === 'pass') return pass(world, command.ms);
  act(world, command);
  await settle(world);
}

function act(world: World, command: Exclude<Command, { does: 'go-on' | 'pass' }>): void {
  switch (command.does) {
    case 'answer':
      [...world.held][command.at % Math.max(1, world.held.size)]?.settle(command.how);
      break;
    case 'deliver-late':
      world.late.shift()?.();
      break;
    case 'world':
      turn(world, command.turn);
      break;
    case 'console-will':
      world.answering = command.answering;
      break;
    default:
      actOn(world, world.machines[command.who], command);
      break;
  }
}

type Own = Extract<Command, Who>;

function actOn(world: World, machine: Machine, command: Exclude<Own, { does: 'go-on' }>): void {
  switch (command.does) {
    case 'kill':
      kill(world, machine);
      break;
    case 'wake':
      wake(world, machine);
      break;
    case 'restart-browser':
      restartBrowser(world, machine);
      break;
    case 'step-clock':
      machine.skewMs += command.ms;
      break;
    case 'take-claim':
      takeClaim(world, machine);
      break;
    case 'ask':
      ask(world, machine, command.request);
      break;
    default:
      actOnPage(world, machine, command);
      break;
  }
}

type OnPage = Exclude<Own, { does: 'go-on' | 'kill' | 'wake' | 'restart-browser' | 'step-clock' | 'take-claim' | 'ask' }>;

function actOnPage(world: World, machine: Machine, command: OnPage): void {
  const { tab } = machine;
  if (tab === null) return;
  switch (command.does) {
    case 'reload':
      arrive(machine, tab.screen);
      break;
    case 'close-tab':
      closeTab(machine);
      break;
    case 'console-answers':
      consoleAnswers(world, machine);
      break;
    case 'warn':
      tab.over = { ...tab.over, notices: ['Maintenance tonight'] };
      report(world, machine);
      break;
    case 'clear-notices':
      tab.over = {};
      report(world, machine);
      break;
    case 'change':
      // Only what stands on the screen can be changed; what was left stands with the console.
      tab.values =
        tab.screen === 'first' ? { ...tab.values, ...command.values } : { ...tab.values, ...command.values, tenant: tab.values.tenant };
      tab.changedBy = command.by;
      report(world, machine);
      break;
    case 'press':
      pressCommit(world, machine, command);
      break;
    case 'reach-for':
      reachFor(world, machine, command);
      break;
    case 'page-sends':
      // A burst: all of them are on their way before the worker hears of the first.
      for (let time = 0; time < command.times; time += 1) {
        sendCommit(world, machine, {
          isPress: false,
          values: command.isRight ? RIGHT : { ...RIGHT, scope: ['all-tenants'] },
          isOtherTab: command.isOtherTab,
          isSeen: command.isSeen,
        });
      }
      break;
    case 'ask-from-page':
      tell(machine, (context) => pageSaid(context, tab.id, { type: 'check-now' }));
      break;
  }
}
