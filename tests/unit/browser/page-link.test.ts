import { describe, expect, it, vi } from 'vitest';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import { PAGE_PORT } from '../../../lib/wire/page-link.ts';
import { fakePort, OWN_ID } from '../../fakes/extension-api.ts';
import { smallProfile } from '../workflow/small-console.ts';

vi.mock('../../../lib/browser/api.ts', () => ({ browser: { runtime: { id: 'countersign' } } }));
const { pageLink } = await import('../../../lib/browser/page-link.ts');

describe('a page that is gone before it was known where it belongs', () => {
  it('does not stand for its tab', async () => {
    const { promise: known, resolve } = Promise.withResolvers<readonly Profile[]>();
    const pages = pageLink(() => known, { connected: () => undefined, said: () => undefined, gone: () => undefined });
    const port = fakePort(PAGE_PORT, { url: 'https://console.example/new', id: OWN_ID, frameId: 0, tab: { id: 7 } });
    pages.accept(port as never);
    port.onDisconnect.happen();
    resolve([smallProfile]);
    await new Promise((go) => setTimeout(go, 0));
    expect(pages.tabs()).toEqual([]);
  });
});
