import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { networkGate } from '../../../lib/browser/network-gate.ts';
import type { GateOpening } from '../../../lib/ports/device.ts';
import { smallProfile } from '../workflow/small-console.ts';

type Rule = Readonly<{ id: number; condition: Readonly<{ regexFilter: string }> }>;
type Change = Readonly<{ removeRuleIds?: readonly number[]; addRules?: readonly Rule[] }>;

/** The browser's session rules: a change takes its time to stand, and changes stand in their order. */
const session = vi.hoisted(() => ({ rules: new Map<number, Rule>(), tookMs: 0 }));

vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    declarativeNetRequest: {
      getSessionRules: async () => [...session.rules.values()],
      updateSessionRules: async ({ removeRuleIds = [], addRules = [] }: Change) => {
        await new Promise((resolve) => setTimeout(resolve, session.tookMs));
        for (const id of removeRuleIds) session.rules.delete(id);
        for (const rule of addRules) session.rules.set(rule.id, rule);
      },
    },
  },
}));

const OPENING: GateOpening = {
  execution: 'x',
  release: 'r',
  tabId: 7,
  tabsThere: null,
  untilMs: 30_000,
  idempotencyKey: 'k',
  isRight: () => true,
  letThrough: () => undefined,
};
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

describe('the release', () => {
  const opened = async (act: () => Promise<unknown>) => {
    const done = act();
    await vi.advanceTimersByTimeAsync(0);
    await done;
  };
  const isReleased = () => [...session.rules.values()].some(({ condition }) => condition.regexFilter.includes('/commit'));

  it.each(['exit', 'revoke', 'step', 'back'] as const)(
    'stands while a window for %s is opened beside it, and after its end',
    async (kind) => {
      await opened(() => gate.open(smallProfile, OPENING));
      const alone = session.rules.size;
      await opened(() => gate.openClass(smallProfile, kind, 8, FOR_MS));
      expect([isReleased(), session.rules.size > alone]).toEqual([true, true]);
      await vi.advanceTimersByTimeAsync(FOR_MS + 1);
      expect([isReleased(), session.rules.size]).toEqual([true, alone]);
    },
  );

  it('is not taken away by another execution that closes its own, which is gone since this one stands', async () => {
    await opened(() => gate.open(smallProfile, OPENING));
    session.tookMs = 100;
    let isClosed = false;
    const opening = gate.open(smallProfile, { ...OPENING, execution: 'y' });
    const closing = gate.close('x').then(() => {
      isClosed = true;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all([opening, closing]);
    expect([isOpen(), isClosed, gate.release()?.opening.execution]).toEqual([true, true, 'y']);
    session.tookMs = 0;
    await opened(() => gate.close('y'));
    expect([isOpen(), gate.release()]).toEqual([false, null]);
  });

  it('ends a window that stands', async () => {
    await open();
    await opened(() => gate.open(smallProfile, OPENING));
    expect([...session.rules.values()].every(({ condition }) => condition.regexFilter.includes('/commit'))).toBe(true);
  });
});
