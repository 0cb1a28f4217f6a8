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
  onMessage: { addListener: (heard: (message: string) => void) => void };
}>;

/** Runs in the console's pages: each of its ways has a page by its name. */
function inPage(): void {
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
  const chrome: Readonly<{ runtime: Messages }> = Reflect.get(globalThis, 'chrome');
  if (id === 'neighbour-worker') chrome.runtime.sendMessage(commit);
}

/** Runs in its background: does what it is told. */
function inBackground(): void {
  const chrome: Readonly<{ runtime: Messages }> = Reflect.get(globalThis, 'chrome');
  chrome.runtime.onMessage.addListener((address) => void fetch(address, { method: 'POST', body: 'action=submit' }));
}
