import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { networkGate } from '../../../lib/browser/network-gate.ts';
import { smallProfile } from '../workflow/small-console.ts';

type Rule = Readonly<{ id: number }>;
type Change = Readonly<{ removeRuleIds?: readonly number[]; addRules?: readonly Rule[] }>;

/** The browser's session rules: a change takes its time to stand, and changes stand in their order. */
const session = vi.hoisted(() => ({ rules: new Map<number, Rule>(), tookMs: 0 }));

vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    declarativeNetRequest: {
      updateSessionRules: async ({ removeRuleIds = [], addRules = [] }: Change) => {
        await new Promise((resolve) => setTimeout(resolve, session.tookMs));
        for (const id of removeRuleIds) session.rules.delete(id);
        for (const rule of addRules) session.rules.set(rule.id, rule);
      },
    },
  },
}));

const FOR_MS = 2_500;
const isOpen = () => session.rules.size > 0;
const open = async () => {
  const opened = gate.openClass(smallProfile, 'step', 7, FOR_MS);
  await vi.advanceTimersByTimeAsync(session.tookMs);
  return opened;
};
let gate: ReturnType<typeof networkGate>;

beforeEach(() => {
  vi.useFakeTimers({ now: 10_000 });
  session.rules.clear();
  session.tookMs = 0;
  gate = networkGate(
    async () => [smallProfile],
    async () => null,
    () => true,
  );
});
afterEach(() => vi.useRealTimers());

describe('the window for a step', () => {
  it('counts from when its rule stands, on a browser that takes its time', async () => {
    session.tookMs = 2_000;
    expect(await open()).toBe(10_000 + 2_000 + FOR_MS);
    await vi.advanceTimersByTimeAsync(FOR_MS - 1);
    expect(isOpen()).toBe(true);
    await vi.advanceTimersByTimeAsync(1 + session.tookMs);
    expect(isOpen()).toBe(false);
  });

  it('is closed by the end of the request that it was for', async () => {
    await open();
    const closing = gate.closeWindow(Date.now());
    await vi.advanceTimersByTimeAsync(0);
    await closing;
    expect(isOpen()).toBe(false);
  });

  it('is not closed by the end of a request that began before it was asked for, and not by the time of the window before', async () => {
    await open();
    const begunAtMs = Date.now();
    await vi.advanceTimersByTimeAsync(FOR_MS - 100);
    await open();
    const closing = gate.closeWindow(begunAtMs);
    await vi.advanceTimersByTimeAsync(200);
    await closing;
    expect(isOpen()).toBe(true);
    await vi.advanceTimersByTimeAsync(FOR_MS);
    expect(isOpen()).toBe(false);
  });
});
