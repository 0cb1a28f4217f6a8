import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../setup/browser.ts';
import { buildGallery } from './build.ts';

const ORIGIN = 'http://gallery.localhost';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The gallery in a real browser. `show` opens one specimen in a window of its own. */
export type Gallery = Readonly<{
  show: (name: string, options?: BrowserContextOptions) => Promise<Page>;
  names: () => Promise<readonly string[]>;
  close: () => Promise<void>;
}>;

/** Builds and opens it. No server: every request of its pages is answered from the folder, and none leaves. */
export async function openGallery(): Promise<Gallery> {
  const found = await findBrowser();
  if (!found.isFound) throw new Error(found.advice);
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  await buildGallery(folder);
  const browser: Browser = await chromium.launch({ executablePath: found.browser.path });
  const show: Gallery['show'] = async (name, options = {}) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
    await page.route('**/*', async (route) => {
      const path = new URL(route.request().url()).pathname;
      const file = path === '/' ? '/index.html' : path;
      await route.fulfill({ body: await readFile(join(folder, file)), contentType: TYPES[extname(file)] ?? 'application/octet-stream' });
    });
    await page.goto(`${ORIGIN}/?show=${name}`);
    return page;
  };
  return {
    show,
    names: async () => {
      const page = await show('');
      const names = await page.locator('a').allTextContents();
      await page.close();
      return names;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
