import type { Step } from './step.ts';

/** Runs the steps one after the other and stops at the first that fails. The last line counts the tests. */
export async function runSteps(steps: readonly Step[]): Promise<number> {
  const startedAtMs = performance.now();
  const closing: string[] = [];
  let passed = 0;
  for (const { name, run } of steps) {
    console.log(`… ${name}`);
    const beganAtMs = performance.now();
    const found = await run((line) => console.log(`    ${line}`));
    passed += found.passed;
    if (!found.isGood) {
      console.log(`${found.output.trimEnd()}\n✗ ${name}, ${seconds(beganAtMs)}`);
      console.log(`\n${passed} passed, ${found.failed} failed`);
      return 1;
    }
    console.log(`✓ ${name}, ${seconds(beganAtMs)}`);
    for (const line of found.lines) closing.push(`${name.padEnd(20)} ${line.trim()}`);
  }
  console.log(`\n${closing.join('\n')}\n\nAll of it took ${seconds(startedAtMs)}.\n\n${passed} passed, 0 failed`);
  return 0;
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
