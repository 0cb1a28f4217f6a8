import { findBrowser } from './browser.ts';
import { build } from './build.ts';

/** What every play in Chromium needs: the browser, and the folder of the built extension. */
export type Ready = Readonly<{ isReady: true; executablePath: string; extension: string }> | Readonly<{ isReady: false; says: string }>;

export async function readyToPlay(): Promise<Ready> {
  const found = await findBrowser();
  if (!found.isFound) return { isReady: false, says: found.advice };
  const built = await build('chrome');
  if (!built.isBuilt) return { isReady: false, says: `The extension could not be built.\n${built.output}` };
  return { isReady: true, executablePath: found.browser.path, extension: built.folder };
}
