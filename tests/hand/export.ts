import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Context, Page } from './page.ts';
import type { Pace } from './screens.ts';

const EXPORT_TIMEOUT_MS = 30_000;
const WORDS_MAX = 300;

/**
 * Exports the bundle as security does: "Export bundle" in the popup opens the evidence page, which saves the file.
 * Returns the absolute path of the saved file.
 */
export async function exportBundle(context: Context, popup: Page, folder: string, pace: Pace): Promise<string> {
  await popup.bringToFront();
  const button = popup.getByRole('button', { name: 'Export bundle' }).first();
  await button.waitFor({ timeout: EXPORT_TIMEOUT_MS });
  const opened = context.waitForEvent('page', { timeout: EXPORT_TIMEOUT_MS });
  // Listened for in the turn in which the page opens: the download may begin before the press is over.
  const saving = opened.then((page) => page.waitForEvent('download', { timeout: EXPORT_TIMEOUT_MS }).catch(async () => wordsOf(page)));
  await button.click({ delay: pace.pressMs, timeout: EXPORT_TIMEOUT_MS });
  const download = await saving;
  if (typeof download === 'string') throw new Error(`no bundle was saved; the evidence page says: ${download}`);
  await mkdir(folder, { recursive: true });
  const path = resolve(join(folder, download.suggestedFilename()));
  await download.saveAs(path);
  return path;
}

async function wordsOf(page: Page): Promise<string> {
  return ((await page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ').slice(0, WORDS_MAX);
}
