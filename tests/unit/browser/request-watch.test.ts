import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenRelease } from '../../../lib/browser/network-gate.ts';
import { watchRequests } from '../../../lib/browser/request-watch.ts';
import type { ObservedRequest } from '../../../lib/ports/device.ts';
import { smallProfile } from '../workflow/small-console.ts';
import type { Details } from './web-request.ts';

const { browser, tell, begins, leaves } = await vi.hoisted(async () => (await import('./web-request.ts')).webRequestEvents());
vi.mock('../../../lib/browser/api.ts', () => ({ browser }));

const UNTIL_MS = 60_000;
let release: OpenRelease | null = null;
let passed: string[] = [];
let told: string[] = [];
let over: string[] = [];

beforeEach(() => {
  passed = [];
  told = [];
  over = [];
  const isRight = ({ body }: ObservedRequest) => body?.tenant?.[0] === 'right';
  const letThrough = ({ requestId }: ObservedRequest) => void passed.push(requestId);
  const untilMs = Date.now() + UNTIL_MS;
  const opening = { execution: 'x', release: 'r', tabId: 7, tabsThere: null, untilMs, idempotencyKey: 'k', isRight, letThrough };
  release = { opening, isSpent: false };
  watchRequests(
    {
      profiles: () => [smallProfile],
      mayBeGuarded: () => true,
      mayWait: false,
      read: Promise.resolve(),
      known: Promise.resolve(),
      release: () => release,
    },
    { began: ({ requestId }) => void told.push(requestId), left: () => undefined, ended: ({ requestId }) => void over.push(requestId) },
  );
});

const url = 'https://console.example/commit';
const commit = (requestId: string, over: Readonly<{ tabId?: number; tenant?: string }> = {}): Details => ({
  requestId,
  tabId: over.tabId ?? 7,
  url,
  method: 'POST',
  timeStamp: 0,
  requestBody: { formData: { tenant: [over.tenant ?? 'right'] } },
});
describe('where the browser grants blocking listeners, a release', () => {
  it('lets the first commit that leaves out, and says so; one that began beside it stays', async () => {
    expect([begins(commit('1')), begins(commit('2'))]).toEqual([true, true]);
    expect([leaves(commit('2')), leaves(commit('1'))]).toEqual([true, false]);
    expect(passed).toEqual(['2']);
    expect(begins(commit('3'))).toBe(false);
    await Promise.resolve();
    expect(told).toEqual(['1', '2', '2', '3']);
  });

  it('is not spent by a request that begins and does not leave: the page’s service worker sends it anew', () => {
    expect(begins(commit('page'))).toBe(true);
    expect(begins(commit('worker', { tabId: -1 }))).toBe(true);
    expect(leaves(commit('worker', { tabId: -1 }))).toBe(true);
    expect(passed).toEqual(['worker']);
  });

  it('lets a request out that is shown twice before it leaves, once', () => {
    expect([begins(commit('1')), begins(commit('1'))]).toEqual([true, true]);
    expect(leaves(commit('1'))).toBe(true);
    expect(begins(commit('1'))).toBe(false);
    expect(passed).toEqual(['1']);
  });

  it.each([
    ['another body', commit('1', { tenant: 'wrong' })],
    ['another tab', commit('1', { tabId: 8 })],
  ])('lets nothing out with %s', (_, details) => {
    expect(begins(details)).toBe(false);
  });

  it('of a commit that leaves from a new tab lets it out of one that was not there, and of no other', () => {
    if (release === null) throw new Error('there is no release');
    release = { ...release, opening: { ...release.opening, tabsThere: new Set([7, 8]) } };
    expect([begins(commit('1', { tabId: 8 })), begins(commit('2', { tabId: 9 }))]).toEqual([false, true]);
    expect(leaves(commit('2', { tabId: 9 }))).toBe(true);
    expect(begins(commit('3', { tabId: 10 }))).toBe(false);
    expect(passed).toEqual(['2']);
  });

  it('that was taken back between beginning and leaving lets nothing out', () => {
    expect(begins(commit('1'))).toBe(true);
    release = null;
    expect(leaves(commit('1'))).toBe(false);
    expect(passed).toEqual([]);
  });
});

describe('a request of our own', () => {
  it('is none of the console’s, wherever the outside systems stand', async () => {
    release = null;
    expect(begins({ ...commit('1'), tabId: -1, initiator: 'moz-extension://host' })).toBe(true);
    await Promise.resolve();
    expect(told).toEqual([]);
  });
});

describe('a request that is redirected', () => {
  const redirected = async (over: Readonly<{ redirectUrl: string; statusCode: number }>) => {
    begins(commit('1'));
    tell('onBeforeRedirect', { ...commit('1'), ...over });
    await Promise.resolve();
  };

  it('goes on where it is only handed to the page’s service worker', async () => {
    await redirected({ redirectUrl: url, statusCode: 0 });
    expect(over).toEqual([]);
  });

  it.each([
    ['to another address', { redirectUrl: `${url}/done`, statusCode: 303 }],
    ['to its own address, by the server', { redirectUrl: url, statusCode: 303 }],
  ])('has ended where it is answered with a way %s', async (_, answer) => {
    await redirected(answer);
    expect(over).toEqual(['1']);
  });
});
