import { describe, expect, it, vi } from 'vitest';
import { type FakeApi, fakeApi } from '../../fakes/extension-api.ts';
import { smallProfile } from '../workflow/small-console.ts';
import { stage } from '../workflow/stage.ts';

const { api } = await vi.hoisted(async () => {
  const { fakeApi: make } = await import('../../fakes/extension-api.ts');
  const held: { api: FakeApi } = { api: make() };
  return { api: held };
});
vi.mock('../../../lib/browser/api.ts', () => ({
  get browser() {
    return api.api.browser;
  },
  offscreenApi: () => null,
}));

const { listen } = await import('../../../entrypoints/background/listen.ts');
const { DeploymentUnusable } = await import('../../../lib/browser/deployment.ts');
const { pageLink } = await import('../../../lib/browser/page-link.ts');

/** A background that an event has woken: what the journal holds is known once `ready` has settled. */
function woken() {
  api.api = fakeApi();
  const at = stage();
  at.context.runs.clear();
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  ready.catch(() => undefined);
  listen({
    context: at.context,
    gate: { ...at.fake.device.gate, release: () => null, renew: async () => undefined },
    signer: at.fake.device.signer,
    pages: pageLink(async () => [smallProfile], {
      connected: () => undefined,
      said: () => undefined,
      gone: () => undefined,
      isSettled: () => true,
    }),
    ready,
    guarded: { profiles: () => [smallProfile], mayBeGuarded: () => true, read: Promise.resolve() },
    reload: async () => undefined,
  });
  const settle = async () => {
    resolve();
    await new Promise((go) => setTimeout(go, 0));
  };
  const fail = (error: Error) => {
    reject(error);
    return settle();
  };
  const update = () => api.api.event('runtime.onUpdateAvailable').happen({ version: '2' });
  return { at, settle, fail, update, hasReloaded: () => api.api.calls.includes('runtime.reload') };
}

describe('an update', () => {
  it('is taken where nothing is open', async () => {
    const { settle, update, hasReloaded } = woken();
    update();
    await settle();
    expect(hasReloaded()).toBe(true);
  });

  it('that wakes the worker waits until the journal says that nothing is open', async () => {
    const { at, settle, update, hasReloaded } = woken();
    update();
    expect(hasReloaded()).toBe(false);
    at.context.waiting.set('id-1', { caseId: 'CASE-1042', reason: { code: 'case-unreachable' } });
    await settle();
    expect(hasReloaded()).toBe(false);
  });
});

describe('a worker whose deployment cannot be used', () => {
  it('begins anew when policy gives another one', async () => {
    const { fail, settle, hasReloaded } = woken();
    await fail(new DeploymentUnusable('the one that policy gives is wrong at systems'));
    expect(hasReloaded()).toBe(false);
    api.api.event('storage.onChanged').happen({ deployment: {} }, 'managed');
    await settle();
    expect(hasReloaded()).toBe(true);
  });
});

describe('other systems, given by policy', () => {
  const given = async ({ isElsewhere }: Readonly<{ isElsewhere: boolean }>) => {
    const { at, settle, hasReloaded } = woken();
    await at.open();
    if (isElsewhere) at.moveAway();
    api.api.event('storage.onChanged').happen({ deployment: {} }, 'managed');
    await settle();
    await at.fake.advance(0);
    at.end();
    return hasReloaded();
  };

  it('end the worker that has something at work with those before', async () => {
    expect(await given({ isElsewhere: true })).toBe(true);
  });

  it('are taken as they come where they are the same ones', async () => {
    expect(await given({ isElsewhere: false })).toBe(false);
  });
});

describe('a worker that starts', () => {
  it('closes what the one before it left open before it reads anything', async () => {
    const removed: number[] = [];
    const fake = fakeApi();
    const declarativeNetRequest = {
      getSessionRules: async () => [{ id: 1 }],
      updateSessionRules: async ({ removeRuleIds }: Readonly<{ removeRuleIds: readonly number[] }>) => void removed.push(...removeRuleIds),
    };
    const browser = new Proxy(fake.browser, {
      get: (at, key) => (key === 'declarativeNetRequest' ? declarativeNetRequest : Reflect.get(at, key)),
    });
    api.api = { ...fake, browser };
    // The disk does not answer.
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    const { startWorker } = await import('../../../entrypoints/background/worker.ts');
    startWorker();
    await new Promise((go) => setTimeout(go, 5));
    expect(removed).toEqual([1]);
  });
});
