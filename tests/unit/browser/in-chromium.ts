import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import type { journalStore } from '../../../lib/browser/journal-store.ts';
import type { signer } from '../../../lib/browser/signer.ts';
import { findBrowser } from '../../setup/browser.ts';

/** What `subject.ts` puts into the page. */
export type Subject = Readonly<{ journalStore: typeof journalStore; signer: typeof signer }>;
declare global {
  var subject: Subject;
}

/** Storage and keys only exist in a browser, so these tests run the code in one, on a page of a secure origin of its own. */
export type InChromium = Readonly<{
  page: () => Page;
  /** Ends the browser and starts it on the same profile: `crash` without a goodbye. */
  restart: (how: 'close' | 'crash') => Promise<void>;
  end: () => Promise<void>;
}>;

const ORIGIN = 'http://storage.localhost';
/** A browser that starts beside other tests takes its time. */
export const START_MS = 90_000;

export async function inChromium(): Promise<InChromium> {
  const found = await findBrowser();
  if (!found.isFound) throw new Error(found.advice);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-storage-'));
  const code = await bundled();
  const start = () => launch(found.browser.path, { folder, code });
  let now = await start();
  return {
    page: () => now.page,
    restart: async (how) => {
      if (how === 'crash') await crash(now.context);
      await now.context.close();
      now = await start();
    },
    end: async () => {
      await now.context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(
  executablePath: string,
  given: Readonly<{ folder: string; code: string }>,
): Promise<Readonly<{ context: BrowserContext; page: Page }>> {
  const context = await chromium.launchPersistentContext(given.folder, { executablePath, timeout: START_MS });
  await context.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>storage</title>' }),
  );
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/`);
  await page.addScriptTag({ content: given.code });
  return { context, page };
}

/** The browser dies at once, as when the power goes: what was not on disk is gone. */
async function crash(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (browser === null) throw new Error('this browser cannot be reached');
  const session = await browser.newBrowserCDPSession();
  const gone = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  // The answer never comes: whoever would send it is gone.
  void session.send('Browser.crash').catch(() => null);
  await gone;
}

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: join(import.meta.dirname, 'subject.ts'), formats: ['iife'], name: 'subject' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code.replace(/^\s*(?:var|const) subject\b/m, 'globalThis.subject');
}
