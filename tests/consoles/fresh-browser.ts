import { type HandBrowser, openBrowser } from '../hand/browser.ts';
import type { Playable } from '../setup/ready.ts';

/** A browser with the extension fresh in it, and access to one console given beforehand; closed at the end. */
export async function inFreshBrowser<T>(
  origin: string,
  { executablePath, extension }: Playable,
  run: (browser: HandBrowser) => Promise<T>,
): Promise<T> {
  const enforcement = 'best-effort';
  const browser = await openBrowser({ name: 'chromium', executablePath, extension, origins: [origin], isHeadless: true, enforcement });
  try {
    await browser.freshExtension();
    return await run(browser);
  } finally {
    await browser.close();
  }
}
