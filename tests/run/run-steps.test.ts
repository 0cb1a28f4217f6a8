import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runSteps } from './run-steps.ts';
import type { Found, Step } from './step.ts';
import { together } from './together.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    printed += `${line}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

const good = (passed: number): Found => ({ isGood: true, passed, lines: [`${passed} of them`] });
const bad: Found = { isGood: false, passed: 1, failed: 2, output: 'what went wrong' };
const step = (name: string, found: Found): Step => ({
  name,
  run: vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return found;
  }),
});
/** Goes on until it is ended. */
const endless: Step = {
  name: 'endless',
  run: (_, { signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(bad))),
};

describe('the steps of the tests', () => {
  it('are counted together, those that run beside the others too', async () => {
    const code = await runSteps({ inTurn: [step('one', good(1)), step('two', good(2))], beside: [step('aside', good(4))] });
    expect(code).toBe(0);
    expect(printed).toContain('4 of them');
    expect(printed.trimEnd().split('\n').at(-1)).toBe('7 passed, 0 failed');
  });

  it('end at the first that fails, and whatever runs beside it is ended', async () => {
    const after = step('after', good(1));
    const code = await runSteps({ inTurn: [step('one', good(3)), step('wrong', bad), after], beside: [endless] });
    expect(code).toBe(1);
    expect(after.run).not.toHaveBeenCalled();
    expect(printed).toMatch(/what went wrong\n✗ wrong, [\d.]+ s\n\n5 passed, 2 failed\n$/);
  });

  it('end when one fails that runs beside them: what has begun ends first, and nothing more begins', async () => {
    const after = step('after', good(1));
    const code = await runSteps({
      inTurn: [step('one', good(3)), step('two', good(0)), after],
      beside: [step('wrong', bad), step('next', good(1))],
    });
    expect(code).toBe(1);
    expect(after.run).not.toHaveBeenCalled();
    expect(printed).toMatch(/what went wrong\n✗ wrong, [\d.]+ s\n\n4 passed, 2 failed\n$/);
  });

  it('go on after one that fails where they are to, and every one that failed is told and counted at the end', async () => {
    const after = step('after', good(1));
    const code = await runSteps({
      inTurn: [step('wrong', bad), after, step('again', bad)],
      beside: [step('aside', good(1))],
      goesOn: true,
    });
    expect(code).toBe(1);
    expect(after.run).toHaveBeenCalledOnce();
    expect(printed).toMatch(/what went wrong\n✗ wrong, [\d.]+ s\n\nwhat went wrong\n✗ again, [\d.]+ s\n\n4 passed, 4 failed\n$/);
  });

  it('tell each whether others run at the same time', async () => {
    const [alone, aside] = [step('alone', good(1)), step('aside', good(1))];
    await runSteps({ inTurn: [alone], beside: [aside] });
    expect(alone.run).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ isBeside: false }));
    expect(aside.run).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ isBeside: true }));
  });

  it('run at the same time where they are put together, and every one that failed is told and counted', async () => {
    const other: Found = { isGood: false, passed: 3, failed: 1, output: 'what else' };
    expect(await runSteps({ inTurn: [together(step('one', good(1)), step('two', good(2)))], beside: [] })).toBe(0);
    expect(printed).toMatch(/1 of them\n.*2 of them[\s\S]*\n3 passed, 0 failed\n$/);
    printed = '';
    expect(await runSteps({ inTurn: [together(step('one', bad), step('two', good(2)), step('three', other))], beside: [] })).toBe(1);
    expect(printed).toMatch(/what went wrong\n\nwhat else\n✗ one and two and three, [\d.]+ s\n\n6 passed, 3 failed\n$/);
  });
});
