import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page as ChromiumPage } from '@playwright/test';
import { chromium } from '@playwright/test';
import { extensionId } from '../setup/build.ts';
import type { BrowserOptions, Death, HandBrowser, Part, Victim } from './browser.ts';
import type { Context, Page, Place } from './page.ts';
import { gone, killed, startedBy } from './processes.ts';

/** With it the browser does not even fetch what policy installs. */
const FETCHING_NOTHING = '--disable-background-networking';

/** No traffic of its own, no first-run pages, no keyring prompts: only what a page or the extension asks for. */
export const QUIET_FLAGS: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  FETCHING_NOTHING,
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--password-store=basic',
  '--use-mock-keychain',
  '--lang=en-US',
];

const CLOSE_TIMEOUT_MS = 8_000;
const GONE_TIMEOUT_MS = 10_000;
const INSTALL_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 100;
const TOLD_TIMEOUT_MS = 2_000;
const TOLD_EVERY_MS = 5;

/** Chromium, or Chrome for Testing, over the test tool and its debugging protocol. */
export async function openChromium(options: BrowserOptions): Promise<HandBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'countersign-browser-'));
  let here = await launch(profile, options);
  let id = '';
  const freshExtension = async () => {
    if (options.byPolicy !== undefined) {
      id = options.byPolicy;
      await untilInstalled(here.desk, id);
      // It opens its first page by itself; until then the browser may still be putting it in.
      return untilOpen(here.context, address(''));
    }
    if (id !== '') await here.debug.send('Extensions.uninstall', { id });
    await emptyBrowser(here, options.origins);
    ({ id } = await here.debug.send('Extensions.loadUnpacked', { path: options.extension }));
    await changeHosts(here.desk, { id, origins: options.origins, how: 'addHostPermission' });
  };
  const kill = async (victim: Victim, meanwhile?: () => Promise<void>): Promise<Death> => {
    if (victim === 'worker') return { pids: [], isSeen: await killWorker(here, id) };
    const pid = await browserPid(here.debug);
    if (victim === 'extension') {
      const pids = await killExtension(here.context, id, pid);
      return { pids, isSeen: pids.length > 0 };
    }
    const gone = here.context.waitForEvent('close', { timeout: GONE_TIMEOUT_MS });
    await Promise.all([killed([pid]), gone]);
    await meanwhile?.();
    here = await launch(profile, options);
    ({ id } = await here.debug.send('Extensions.loadUnpacked', { path: options.extension }));
    // To a new browser an unpacked extension is a new one: what it keeps is there, and what it was granted is not.
    await changeHosts(here.desk, { id, origins: options.origins, how: 'addHostPermission' });
    return { pids: [pid], isSeen: true };
  };
  const close = async () => {
    await Promise.race([here.context.close(), within(CLOSE_TIMEOUT_MS)]);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const addNeighbour = async (folder: string) => void (await here.debug.send('Extensions.loadUnpacked', { path: folder }));
  const address = (file: string) => `chrome-extension://${id}/${file}`;
  const withdrawAccess = () => changeHosts(here.desk, { id, origins: options.origins, how: 'removeHostPermission' });
  const switchOffAndOn = () => switchExtension(here.desk, id);
  return {
    profile,
    context: () => here.context,
    version: () => `Chromium ${here.context.browser()?.version() ?? ''}`,
    address,
    freshExtension,
    addNeighbour,
    kill,
    endTab: (page) => crashTab(here, inChromium(page)),
    withdrawAccess,
    switchOffAndOn,
    anatomy,
    pressTwice,
    pressAccessKey,
    close,
  };
}

/** `desk` is the browser's own page about extensions: host access is granted there, as a person would in its menus. */
type Launched = Readonly<{ context: BrowserContext; debug: CDPSession; desk: ChromiumPage }>;

async function launch(profile: string, options: BrowserOptions): Promise<Launched> {
  const isByPolicy = options.byPolicy !== undefined;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath,
    headless: options.isHeadless,
    ignoreDefaultArgs: [
      '--disable-extensions',
      ...(options.isKeepingPages === true ? ['--disable-back-forward-cache'] : []),
      ...(isByPolicy ? [FETCHING_NOTHING] : []),
    ],
    args: [
      ...QUIET_FLAGS.filter((flag) => !isByPolicy || flag !== FETCHING_NOTHING),
      '--enable-unsafe-extension-debugging',
      ...(options.enforcement === 'best-effort' || isByPolicy ? [] : [`--allowlisted-extension-id=${extensionId(options.extension)}`]),
    ],
    // The order of a date's parts follows the language of the browser, which Linux takes from here.
    env: { ...process.env, LANGUAGE: 'en_US', LANG: 'en_US.UTF-8' },
    acceptDownloads: true,
    // Whoever started us stops us: the browser must not end the whole process by itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: { width: 1280, height: 900 },
  });
  const browser = context.browser();
  if (browser === null) throw new Error('the browser cannot be debugged');
  const debug = await browser.newBrowserCDPSession();
  const desk = context.pages()[0] ?? (await context.newPage());
  await desk.goto('chrome://extensions');
  return { context, debug, desk };
}

