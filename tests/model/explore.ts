import fc from 'fast-check';
import { COMMANDS, type Command, perform } from './commands.ts';
import { AIMS, FATES, type Fault } from './faults.ts';
import { heal } from './heal.ts';
import type { InvariantName } from './invariant-names.ts';
import { forgetLines } from './quick-journal.ts';
import { wake } from './worker-life.ts';
import { newWorld, type Setting, type Violation, violate, type World } from './world.ts';

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      who: fc.constantFrom<0 | 1>(0, 0, 0, 1),
      call: fc.constantFrom(...AIMS),
      nth: fc.nat(2),
      fate: fc.constantFrom(...FATES, 'hold'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constantFrom<0 | 1>(0, 0, 0, 1),
      call: fc.constant('*'),
      nth: fc.nat(140),
      fate: fc.constantFrom('hold', 'crash-before', 'crash-after'),
    }),
  },
);
const level = fc.constantFrom('best-effort', 'one-shot');
const setting: fc.Arbitrary<Setting> = fc.record({
  isOnePerson: fc.boolean(),
  enforcement: fc.tuple(level, level),
  faults: fc.array(fault, { maxLength: 4, size: 'max' }),
  head: fc.constantFrom(0, 0, 3, 5, 5, 6, 6, 6),
});
const commands = fc.array(COMMANDS, { minLength: 4, maxLength: 16, size: 'max' });

export type Explored = Readonly<{
  runs: number;
  seen: readonly string[];
  failure: Readonly<{ invariant: InvariantName; says: string; trace: readonly string[] }> | null;
}>;

/** Plays as many random interleavings as asked for, until one breaks an invariant; that one is made small and told. */
export async function explore(runs: number, seed: number, isShrinking: boolean): Promise<Explored> {
  const seen = new Set<string>();
  let count = 0;
  let last: readonly Violation[] = [];
  const details = await fc.check(
    fc.asyncProperty(setting, commands, async (given, all) => {
      count += 1;
      const world = await play(given, all, null);
      for (const one of world.seen) seen.add(one);
      if (world.violations.length > 0) last = world.violations;
      return world.violations.length === 0;
    }),
    { numRuns: runs, seed, endOnFailure: !isShrinking },
  );
  if (!details.failed) return { runs: count, seen: [...seen], failure: null };
  if (details.counterexample === null) throw new Error(`the model itself failed: ${String(details.errorInstance)}`);
  const [given, all] = details.counterexample;
  const trace: string[] = [JSON.stringify(given)];
  const again = (await play(given, all, trace)).violations;
  const [first] = again.length > 0 ? again : last;
  if (first === undefined) throw new Error('a failure that says nothing');
  if (again.length === 0) trace.push('played again, it does not come back: the walk itself is not the same twice');
  return { runs: count, seen: [...seen], failure: { ...first, trace } };
}

/** One run, from two idle machines to the end of everything that was begun. */
async function play(given: Setting, all: readonly Command[], trace: string[] | null): Promise<World> {
  forgetLines();
  const world = newWorld(given, trace);
  const onFault = (error: unknown) => violate(world, 'no-fault', error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on('unhandledRejection', onFault);
  try {
    for (const machine of world.machines) wake(world, machine);
    if (given.head > 0) await perform(world, { does: 'go-on', who: 0, times: given.head });
    for (const command of all) {
      await perform(world, command);
      if (world.violations.length > 0) return world;
    }
    await heal(world);
  } finally {
    process.off('unhandledRejection', onFault);
  }
  return world;
}
