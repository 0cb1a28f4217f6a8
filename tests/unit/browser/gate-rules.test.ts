import { describe, expect, it } from 'vitest';
import { baseRules, releaseRules, tellingRule, windowRules } from '../../../lib/browser/gate-rules.ts';
import { smallProfile } from '../workflow/small-console.ts';

const rules = baseRules(smallProfile, 0, ['websocket']);

/** The rules that would stop a request; the browser compares without regard to capitals. */
function stopping(address: string, method: string): number {
  return rules.filter(
    ({ action, condition }) =>
      action.type === 'block' &&
      condition.resourceTypes === undefined &&
      condition.excludedRequestMethods?.includes(method) !== true &&
      new RegExp(condition.regexFilter ?? '', 'i').test(address),
  ).length;
}

describe('the closed base of a console', () => {
  it.each([
    'https://console.example/commit',
    'https://console.example/%63ommit',
    'https://console.example//x/../commit',
    'https://console.example./commit',
    'https://somebody@console.example/commit',
    'https://somebody:else@console.example./commit?a=1#b',
    'https://CONSOLE.example/commit',
  ])('stops what may change something at %s', (address) => {
    expect(stopping(address, 'post')).toBeGreaterThan(0);
    expect(stopping(address, 'lock')).toBeGreaterThan(0);
    expect(stopping(address, 'get')).toBe(0);
  });

  it.each([
    'https://console.example.evil/commit',
    'https://evil.example/console.example/commit',
    'https://evil.example/?a=https://console.example/commit',
    'https://other-console.example/commit',
    'http://console.example/commit',
    'https://console.example:8443/commit',
    'https://consolexexample/commit',
  ])('leaves %s alone', (address) => {
    expect(stopping(address, 'post')).toBe(0);
  });

  it.each(['wss://console.example/feed', 'wss://somebody@console.example./feed', 'https://console.example/feed'])(
    'stops a socket at %s, by whichever address the browser calls it',
    (address) => {
      const sockets = rules.filter(({ condition }) => condition.resourceTypes?.includes('websocket') && !condition.excludedResourceTypes);
      expect(sockets.some(({ condition }) => new RegExp(condition.regexFilter ?? '').test(address))).toBe(true);
      expect(sockets.some(({ condition }) => new RegExp(condition.regexFilter ?? '').test(address.replace('s://', '://')))).toBe(false);
    },
  );

  it('opens no socket by a class that reads, in which sockets begin', () => {
    const spec = {
      class: 'free',
      origin: 'https://console.example',
      methods: ['GET'],
      url: '/feed',
      bodyKey: null,
      body: null,
      exit: null,
    } as const;
    const opened = baseRules({ ...smallProfile, requests: [spec] }, 0, []).filter(({ action }) => action.type === 'allow');
    expect(opened).toHaveLength(1);
    expect(opened[0]?.condition.excludedResourceTypes).toContain('websocket');
  });

  it('lets pages of a described console tell of their sockets by a policy that stops nothing, and no page of another', () => {
    const { id, action, condition } = tellingRule(smallProfile, 2);
    expect(id).toBeGreaterThan(20_000);
    expect(action).toMatchObject({ responseHeaders: [{ header: expect.stringMatching(/Report-Only$/), operation: 'append' }] });
    const isTold = (address: string) => new RegExp(condition.regexFilter ?? '').test(address);
    expect([
      isTold('https://console.example/new'),
      isTold('https://other-console.example/'),
      isTold('https://x/?https://console.example/'),
    ]).toEqual([true, false, false]);
    expect(condition.resourceTypes).toEqual(['main_frame', 'sub_frame']);
  });

  it('stops a read request that names another method in its query, however it is written', () => {
    for (const query of ['_method=POST', 'a=1&_method=PUT', '%5Fmethod=POST', '_METHOD=delete']) {
      expect(stopping(`https://console.example/commit?${query}`, 'get')).toBe(1);
    }
    expect(stopping('https://console.example/search?q=the_method=x', 'get')).toBe(0);
    expect(stopping('https://console.example/search?method=x', 'get')).toBe(0);
  });
});

describe('a class of requests that is known by its query', () => {
  const [commit] = smallProfile.requests.filter((one) => one.class === 'commit');
  if (commit === undefined) throw new Error('the console has no commit');
  const opening = {
    execution: 'e',
    release: 'r',
    tabId: 7,
    tabsThere: null,
    untilMs: 1,
    idempotencyKey: 'k',
    isRight: () => true,
    letThrough: () => undefined,
  };

  const opens = (query: string | undefined, address: string) =>
    releaseRules({ ...smallProfile, requests: [{ ...commit, query }] }, opening, 1).every(({ condition }) =>
      new RegExp(condition.regexFilter ?? '').test(`https://console.example/commit${address}`),
    );

  it('that leaves from a new tab is opened for every tab that was not there, as a page of its own, and for no other', () => {
    const profile = { ...smallProfile, requests: [{ ...commit, by: 'navigation' as const, opens: 'new-tab' as const }] };
    const rules = releaseRules(profile, { ...opening, tabsThere: new Set([3, 7]) }, 1);
    const condition = { excludedTabIds: [3, 7], initiatorDomains: ['console.example'], resourceTypes: ['main_frame'] };
    expect(rules.map((rule) => rule.condition)).toMatchObject([condition, condition]);
    for (const rule of rules) expect(rule.condition).not.toHaveProperty('tabIds');
  });

  it('is opened by exactly that query', () => {
    for (const address of ['?route=/a.b', '?route=/a.b#c']) expect(opens('route=/a.b', address)).toBe(true);
    for (const address of ['', '?', '?route=/a.b&x=1', '?x=1&route=/a.b', '?route=/axb', '??route=/a.b', '?route=%2Fa.b', '/?route=/a.b'])
      expect(opens('route=/a.b', address)).toBe(false);
  });

  it('is opened without one where it must have none, and with any where nothing is said of it', () => {
    expect(opens('', '')).toBe(true);
    expect(opens('', '?a')).toBe(false);
    for (const address of ['', '?a', '?a#b', '#b']) expect(opens(undefined, address)).toBe(true);
    expect(opens(undefined, '/more')).toBe(false);
  });
});

describe('an opening', () => {
  const opening = { execution: 'e', release: 'r', tabId: 7, tabsThere: null, untilMs: 1, idempotencyKey: 'k' };
  it('is for what the console’s own pages send: a frame of another site, or its service worker, has no part in it', () => {
    const release = releaseRules(smallProfile, { ...opening, isRight: () => true, letThrough: () => undefined }, 1);
    const rules = [...release, ...windowRules(smallProfile, 'step', 7, 100)];
    expect(rules.length).toBeGreaterThan(2);
    for (const { condition } of rules) expect(condition.initiatorDomains).toEqual(['console.example']);
  });
});
