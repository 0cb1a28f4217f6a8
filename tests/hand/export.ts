import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Pace } from './screens.ts';

const EXPORT_TIMEOUT_MS = 30_000;

/**
 * Exports the bundle as security does: "Export bundle" in the popup, and in the evidence page that it opens where the
 * download has not begun by itself. Returns the absolute path of the saved file.
 */
export async function exportBundle(context: BrowserContext, popup: Page, folder: string, pace: Pace): Promise<string> {
  await popup.bringToFront();
  const button = popup.getByRole('button', { name: 'Export bundle' }).first();
  await button.waitFor({ timeout: EXPORT_TIMEOUT_MS });
  const opened = context.waitForEvent('page', { timeout: EXPORT_TIMEOUT_MS });
  await button.click({ delay: pace.pressMs, timeout: EXPORT_TIMEOUT_MS });
  const evidence = await opened;
  const download = await evidence.waitForEvent('download', { timeout: EXPORT_TIMEOUT_MS });
  await mkdir(folder, { recursive: true });
  const path = resolve(join(folder, download.suggestedFilename()));
  await download.saveAs(path);
  return path;
}
