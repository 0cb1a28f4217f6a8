import { describe, expect, it, vi } from 'vitest';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import { FORGOTTEN, PAGE_PORT } from '../../../lib/wire/page-link.ts';
import { fakePort, OWN_ID } from '../../fakes/extension-api.ts';
import { smallProfile } from '../workflow/small-console.ts';

vi.mock('../../../lib/browser/api.ts', () => ({ browser: { runtime: { id: 'countersign' } } }));
const { pageLink } = await import('../../../lib/browser/page-link.ts');

describe('a page that no profile describes', () => {
  const at = (isSettled: boolean) => {
    const posted: unknown[] = [];
    const listeners = { connected: () => undefined, said: () => undefined, gone: () => undefined, isSettled: () => isSettled };
    const pages = pageLink(async () => [], listeners);
    const port = fakePort(PAGE_PORT, { url: 'https://console.example/new', id: OWN_ID, frameId: 0, tab: { id: 7 } });
    const own = {
      ...port,
      postMessage: (message: unknown) => void posted.push(message),
      disconnect: () => void posted.push('turned away'),
    };
    pages.accept(own as never);
    return { pages, posted };
  };

  it('is told so as it is turned away', async () => {
    const { pages, posted } = at(true);
    await new Promise((go) => setTimeout(go, 0));
    expect(posted).toEqual([FORGOTTEN, 'turned away']);
    expect(pages.tabs()).toEqual([]);
  });

  it('is only turned away as long as it is not known what is open', async () => {
    const { posted } = at(false);
    await new Promise((go) => setTimeout(go, 0));
    expect(posted).toEqual(['turned away']);
  });
});

describe('a page that is gone before it was known where it belongs', () => {
  it('does not stand for its tab', async () => {
    const { promise: known, resolve } = Promise.withResolvers<readonly Profile[]>();
    const pages = pageLink(() => known, {
      connected: () => undefined,
      said: () => undefined,
      gone: () => undefined,
      isSettled: () => true,
    });
    const port = fakePort(PAGE_PORT, { url: 'https://console.example/new', id: OWN_ID, frameId: 0, tab: { id: 7 } });
    pages.accept(port as never);
    port.onDisconnect.happen();
    resolve([smallProfile]);
    await new Promise((go) => setTimeout(go, 0));
    expect(pages.tabs()).toEqual([]);
  });
});
