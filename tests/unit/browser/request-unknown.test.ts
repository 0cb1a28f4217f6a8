import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchRequests } from '../../../lib/browser/request-watch.ts';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import type { ObservedRequest } from '../../../lib/ports/device.ts';
import { smallProfile } from '../workflow/small-console.ts';
import type { Details } from './web-request.ts';

const { browser, tell, begins, leaves, waits } = await vi.hoisted(async () => (await import('./web-request.ts')).webRequestEvents());
vi.mock('../../../lib/browser/api.ts', () => ({ browser }));

const CONSOLE = 'https://console.example';
const CASES = 'https://cases.example';
let profiles: readonly Profile[] | null = null;
/** What the browser's own rules keep closed, as far as it was read. */
let closed: ((url: string) => boolean) | null = null;
let read = Promise.withResolvers<void>();
let left: ObservedRequest[] = [];

/** A worker that was just started, and knows nothing yet. */
const start = (mayWait: boolean) =>
  watchRequests(
    {
      profiles: () => profiles,
      mayBeGuarded: (url) => closed?.(url) ?? true,
      mayWait,
      read: read.promise,
      known: Promise.resolve(),
      release: () => null,
    },
    { began: () => undefined, left: (seen) => void left.push(seen), ended: () => undefined },
  );

beforeEach(() => {
  profiles = null;
  closed = null;
  read = Promise.withResolvers();
  left = [];
});

const post = (url: string, requestId = '1'): Details => ({
  requestId,
  tabId: 7,
  url,
  method: 'POST',
  type: 'main_frame',
  timeStamp: 0,
  initiator: new URL(url).origin,
  requestBody: { formData: { tenant: ['right'] } },
});

describe('a request that may change something, before it is known what is guarded,', () => {
  it('is stopped at once where the browser does not wait for an answer', () => {
    start(false);
    expect([begins(post(`${CASES}/cases`)), leaves(post(`${CASES}/cases`))]).toEqual([false, false]);
  });

  it('waits where the browser does: somebody else’s goes on, the console’s commit does not', async () => {
    start(true);
    const answers = ['onBeforeRequest' as const, 'onBeforeSendHeaders' as const].flatMap((event) => [
      waits(event, post(`${CASES}/cases`)),
      waits(event, post(`${CONSOLE}/commit`, '2')),
    ]);
    const early = await Promise.race([...answers, Promise.resolve('nobody')]);
    expect(early).toBe('nobody');
    profiles = [smallProfile];
    read.resolve();
    expect(await Promise.all(answers)).toEqual([true, false, true, false]);
  });

  it('and one that only reads, waits for nothing', () => {
    start(true);
    expect(begins({ ...post(`${CASES}/cases`), method: 'GET' })).toBe(true);
  });

  it.each([true, false])('and can never be read: is stopped on what the rules keep closed, and goes on elsewhere', async (mayWait) => {
    start(mayWait);
    closed = (url) => url.startsWith(CONSOLE);
    read.resolve();
    const both = (event: 'onBeforeRequest' | 'onBeforeSendHeaders') =>
      Promise.all([waits(event, post(`${CASES}/cases`)), waits(event, post(`${CONSOLE}/session/heartbeat`, '2'))]);
    expect(await both('onBeforeRequest')).toEqual([true, false]);
    expect(await both('onBeforeSendHeaders')).toEqual([true, false]);
  });
});

describe('a commit without a blocking listener', () => {
  it('is still seen leaving when its page sends however many free requests beside it', async () => {
    const heartbeat = { ...smallProfile.requests[0], class: 'free', url: '/heartbeat' } as const;
    profiles = [{ ...smallProfile, requests: [...smallProfile.requests, heartbeat] } as Profile];
    start(false);
    tell('onBeforeRequest', post(`${CONSOLE}/commit`, 'commit'));
    for (let count = 0; count < 600; count += 1) tell('onBeforeRequest', post(`${CONSOLE}/heartbeat`, `free-${count}`));
    tell('onSendHeaders', post(`${CONSOLE}/commit`, 'commit'));
    await Promise.resolve();
    expect(left.map(({ requestId }) => requestId)).toEqual(['commit']);
  });
});
