import type { Manner, Parts, Step } from './step.ts';

/** What a row of steps came to: how many tests passed, what closes the good ones, and the step that ended it early. */
type Outcome = Readonly<{ passed: number; closing: readonly string[]; bad: Readonly<{ says: string; failed: number }> | null }>;

/** Runs the steps, and stops at the first that fails. The last line counts the tests. */
export async function runSteps({ inTurn, beside }: Parts): Promise<number> {
  const startedAtMs = performance.now();
  const ending = new AbortController();
  const { signal } = ending;
  let isOver = false;
  const aside = runRow(beside, { signal, isBeside: true }, () => isOver).then((outcome) => {
    isOver = outcome.bad !== null;
    return outcome;
  });
  const first = await runRow(inTurn, { signal, isBeside: false }, () => isOver);
  if (first.bad !== null) {
    isOver = true;
    ending.abort();
  }
  const outcomes = [first, await aside];
  const passed = outcomes.reduce((sum, one) => sum + one.passed, 0);
  const bad = outcomes.find((one) => one.bad !== null)?.bad ?? null;
  if (bad === null) console.log(`\n${outcomes.flatMap(({ closing }) => closing).join('\n')}\n\nAll of it took ${seconds(startedAtMs)}.`);
  else console.log(bad.says);
  console.log(`\n${passed} passed, ${bad?.failed ?? 0} failed`);
  return bad === null ? 0 : 1;
}

async function runRow(steps: readonly Step[], manner: Manner, isOver: () => boolean): Promise<Outcome> {
  const closing: string[] = [];
  let passed = 0;
  for (const { name, run } of steps) {
    if (isOver()) break;
    console.log(manner.isBeside ? `… ${name}, beside the others` : `… ${name}`);
    const beganAtMs = performance.now();
    const found = await run((line) => console.log(`    ${line}`), manner);
    passed += found.passed;
    const took = seconds(beganAtMs);
    if (!found.isGood) return { passed, closing, bad: { says: `${found.output.trimEnd()}\n✗ ${name}, ${took}`, failed: found.failed } };
    console.log(`✓ ${name}, ${took}`);
    for (const line of found.lines) closing.push(`${name.padEnd(20)} ${line.trim()}`);
  }
  return { passed, closing, bad: null };
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
