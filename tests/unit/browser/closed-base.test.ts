import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closedNow, networkGate } from '../../../lib/browser/network-gate.ts';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import { smallProfile } from '../workflow/small-console.ts';

type Rule = Readonly<{ id: number; action: Readonly<{ type: string }>; condition: Readonly<{ regexFilter?: string }> }>;
type Change = Readonly<{ removeRuleIds?: readonly number[]; addRules?: readonly Rule[] }>;

/** The browser's dynamic rules, as it keeps them: a change is taken whole or refused, and an id is there once. */
const fake = vi.hoisted(() => ({ rules: new Map<number, Rule>(), scripts: [] as string[] }));
const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), 1));

vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    runtime: { id: 'countersign' },
    permissions: { contains: async () => true },
    scripting: {
      getRegisteredContentScripts: async ({ ids }: Readonly<{ ids?: readonly string[] }> = {}) =>
        fake.scripts.filter((id) => ids?.includes(id) ?? true).map((id) => ({ id })),
      unregisterContentScripts: async ({ ids }: Readonly<{ ids: readonly string[] }>) => {
        fake.scripts = fake.scripts.filter((id) => !ids.includes(id));
      },
      registerContentScripts: async (all: readonly Readonly<{ id: string }>[]) => void fake.scripts.push(...all.map(({ id }) => id)),
      updateContentScripts: async () => undefined,
    },
    declarativeNetRequest: {
      getDynamicRules: () => later([...fake.rules.values()]),
      updateDynamicRules: async ({ removeRuleIds = [], addRules = [] }: Change) => {
        await later(null);
        const next = new Map([...fake.rules].filter(([id]) => !removeRuleIds.includes(id)));
        for (const rule of addRules) {
          if (next.has(rule.id)) throw new Error(`Rule with id ${rule.id} does not have a unique ID.`);
          next.set(rule.id, rule);
        }
        fake.rules = next;
      },
    },
  },
}));

type Described = Awaited<ReturnType<Parameters<typeof networkGate>[1]>>;
const gateOf = (profiles: () => readonly Profile[], { described = null, isSettled = () => true }: GateOf = {}) =>
  networkGate(
    async () => profiles(),
    async () => described,
    isSettled,
  );
type GateOf = Readonly<{ described?: Described; isSettled?: () => boolean }>;
const FREE = {
  ...smallProfile.requests[0],
  class: 'free',
  origin: 'https://console.example',
  methods: ['POST'],
  url: '/commit',
} as Profile['requests'][number];
const HEARTBEAT = { ...FREE, url: '/heartbeat' };
const opened = () => [...fake.rules.values()].filter(({ action }) => action.type === 'allow').map(({ condition }) => condition.regexFilter);

beforeEach(() => {
  fake.rules = new Map();
  fake.scripts = [];
});

describe('the closed base', () => {
  it('stands for all consoles, however many ask for it at once', async () => {
    const other: Profile = { ...smallProfile, id: 'other', where: { ...smallProfile.where, pageOrigins: ['https://other.example'] } };
    let known: readonly Profile[] = [smallProfile];
    const gate = gateOf(() => known);
    const first = gate.guard(smallProfile);
    known = [smallProfile, other];
    await Promise.all([first, gate.guard(smallProfile), gate.guard(other)]);
    expect(await gate.faults(smallProfile)).toEqual([]);
    expect(await gate.faults(other)).toEqual([]);
  });

  it('has the panel on the pages of two profiles that have one id, such as a version and the one before it', async () => {
    const moved: Profile = { ...smallProfile, where: { ...smallProfile.where, pageOrigins: ['https://moved.example'] } };
    const gate = gateOf(() => [smallProfile, moved]);
    await gate.guard(smallProfile);
    expect(await gate.faults(moved)).toContain('the panel is not registered for this console');
    await gate.guard(moved);
    expect([await gate.faults(smallProfile), await gate.faults(moved)]).toEqual([[], []]);
    expect(fake.scripts).toHaveLength(4);
  });

  it('has it once on a page that two profiles describe', async () => {
    const loose: Profile = { ...smallProfile, id: 'loose' };
    const gate = gateOf(() => [smallProfile, loose]);
    await gate.guard(smallProfile);
    await gate.guard(loose);
    expect(fake.scripts).toHaveLength(2);
  });

  it('is not opened for a console by what another profile of the same console calls free', async () => {
    const loose: Profile = { ...smallProfile, id: 'loose', requests: [FREE, HEARTBEAT] };
    const strict: Profile = { ...smallProfile, requests: [...smallProfile.requests, HEARTBEAT] };
    const gate = gateOf(() => [loose, strict]);
    await gate.guard(strict);
    expect(opened().some((filter) => new RegExp(filter ?? '').test('https://console.example/commit'))).toBe(false);
    expect(opened().some((filter) => new RegExp(filter ?? '').test('https://console.example/heartbeat'))).toBe(true);
    expect(await gate.faults(strict)).toEqual([]);
  });

  it('of one profile opens what that calls free', async () => {
    const gate = gateOf(() => [{ ...smallProfile, requests: [HEARTBEAT] }]);
    await gate.renew();
    expect(opened()).toHaveLength(1);
  });

  it('is not opened, nor closed to what a profile calls free, by a console of the same origin that is being described', async () => {
    const { where } = smallProfile;
    const real: Profile = { ...smallProfile, requests: [HEARTBEAT] };
    await gateOf(() => [real], { described: { where, requests: [] } }).renew();
    expect(opened()).toHaveLength(1);
    await gateOf(() => [real], { described: { where, requests: [FREE, HEARTBEAT] } }).renew();
    expect(opened().some((filter) => new RegExp(filter ?? '').test('https://console.example/commit'))).toBe(false);
    expect(opened().every((filter) => new RegExp(filter ?? '').test('https://console.example/heartbeat'))).toBe(true);
  });
});

