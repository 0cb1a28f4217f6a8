import type { Found, Step } from './step.ts';

/** Steps that wait for different things and share no port, at the same time: one step, which ends with the last of them. */
export const together = (...steps: readonly Step[]): Step => ({
  name: steps.map(({ name }) => name).join(' and '),
  run: async (say, manner) => allOf(await Promise.all(steps.map(({ run }) => run(say, manner)))),
});

function allOf(found: readonly Found[]): Found {
  const passed = found.reduce((sum, one) => sum + one.passed, 0);
  const bad = found.filter((one) => !one.isGood);
  if (bad.length === 0) return { isGood: true, passed, lines: found.flatMap((one) => (one.isGood ? one.lines : [])) };
  const failed = bad.reduce((sum, one) => sum + one.failed, 0);
  return { isGood: false, passed, failed, output: bad.map(({ output }) => output.trimEnd()).join('\n\n') };
}
