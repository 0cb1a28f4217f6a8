import type { Manner, Parts, Step } from './step.ts';

/** What a row of steps came to: how many tests passed, what closes the good ones, and those that failed. */
type Outcome = Readonly<{ passed: number; closing: readonly string[]; bad: readonly Bad[] }>;
type Bad = Readonly<{ says: string; failed: number }>;

/** Runs the steps, and stops at the first that fails unless the parts go on. The last line counts the tests. */
export async function runSteps({ inTurn, beside, goesOn }: Parts): Promise<number> {
  const startedAtMs = performance.now();
  const ending = new AbortController();
  const { signal } = ending;
  let isOver = false;
  const rowOf = async (steps: readonly Step[], isBeside: boolean): Promise<Outcome> => {
    const outcome = await runRow(steps, { signal, isBeside }, { isOver: () => isOver, goesOn: goesOn === true });
    isOver ||= outcome.bad.length > 0 && goesOn !== true;
    return outcome;
  };
  const aside = rowOf(beside, true);
  const first = await rowOf(inTurn, false);
  if (isOver) ending.abort();
  const outcomes = [first, await aside];
  const passed = outcomes.reduce((sum, one) => sum + one.passed, 0);
  // Where it ended early, the rest was broken off.
  const bad = outcomes.flatMap((one) => one.bad).slice(0, isOver ? 1 : undefined);
  if (bad.length === 0)
    console.log(`\n${outcomes.flatMap(({ closing }) => closing).join('\n')}\n\nAll of it took ${seconds(startedAtMs)}.`);
  else console.log(bad.map(({ says }) => says).join('\n\n'));
  console.log(`\n${passed} passed, ${bad.reduce((sum, { failed }) => sum + failed, 0)} failed`);
  return bad.length === 0 ? 0 : 1;
}

type Going = Readonly<{ isOver: () => boolean; goesOn: boolean }>;

async function runRow(steps: readonly Step[], manner: Manner, { isOver, goesOn }: Going): Promise<Outcome> {
  const closing: string[] = [];
  const bad: Bad[] = [];
  let passed = 0;
  for (const { name, run } of steps) {
    if (isOver() || (bad.length > 0 && !goesOn)) break;
    console.log(manner.isBeside ? `… ${name}, beside the others` : `… ${name}`);
    const beganAtMs = performance.now();
    const found = await run((line) => console.log(`    ${line}`), manner);
    passed += found.passed;
    const took = `${name}, ${seconds(beganAtMs)}`;
    if (found.isGood) {
      console.log(`✓ ${took}`);
      for (const line of found.lines) closing.push(`${name.padEnd(20)} ${line.trim()}`);
    } else {
      bad.push({ says: `${found.output.trimEnd()}\n✗ ${took}`, failed: found.failed });
      if (goesOn) console.log(`✗ ${took}: told at the end`);
    }
  }
  return { passed, closing, bad };
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
