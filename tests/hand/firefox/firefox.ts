import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserOptions, Death, HandBrowser, Part, Victim } from '../browser.ts';
import type { Page, Place } from '../page.ts';
import { killed } from '../processes.ts';
import { part } from './bidi.ts';
import { FirefoxContext } from './context.ts';
import { EXTENSION_HOST, EXTENSION_ID, type Launched, launchFirefox } from './launch.ts';
import { FirefoxPage } from './page.ts';
import { inBrowser } from './system.ts';

const CLOSE_TIMEOUT_MS = 8_000;
const FIRST_PAGE_TIMEOUT_MS = 30_000;

type Here = Launched & Readonly<{ context: FirefoxContext }>;

/** Firefox over WebDriver BiDi: the other browser's test tool loads no extension in it. */
export async function openFirefox(options: BrowserOptions): Promise<HandBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'countersign-firefox-'));
  const start = async (): Promise<Here> => {
    const launched = await launchFirefox({ profile, ...options });
    return { ...launched, context: await FirefoxContext.open(launched.bidi) };
  };
  const extension = await copyOf(options, profile);
  const add = (path: string) => here.bidi.send('webExtension.install', { extensionData: { type: 'path', path } });
  const install = () => add(extension);
  let here = await start();
  let isInstalled = false;
  const freshExtension = async () => {
    // The window stays while all its tabs but a new one are closed.
    const desk = await here.context.newPage();
    if (isInstalled) await here.bidi.send('webExtension.uninstall', { extension: EXTENSION_ID });
    await Promise.all(here.context.pages().map((page) => (page === desk ? null : page.close())));
    await inBrowser(here.bidi, 'empty');
    // The extension opens its first page by itself, some time after it is in; a page that came later would come in between.
    const first = here.context.waitForEvent('page', { timeout: FIRST_PAGE_TIMEOUT_MS });
    await Promise.all([install(), first]);
    isInstalled = true;
  };
  const kill = async (victim: Victim, meanwhile?: () => Promise<void>): Promise<Death> => {
    if (victim === 'worker') return { pids: [], isSeen: (await inBrowser(here.bidi, 'endBackground')) === 'running, stopped' };
    if (victim === 'extension') {
      const pid = Number(await inBrowser(here.bidi, 'extensionProcess'));
      if (!(pid > 0)) throw new Error('the extension has no process of its own here');
      await killed([pid]);
      return { pids: [pid], isSeen: true };
    }
    const gone = once(here.process, 'exit');
    const { pid = 0 } = here.process;
    here.process.kill('SIGKILL');
    await gone;
    await meanwhile?.();
    here = await start();
    await install();
    return { pids: [pid], isSeen: true };
  };
  const close = async () => {
    const gone = here.process.exitCode === null ? once(here.process, 'exit') : null;
    void here.bidi.send('browser.close', {}).catch(() => null);
    const timer = setTimeout(() => here.process.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
    here.bidi.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return {
    profile,
    context: () => here.context,
    version: () => here.version,
    address: (file) => `moz-extension://${EXTENSION_HOST}/${file}`,
    freshExtension,
    addNeighbour: async (folder) => void (await add(folder)),
    kill,
    endTab,
    withdrawAccess: async () => void (await inBrowser(here.bidi, 'withdrawAccess')),
    switchOffAndOn: async () => void (await inBrowser(here.bidi, 'switchOffAndOn')),
    anatomy: async (page) => partOf(await inFirefox(page).document()),
    pressTwice: (page: Page, place: Place) => inFirefox(page).pressTwice(place),
    pressAccessKey: (page, key) => page.keyboard.press(`Alt+Shift+${key.toUpperCase()}`),
    close,
  };
}

/** A folder of its own, so that a build meanwhile takes nothing away; for best-effort it does not ask for the blocking listener. */
async function copyOf({ extension, enforcement }: BrowserOptions, profile: string): Promise<string> {
  const copy = join(profile, 'extension');
  await cp(extension, copy, { recursive: true });
  if (enforcement !== 'best-effort') return copy;
  const path = join(copy, 'manifest.json');
  const manifest: Readonly<{ permissions: readonly string[] }> = JSON.parse(await readFile(path, 'utf8'));
  const permissions = manifest.permissions.filter((one) => one !== 'webRequestBlocking');
  await writeFile(path, JSON.stringify({ ...manifest, permissions }));
  return copy;
}

/** The protocol gives no answer any more once a page's process was ended: here the tab is closed. */
async function endTab(page: Page): Promise<Death> {
  const closed = page.waitForEvent('close', { timeout: CLOSE_TIMEOUT_MS });
  await page.close();
  await closed;
  return { pids: [], isSeen: true };
}

function inFirefox(page: Page): FirefoxPage {
  if (!(page instanceof FirefoxPage)) throw new Error('this page is not one of Firefox');
  return page;
}

/** One node as the protocol gives it (WebDriver BiDi, `script.NodeProperties`), as far as it matters here. */
function partOf(node: unknown): Part {
  const value = part(node, 'value');
  const children = part(value, 'children');
  const shadow = part(value, 'shadowRoot');
  const attributes = part(value, 'attributes');
  const words = part(value, 'nodeValue');
  return {
    name: String(part(value, 'localName') ?? ''),
    words: typeof words === 'string' ? words : '',
    attributes: Object.fromEntries(Object.entries(attributes ?? {}).map(([name, one]) => [name, String(one)])),
    parts: [...(shadow === null || shadow === undefined ? [] : [shadow]), ...(Array.isArray(children) ? children : [])].map(partOf),
  };
}
