import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Profile } from '../core/profile/profile.ts';
import { type BrowserPipe, isRecord, openBrowser } from './browser-pipe.ts';
import { Refused } from './refused.ts';

/** What one page came to. `screen` null = it is none that the profile knows. */
export type Checked = Readonly<{ page: string; screen: string | null; differences: readonly string[] }>;

/** Pages that draw themselves take their time. */
const DRAWN_MS = 15_000;
const LOOK_MS = 250;
const SETTLED_MS = 3_000;

/** Opens each page, or saved page, in a browser and looks at it as an execution would. A saved page runs no script and loads nothing. */
export async function checkPages(pages: readonly string[], profile: Profile, signedIn: string | null): Promise<readonly Checked[]> {
  const addresses = pages.map((page) => ({ page, ...addressOf(page) }));
  const expression = `${await pageScript('check-page')};countersignEyes.checkPage(document, location.pathname, ${JSON.stringify(profile)})`;
  const browser = await openBrowser(signedIn);
  try {
    const checked: Checked[] = [];
    for (const { page, ...address } of addresses)
      checked.push({ page, ...(await checkOne(await opened(browser, address), expression, address)) });
    return checked;
  } finally {
    await browser.close();
  }
}

/** What a profile for one page could begin with, as JSON would carry it; null where the page cannot be looked at. */
export async function draftPage(page: string, signedIn: string | null): Promise<unknown> {
  const address = addressOf(page);
  const expression = `${await pageScript('draft-screen')};countersignEyes.draftScreen(document)`;
  const browser = await openBrowser(signedIn);
  try {
    const look = await opened(browser, address);
    await whole(look);
    await later(address.isSaved ? LOOK_MS : SETTLED_MS);
    return await look(expression);
  } finally {
    await browser.close();
  }
}

function addressOf(page: string): Readonly<{ url: string; isSaved: boolean }> {
  if (/^https?:\/\//.test(page)) return { url: page, isSaved: false };
  if (!existsSync(page)) throw new Refused(`There is no page ${page}: it is neither an address nor a file.`);
  return { url: pathToFileURL(resolve(page)).href, isSaved: true };
}

const EYES = {
  'check-page': new URL('../page/check-page.ts', import.meta.url),
  'draft-screen': new URL('../page/describe/draft-screen.ts', import.meta.url),
} as const;

/** The page room's own eyes, as one script. They are built when they are asked for: the program itself needs no bundler. */
async function pageScript(name: keyof typeof EYES): Promise<string> {
  const { build } = await import('vite');
  const entry = fileURLToPath(EYES[name]);
  const lib = { entry, formats: ['iife' as const], name: 'countersignEyes' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, target: 'esnext', lib } });
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const one of output.output) if (one.type === 'chunk') return one.code;
  }
  throw new Error('the page script was not built');
}

type Address = ReturnType<typeof addressOf>;
type Look = (expression: string) => Promise<unknown>;

/** Opens a page in a tab of its own; what it answers runs an expression there. */
async function opened(browser: BrowserPipe, { url, isSaved }: Address): Promise<Look> {
  const { targetId } = await browser.ask('Target.createTarget', { url: 'about:blank' }, null);
  const { sessionId } = await browser.ask('Target.attachToTarget', { targetId, flatten: true }, null);
  const ask = (method: string, params: object = {}) => browser.ask(method, params, String(sessionId));
  if (isSaved) {
    await ask('Emulation.setScriptExecutionDisabled', { value: true });
    await ask('Network.enable');
    await ask('Network.setBlockedURLs', { urls: ['http://*', 'https://*', 'ws://*', 'wss://*'] });
  }
  const { errorText } = await ask('Page.navigate', { url });
  if (typeof errorText === 'string') throw new Refused(`${url} cannot be opened: ${errorText}.`);
  return async (expression) => {
    const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true });
    return isRecord(result) ? result.value : null;
  };
}

async function checkOne(look: Look, expression: string, { isSaved }: Address): Promise<Omit<Checked, 'page'>> {
  await whole(look);
  const endMs = performance.now() + (isSaved ? LOOK_MS * 4 : DRAWN_MS);
  for (;;) {
    await later(LOOK_MS);
    const seen = readCheck(await look(expression));
    if (seen !== null && seen.screen !== null && (seen.differences.length === 0 || performance.now() > endMs)) return seen;
    if (performance.now() > endMs) return seen ?? { screen: null, differences: [] };
  }
}

/** A page that is still being read has not all its controls. One that never ends loading is looked at all the same. */
async function whole(look: Look): Promise<void> {
  const endMs = performance.now() + DRAWN_MS;
  while ((await look('document.readyState')) !== 'complete' && performance.now() < endMs) await later(LOOK_MS);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function readCheck(value: unknown): Omit<Checked, 'page'> | null {
  if (!isRecord(value) || !Array.isArray(value.differences)) return null;
  return { screen: typeof value.screen === 'string' ? value.screen : null, differences: value.differences.map(String) };
}