async function emptyBrowser({ context, desk }: Launched, origins: readonly string[]): Promise<void> {
  await Promise.all(context.pages().map((page) => (page === desk ? null : page.close())));
  await context.clearCookies();
  const session = await context.newCDPSession(desk);
  await Promise.all(origins.map((origin) => session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })));
  await session.detach();
}

/**
 * A person grants host access in a prompt that no test can press. Granted here beforehand, the extension's own request
 * is answered with yes at once, from its own click, without the prompt.
 */
async function changeHosts(
  desk: ChromiumPage,
  { id, origins, how }: Readonly<{ id: string; origins: readonly string[]; how: 'addHostPermission' | 'removeHostPermission' }>,
): Promise<void> {
  const patterns = patternsOf(origins);
  await desk.evaluate(
    ([extension, hosts, change]) => {
      type Developer = Record<typeof change, (id: string, host: string, done: () => void) => void>;
      const chrome: Readonly<{ developerPrivate?: Developer }> | undefined = Reflect.get(globalThis, 'chrome');
      const developer = chrome?.developerPrivate;
      if (!developer) throw new Error('this browser changes no host access from its page about extensions');
      return Promise.all(hosts.map((host) => new Promise<void>((resolve) => developer[change](extension, host, resolve))));
    },
    [id, patterns, how] as const,
  );
}

/** Match patterns of origins; a pattern has no port. */
export function patternsOf(origins: readonly string[]): readonly string[] {
  return [...new Set(origins.map((origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`))];
}

/** Waits until the browser has brought what policy installs. */
async function untilInstalled(desk: ChromiumPage, id: string): Promise<void> {
  await desk.waitForFunction(
    (wanted) => {
      type Management = { getAll: (done: (all: readonly { id: string; enabled: boolean; installType: string }[]) => void) => void };
      const chrome: Readonly<{ management: Management }> = Reflect.get(globalThis, 'chrome');
      return new Promise((resolve) =>
        chrome.management.getAll((all) => resolve(all.some((one) => one.id === wanted && one.enabled && one.installType === 'admin'))),
      );
    },
    id,
    { timeout: INSTALL_TIMEOUT_MS, polling: 250 },
  );
}

async function untilOpen(context: BrowserContext, address: string): Promise<void> {
  for (const untilMs = performance.now() + INSTALL_TIMEOUT_MS; performance.now() < untilMs; await within(LOOK_EVERY_MS))
    if (context.pages().some((page) => page.url().startsWith(address))) return;
}

/** As with the switch on the browser's page about extensions. */
async function switchExtension(desk: ChromiumPage, id: string): Promise<void> {
  await desk.evaluate(async (extension) => {
    type Management = { setEnabled: (id: string, isOn: boolean, done: () => void) => void };
    const chrome: Readonly<{ management?: Management }> | undefined = Reflect.get(globalThis, 'chrome');
    const management = chrome?.management;
    if (!management) throw new Error('this browser switches no extension off from its page about extensions');
    for (const isOn of [false, true]) await new Promise<void>((resolve) => management.setEnabled(extension, isOn, resolve));
  }, id);
}

/**
 * Whether the worker was running and then stopped, as the browser tells it. The list of targets does not: it keeps one that a test tool
 * holds on to. A worker that is not running is as dead as it can be, and no death was seen.
 */
async function killWorker({ context, debug, desk }: Launched, id: string): Promise<boolean> {
  const home = `chrome-extension://${id}/`;
  const session = await context.newCDPSession(desk);
  try {
    const told: string[] = [];
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const one of versions) if (one.scriptURL.startsWith(home)) told.push(one.runningStatus);
    });
    await session.send('ServiceWorker.enable');
    const wasRunning = await untilTold(told, 'running');
    const { targetInfos } = await debug.send('Target.getTargets');
    const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(home));
    if (worker === undefined || !wasRunning) return false;
    await debug.send('Target.closeTarget', { targetId: worker.targetId });
    return await untilTold(told, 'stopped');
  } finally {
    await session.detach();
  }
}

async function untilTold(told: readonly string[], status: string): Promise<boolean> {
  for (const untilMs = performance.now() + TOLD_TIMEOUT_MS; performance.now() < untilMs; await within(TOLD_EVERY_MS))
    if (told.includes(status)) return true;
  return false;
}

