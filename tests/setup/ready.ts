import { type BrowserName, findBrowser } from './browser.ts';
import { build } from './build.ts';
import { say } from './root.ts';

/** What every play needs: the browser, and the folder of the extension that was built for it. */
export type Playable = Readonly<{ isReady: true; name: BrowserName; executablePath: string; extension: string }>;
type Ready = Playable | Readonly<{ isReady: false; says: string }>;

/**
 * One command that plays: its options, or the sentence why they were not understood (2); then what it plays in, or why there
 * is none (1); then the play, whose own code it ends with.
 */
export async function whenReady<O extends object>(
  options: O | string,
  play: (options: O, ready: Playable) => Promise<number>,
  name: BrowserName = 'chromium',
): Promise<number> {
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  const ready = await readyToPlay(name);
  if (ready.isReady) return play(options, ready);
  say(ready.says);
  return 1;
}

/** The browser that a test of a real one runs in: Chromium, or Firefox where it is asked for. */
export const TESTED_IN: BrowserName = process.env.COUNTERSIGN_TESTED_IN === 'firefox' ? 'firefox' : 'chromium';

export async function readyToPlay(name: BrowserName = 'chromium'): Promise<Ready> {
  const found = await findBrowser(name);
  if (!found.isFound) return { isReady: false, says: found.advice };
  const built = await build(name === 'firefox' ? 'firefox' : 'chrome');
  if (!built.isBuilt) return { isReady: false, says: `The extension could not be built.\n${built.output}` };
  return { isReady: true, name, executablePath: found.browser.path, extension: built.folder };
}
