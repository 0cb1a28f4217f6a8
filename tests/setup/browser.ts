import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isProgram, onPath, run } from './commands.ts';
import { say } from './root.ts';

/** A browser that can load an unpacked extension from its command line. */
export type Browser = Readonly<{ path: string; version: string }>;
export type Found = Readonly<{ isFound: true; browser: Browser }> | Readonly<{ isFound: false; advice: string }>;

/** The first version whose debugging protocol loads and unloads extensions. */
const VERSION_MINIMUM = 137;
const ASK_TIMEOUT_MS = 15_000;
const DOWNLOAD_TIMEOUT_MS = 300_000;
const PACKAGES_TIMEOUT_MS = 600_000;

/**
 * An installed Chromium or Chrome for Testing, else the one that the test tool keeps, else its download, else the
 * system's packages. Branded Chrome is passed over: it ignores `--load-extension`.
 */
export async function findBrowser(): Promise<Found> {
  const named = process.env.COUNTERSIGN_BROWSER;
  if (named !== undefined && named !== '') {
    const look = await ask(named);
    return look.isFound ? look : { isFound: false, advice: `COUNTERSIGN_BROWSER names ${named}, but ${look.advice}.` };
  }
  const installed = await firstThatFits([...candidates(), await testToolPath()]);
  if (installed !== null) return { isFound: true, browser: installed };
  return (await download()) ?? (await fromPackages());
}

function candidates(): readonly string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'chrome-for-testing', 'chrome'];
  const found = names.map(onPath).filter((path) => path !== null);
  if (process.platform === 'darwin') {
    const apps = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'];
    found.push(...['/Applications', join(homedir(), 'Applications')].flatMap((folder) => apps.map((app) => join(folder, app))));
  }
  const local = process.env.LOCALAPPDATA;
  if (process.platform === 'win32' && local !== undefined) found.push(join(local, 'Chromium', 'Application', 'chrome.exe'));
  return found;
}

async function testToolPath(): Promise<string> {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

async function firstThatFits(paths: readonly string[]): Promise<Browser | null> {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const look = await ask(path);
    if (look.isFound) return look.browser;
    say(`Passing over ${path}: ${look.advice}.`);
  }
  return null;
}

/** Asks a browser who it is. A Windows browser does not answer in words, so its place must do. */
async function ask(path: string): Promise<Found> {
  if (!isProgram(path)) return { isFound: false, advice: 'it is not a program' };
  if (process.platform === 'win32') return { isFound: true, browser: { path, version: 'not asked' } };
  const answer = await run(path, ['--version'], { timeoutMs: ASK_TIMEOUT_MS });
  return judge(path, answer.code === 0 ? answer.output : '');
}

/** What a browser's own words about itself mean for us. */
export function judge(path: string, words: string): Found {
  const line =
    words
      .split('\n')
      .find((one) => /^\s*(?:google )?chrom\S* .*\d/i.test(one))
      ?.trim() ?? '';
  const version = /^(?:Chromium|Google Chrome for Testing)\s+(\d+)[\d.]*/.exec(line);
  if (line === '') return { isFound: false, advice: 'it does not start' };
  if (/\bsnap\b/.test(line)) return { isFound: false, advice: 'it is confined and cannot read an extension from this folder' };
  if (version === null)
    return { isFound: false, advice: 'it is not Chromium or Chrome for Testing, and branded Chrome ignores unpacked extensions' };
  if (Number(version[1]) < VERSION_MINIMUM)
    return { isFound: false, advice: `it is version ${version[1]}, and ${VERSION_MINIMUM} or newer is needed` };
  return { isFound: true, browser: { path, version: version[0] } };
}

async function download(): Promise<Found | null> {
  say('No Chromium or Chrome for Testing found: downloading one with the test tool, about a minute …');
  const ended = await run('playwright', ['install', 'chromium', '--no-shell'], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  if (ended.code !== 0) {
    say('The download did not work here.');
    return null;
  }
  const browser = await firstThatFits([await testToolPath()]);
  return browser === null ? null : { isFound: true, browser };
}

type Packages = Readonly<{ tool: string; prepare: readonly string[] | null; install: readonly string[] }>;
const PACKAGE_MANAGERS: readonly Packages[] = [
  { tool: 'apt-get', prepare: ['update'], install: ['install', '-y', 'chromium'] },
  { tool: 'dnf', prepare: null, install: ['install', '-y', 'chromium'] },
  { tool: 'pacman', prepare: null, install: ['-S', '--noconfirm', 'chromium'] },
  { tool: 'apk', prepare: null, install: ['add', 'chromium'] },
];

async function fromPackages(): Promise<Found> {
  const manager = PACKAGE_MANAGERS.find(({ tool }) => onPath(tool) !== null);
  if (manager === undefined) {
    return {
      isFound: false,
      advice: 'No browser could be found. Install Chromium, or name one: COUNTERSIGN_BROWSER=/path/to/chromium npm start',
    };
  }
  const { tool, prepare, install } = manager;
  const words = [prepare === null ? null : `sudo ${tool} ${prepare.join(' ')}`, `sudo ${tool} ${install.join(' ')}`];
  const advice = `No browser could be found. Run: ${words.filter((one) => one !== null).join(' && ')}`;
  if (process.getuid?.() !== 0) return { isFound: false, advice };
  say(`Installing Chromium with ${tool}, one to two minutes …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (prepare !== null) await run(tool, prepare, { timeoutMs: PACKAGES_TIMEOUT_MS, env });
  const ended = await run(tool, install, { timeoutMs: PACKAGES_TIMEOUT_MS, env });
  const browser = await firstThatFits(candidates());
  if (browser !== null) return { isFound: true, browser };
  return { isFound: false, advice: `${advice}\nIt was tried as root and did not work: ${ended.output.trim().split('\n').at(-1) ?? ''}` };
}