/** All pages and the worker of an extension share one process. Where it cannot be found it is told to crash: that ends them all, too. */
async function killExtension(context: BrowserContext, id: string, browser: number): Promise<readonly number[]> {
  const pids = startedBy(browser, '--extension-process');
  if (pids.length > 0) {
    await killed(pids);
    return pids;
  }
  const page = context.pages().find((one) => one.url().startsWith(`chrome-extension://${id}/`));
  if (page === undefined) throw new Error('no page of the extension is open, so its process cannot be reached');
  const crashed = page.waitForEvent('crash', { timeout: GONE_TIMEOUT_MS });
  await crash(page);
  await crashed;
  return [];
}

/**
 * The browser does not say whose process is whose: it was the one that is gone. A page that is just being replaced gives no event of its
 * crash, and what it has sent goes on in the browser.
 */
async function crashTab({ debug }: Launched, page: ChromiumPage): Promise<Death> {
  const before = await pidsOf(debug, 'renderer');
  await crash(page);
  for (const untilMs = performance.now() + GONE_TIMEOUT_MS; performance.now() < untilMs; await within(LOOK_EVERY_MS)) {
    const after = new Set(await pidsOf(debug, 'renderer'));
    const pids = before.filter((pid) => !after.has(pid));
    await Promise.all(pids.map(gone));
    if (pids.length > 0) return { pids, isSeen: true };
  }
  return { pids: [], isSeen: false };
}

/** The crash takes the answer along. */
async function crash(page: ChromiumPage): Promise<void> {
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => null);
}

async function pidsOf(debug: CDPSession, kind: string): Promise<readonly number[]> {
  const { processInfo } = await debug.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === kind).map(({ id }) => id);
}

async function browserPid(debug: CDPSession): Promise<number> {
  const [browser] = await pidsOf(debug, 'browser');
  if (browser === undefined) throw new Error('the browser does not tell its process');
  return browser;
}

/** The test tool's own page behind a page of the hand's, for what only that tool can do. */
export function inChromium(page: Page): ChromiumPage {
  if (!isChromiumPage(page)) throw new Error('this page is not one of Chromium');
  return page;
}

/** The test tool's own context behind the hand's, likewise. */
export function contextInChromium(context: Context): BrowserContext {
  const [page] = context.pages();
  if (page === undefined) throw new Error('this browser has no page open');
  return inChromium(page).context();
}

function isChromiumPage(page: Page): page is ChromiumPage {
  return 'emulateMedia' in page;
}

async function anatomy(page: Page): Promise<Part> {
  const session = await inChromium(page).context().newCDPSession(inChromium(page));
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    return partOf(root);
  } finally {
    await session.detach();
  }
}

/** One node as the debugging protocol gives it, as far as it matters here. Names and values of attributes come in turn. */
type CdpNode = Readonly<{
  localName: string;
  nodeValue: string;
  attributes?: readonly string[];
  children?: readonly CdpNode[];
  shadowRoots?: readonly CdpNode[];
}>;

function partOf({ localName, nodeValue, attributes = [], children = [], shadowRoots = [] }: CdpNode): Part {
  const names = attributes.filter((_, place) => place % 2 === 0);
  return {
    name: localName,
    words: nodeValue,
    attributes: Object.fromEntries(names.map((name, index) => [name, attributes[index * 2 + 1] ?? ''])),
    parts: [...shadowRoots, ...children].map(partOf),
  };
}

async function pressTwice(page: Page, { x, y }: Place): Promise<void> {
  const session = await inChromium(page).context().newCDPSession(inChromium(page));
  const types = ['mousePressed', 'mouseReleased', 'mousePressed', 'mouseReleased'] as const;
  const sent = types.map((type, index) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: 'left',
      buttons: type === 'mousePressed' ? 1 : 0,
      clickCount: index < 2 ? 1 : 2,
    }),
  );
  // The page may be gone before the last event is answered.
  await Promise.allSettled(sent);
}

/** The test tool leaves out what the key would write where another one is held, and by that the browser finds the control. */
async function pressAccessKey(page: Page, key: string): Promise<void> {
  const session = await inChromium(page).context().newCDPSession(inChromium(page));
  const code = key.toUpperCase();
  const alt = { key: 'Alt', code: 'AltLeft', windowsVirtualKeyCode: 18 } as const;
  const own = { key, code: `Key${code}`, windowsVirtualKeyCode: code.charCodeAt(0), unmodifiedText: key, modifiers: 1 } as const;
  const sent = [
    { type: 'rawKeyDown', ...alt, modifiers: 1 },
    { type: 'keyDown', ...own },
    { type: 'keyUp', ...own },
    { type: 'keyUp', ...alt },
  ] as const;
  // The page may be gone before the last event is answered.
  await Promise.allSettled(sent.map((one) => session.send('Input.dispatchKeyEvent', one)));
}

function within(timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, timeoutMs).unref();
  });
}