describe('the rules of a console', () => {
  /** The browser tells each rule back as this makes of it. */
  const told = async (as: (rule: Rule) => unknown) => {
    const gate = gateOf(() => [smallProfile]);
    await gate.guard(smallProfile);
    fake.rules = new Map([...fake.rules].map(([id, rule]) => [id, as(rule) as Rule]));
    return (await gate.faults(smallProfile)).length === 0;
  };
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned).reverse();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, one]) => [key, turned(one)])
        .reverse(),
    );
  };

  it('are intact as Firefox tells them, with null for what a rule does not say, and in whatever order', async () => {
    const none = { urlFilter: null, domainType: null, initiatorDomains: null, tabIds: null };
    expect(await told((rule) => ({ ...rule, action: { ...rule.action, redirect: null }, condition: { ...none, ...rule.condition } }))).toBe(
      true,
    );
    expect(await told((rule) => turned(rule))).toBe(true);
  });

  it.each<[string, (rule: Rule) => unknown]>([
    ['leave a method out', ({ condition, ...rest }) => ({ ...rest, condition: { ...condition, excludedRequestMethods: ['get', 'post'] } })],
    ['are for other kinds of request', ({ condition, ...rest }) => ({ ...rest, condition: { ...condition, resourceTypes: ['script'] } })],
    ['are for one tab', ({ condition, ...rest }) => ({ ...rest, condition: { ...condition, tabIds: [7] } })],
    ['stand behind others', (rule) => ({ ...rule, priority: 0 })],
    ['take another header off', (rule) => ({ ...rule, action: { ...rule.action, requestHeaders: [] } })],
  ])('are not intact where they %s', async (_, as) => {
    expect(await told(as)).toBe(false);
  });

  it('say what is closed where no profile can be read', async () => {
    await gateOf(() => [{ ...smallProfile, requests: [HEARTBEAT] }]).renew();
    const isClosed = await closedNow();
    expect(['https://console.example/commit', 'https://x@CONSOLE.example./commit', 'https://cases.example/commit'].map(isClosed)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a console that no profile describes any more', () => {
  const other: Profile = { ...smallProfile, id: 'other', where: { ...smallProfile.where, pageOrigins: ['https://other.example'] } };
  const closed = () =>
    [...fake.rules.values()].filter(({ action }) => action.type === 'block').map(({ condition }) => condition.regexFilter);
  const isClosed = (address: string) => closed().some((filter) => new RegExp(filter ?? '').test(address));

  it('is let go of, also where it was the only one', async () => {
    let known: readonly Profile[] = [smallProfile];
    const gate = gateOf(() => known);
    await gate.guard(smallProfile);
    known = [];
    await gate.letGo();
    expect([...fake.rules]).toEqual([]);
    expect(fake.scripts).toEqual([]);
  });

  it('is let go of alone: the others stay closed, and what is being described keeps its script', async () => {
    let known: readonly Profile[] = [smallProfile, other];
    const gate = gateOf(() => known);
    for (const one of known) await gate.guard(one);
    fake.scripts.push('describe');
    known = [other];
    await gate.letGo();
    expect([isClosed('https://console.example/commit'), isClosed('https://other.example/commit')]).toEqual([false, true]);
    expect(fake.scripts).toEqual(['page-room:https://other.example/*', 'dialogs:https://other.example/*', 'describe']);
  });

  it('stays closed as long as it is not known what is open, however often the rules are put in anew', async () => {
    let known: readonly Profile[] = [smallProfile];
    let isSettled = true;
    const gate = gateOf(() => known, { isSettled: () => isSettled });
    await gate.guard(smallProfile);
    known = [other];
    isSettled = false;
    for (let time = 0; time < 3; time += 1) await gate.guard(other);
    await gate.letGo();
    expect(isClosed('https://console.example/commit')).toBe(true);
    expect(fake.scripts).toContain('page-room:https://console.example/*');
    expect(new Set(closed()).size).toBe(closed().length);
    isSettled = true;
    await gate.letGo();
    expect(isClosed('https://console.example/commit')).toBe(false);
    expect(await gate.faults(other)).toEqual([]);
  });
});
