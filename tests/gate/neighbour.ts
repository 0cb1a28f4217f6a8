import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOSTS = ['http://gate.range.localhost/*'];

/** Another extension, with a script in the console's pages and a background of its own. Returns its folder. */
export function makeNeighbour(folder: string): string {
  const own = join(folder, 'neighbour');
  mkdirSync(own, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Neighbour',
    version: '1',
    permissions: ['sessions'],
    host_permissions: HOSTS,
    // Each browser takes the one that it knows.
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    browser_specific_settings: { gecko: { id: 'neighbour@countersign.invalid' } },
    content_scripts: [{ matches: HOSTS, js: ['content.js'], run_at: 'document_end' }],
  };
  writeFileSync(join(own, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(own, 'content.js'), `(${inPage.toString()})();`);
  writeFileSync(join(own, 'background.js'), `(${inBackground.toString()})();`);
  return own;
}

type Messages = Readonly<{
  sendMessage: (message: string) => void;
  onMessage: { addListener: (heard: (message: string, sender: Readonly<{ tab: Readonly<{ id: number }> }>) => void) => void };
}>;
type Tabs = Readonly<{
  tabs: Readonly<Record<'duplicate' | 'discard', (id: number) => Promise<unknown>>>;
  windows: Readonly<{ create: (made: Readonly<{ tabId: number }>) => Promise<unknown> }>;
  sessions: Readonly<{ restore: () => Promise<unknown> }>;
}>;

/** What a neighbour may do with the tab of a page that asks it to. */
export type TabAct = 'duplicate' | 'move' | 'discard' | 'restore';

/** Runs in the console's pages: each of its ways has a page by its name, and every page may have it do something with a tab. */
function inPage(): void {
  const chrome: Readonly<{ runtime: Messages }> = Reflect.get(globalThis, 'chrome');
  addEventListener('neighbour', (event) => {
    if ('detail' in event && typeof event.detail === 'string') chrome.runtime.sendMessage(event.detail);
  });
  const [, id] = /^\/way\/(neighbour-[a-z]+)\//.exec(location.pathname) ?? [];
  if (id === undefined) return;
  const commit = `${location.origin}/grant?way=${id}`;
  if (id === 'neighbour-script') void fetch(commit, { method: 'POST', body: 'action=submit' });
  if (id === 'neighbour-form') {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = commit;
    document.body.append(form);
    form.submit();
  }
  if (id === 'neighbour-worker') chrome.runtime.sendMessage(commit);
}

/** Runs in its background: does what it is told, with the tab that tells it or by a request of its own. */
function inBackground(): void {
  const chrome: Readonly<{ runtime: Messages }> & Tabs = Reflect.get(globalThis, 'chrome');
  const acts: Readonly<Record<TabAct, (id: number) => Promise<unknown>>> = {
    duplicate: (id) => chrome.tabs.duplicate(id),
    move: (id) => chrome.windows.create({ tabId: id }),
    discard: (id) => chrome.tabs.discard(id),
    restore: () => chrome.sessions.restore(),
  };
  chrome.runtime.onMessage.addListener((message, { tab }) => {
    if (message === 'duplicate' || message === 'move' || message === 'discard' || message === 'restore') void acts[message](tab.id);
    else void fetch(message, { method: 'POST', body: 'action=submit' });
  });
}
