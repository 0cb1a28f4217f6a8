import { type BrowserName, findBrowser } from './browser.ts';
import { build } from './build.ts';

/** What every play needs: the browser, and the folder of the extension that was built for it. */
export type Ready =
  | Readonly<{ isReady: true; name: BrowserName; executablePath: string; extension: string }>
  | Readonly<{ isReady: false; says: string }>;

export async function readyToPlay(name: BrowserName = 'chromium'): Promise<Ready> {
  const found = await findBrowser(name);
  if (!found.isFound) return { isReady: false, says: found.advice };
  const built = await build(name === 'firefox' ? 'firefox' : 'chrome');
  if (!built.isBuilt) return { isReady: false, says: `The extension could not be built.\n${built.output}` };
  return { isReady: true, name, executablePath: found.browser.path, extension: built.folder };
}
