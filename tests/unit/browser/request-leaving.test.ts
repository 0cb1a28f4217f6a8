import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenRelease } from '../../../lib/browser/network-gate.ts';
import { watchRequests } from '../../../lib/browser/request-watch.ts';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import type { ObservedRequest, RequestEnd } from '../../../lib/ports/device.ts';
import { smallProfile } from '../workflow/small-console.ts';
import type { Details } from './web-request.ts';

const { browser, tell, begins, leaves } = await vi.hoisted(async () => (await import('./web-request.ts')).webRequestEvents());
vi.mock('../../../lib/browser/api.ts', () => ({ browser }));

const PAGE = 'https://console.example';
let profiles: readonly Profile[] | null = [smallProfile];
let release: OpenRelease | null = null;
let passed: string[] = [];
let ends: RequestEnd[] = [];

const start = () =>
  watchRequests(
    {
      profiles: () => profiles,
      mayBeGuarded: () => true,
      mayWait: false,
      read: Promise.resolve(),
      known: Promise.resolve(),
      release: () => release,
    },
    { began: () => undefined, left: () => undefined, ended: (end) => void ends.push(end) },
  );

beforeEach(() => {
  profiles = [smallProfile];
  passed = [];
  ends = [];
  const isRight = ({ body }: ObservedRequest) => body?.tenant?.[0] === 'right';
  const letThrough = ({ requestId }: ObservedRequest) => void passed.push(requestId);
  const opening = { execution: 'x', release: 'r', tabId: 7, tabsThere: null, untilMs: Date.now() + 60_000, idempotencyKey: 'k' };
  release = { opening: { ...opening, isRight, letThrough }, isSpent: false };
  start();
});

const commit = (requestId: string, over: Readonly<Record<string, unknown>> = {}): Details => ({
  requestId,
  tabId: 7,
  url: `${PAGE}/commit`,
  method: 'POST',
  type: 'main_frame',
  timeStamp: 0,
  initiator: PAGE,
  requestBody: { formData: { tenant: ['right'] } },
  ...over,
});
describe('a commit whose headers were sent', () => {
  it.each(['net::ERR_BLOCKED_BY_RESPONSE', 'net::ERR_BLOCKED_BY_ORB', 'net::ERR_BLOCKED_BY_CLIENT', 'NS_ERROR_ABORT'])(
    'was not stopped, whatever kept the answer from its page: %s',
    async (error) => {
      begins(commit('1'));
      tell('onSendHeaders', commit('1'));
      tell('onErrorOccurred', commit('1', { error }));
      await Promise.resolve();
      expect(ends).toMatchObject([{ requestId: '1', wasBlocked: false, error }]);
    },
  );

  it('was not stopped where what its answer sends it on to is', async () => {
    begins(commit('1'));
    tell('onSendHeaders', commit('1'));
    tell('onBeforeRedirect', commit('1', { redirectUrl: `${PAGE}/commit`, statusCode: 307 }));
    begins(commit('1'));
    tell('onErrorOccurred', commit('1', { error: 'net::ERR_BLOCKED_BY_CLIENT' }));
    await Promise.resolve();
    expect(ends.map(({ wasBlocked }) => wasBlocked)).toEqual([false, false]);
  });

  it('is told apart from one that a rule stopped before', async () => {
    begins(commit('1'));
    tell('onErrorOccurred', commit('1', { error: 'net::ERR_BLOCKED_BY_CLIENT' }));
    await Promise.resolve();
    expect(ends).toMatchObject([{ requestId: '1', wasBlocked: true }]);
  });
});

describe('the blocking listener', () => {
  it('lets one out of however many a page begins at once', () => {
    const many = Array.from({ length: 600 }, (_, index) => commit(`${index}`));
    for (const one of many) begins(one);
    expect(many.filter(leaves)).toHaveLength(1);
    expect(passed).toHaveLength(1);
  });

  it('lets nothing leave that a worker before this one judged', async () => {
    expect(begins(commit('1'))).toBe(true);
    release = null;
    profiles = null;
    start();
    expect(leaves(commit('1'))).toBe(false);
    profiles = [smallProfile];
    expect(leaves(commit('1'))).toBe(false);
  });

  it('lets the one that is out send its headers again, as after a proxy has asked who is there', () => {
    begins(commit('1'));
    expect([leaves(commit('1')), leaves(commit('1'))]).toEqual([true, true]);
    expect(passed).toEqual(['1']);
  });

  it('leaves alone what is no commit, and what is ours or somebody else’s', () => {
    const step = smallProfile.requests.find((one) => one.class === 'step');
    if (step === undefined) throw new Error('the console has no step');
    const going = commit('2', { url: `${step.origin}${step.url}`, method: step.methods[0] });
    expect([begins(going), leaves(going)]).toEqual([true, true]);
    expect(leaves(commit('3', { url: 'https://elsewhere.example/commit' }))).toBe(true);
    profiles = null;
    expect(leaves(commit('4', { initiator: 'moz-extension://host' }))).toBe(true);
  });

  it('takes a request for a commit where any profile of that console says that it is one', () => {
    const freed: Profile = { ...smallProfile, id: 'other', requests: smallProfile.requests.map((one) => ({ ...one, class: 'free' })) };
    profiles = [freed, smallProfile];
    release = null;
    expect(begins(commit('1'))).toBe(false);
  });
});
