import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isProgram, onPath, run } from './commands.ts';
import { say } from './root.ts';

export type BrowserName = 'chromium' | 'firefox';
/** A browser that can load an unpacked extension for a test. */
export type Browser = Readonly<{ path: string; version: string }>;
export type Found = Readonly<{ isFound: true; browser: Browser }> | Readonly<{ isFound: false; advice: string }>;

/** A person names a browser of their own by one of these. */
const NAMED_BY: Readonly<Record<BrowserName, string>> = { chromium: 'COUNTERSIGN_BROWSER', firefox: 'COUNTERSIGN_FIREFOX' };

const ASK_TIMEOUT_MS = 15_000;
const DOWNLOAD_TIMEOUT_MS = 300_000;
const PACKAGES_TIMEOUT_MS = 600_000;

/**
 * An installed browser that fits, else the one that the test tool keeps, else its download, else the system's packages.
 * Branded Chrome is passed over: it ignores `--load-extension`. For Firefox the test tool has nothing that fits.
 */
export async function findBrowser(name: BrowserName = 'chromium'): Promise<Found> {
  const variable = NAMED_BY[name];
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    const look = await ask(name, named);
    return look.isFound ? look : { isFound: false, advice: `${variable} names ${named}, but ${look.advice}.` };
  }
  const kept = name === 'chromium' ? [await testToolPath()] : [];
  const installed = await firstThatFits(name, [...candidates(name), ...kept]);
  if (installed !== null) return { isFound: true, browser: installed };
  return (name === 'chromium' ? await download() : null) ?? (await fromPackages(name));
}

/** Where each browser stands: names on the path, apps of macOS, and a place on Windows. */
const PLACES = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'chrome-for-testing', 'chrome'],
    apps: ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'],
    windows: { folder: 'LOCALAPPDATA', path: ['Chromium', 'Application', 'chrome.exe'] },
  },
  firefox: {
    names: ['firefox-esr', 'firefox'],
    apps: ['Firefox.app/Contents/MacOS/firefox'],
    windows: { folder: 'PROGRAMFILES', path: ['Mozilla Firefox', 'firefox.exe'] },
  },
} as const;

function candidates(name: BrowserName): readonly string[] {
  const { names, apps, windows } = PLACES[name];
  const found = names.map(onPath).filter((path) => path !== null);
  if (process.platform === 'darwin') {
    found.push(...['/Applications', join(homedir(), 'Applications')].flatMap((folder) => apps.map((app) => join(folder, app))));
  }
  const folder = process.env[windows.folder];
  if (process.platform === 'win32' && folder !== undefined) found.push(join(folder, ...windows.path));
  return found;
}

async function testToolPath(): Promise<string> {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

async function firstThatFits(name: BrowserName, paths: readonly string[]): Promise<Browser | null> {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const look = await ask(name, path);
    if (look.isFound) return look.browser;
    say(`Passing over ${path}: ${look.advice}.`);
  }
  return null;
}

/** Asks a browser who it is. A Windows browser does not answer in words, so its place must do. */
async function ask(name: BrowserName, path: string): Promise<Found> {
  if (!isProgram(path)) return { isFound: false, advice: 'it is not a program' };
  if (process.platform === 'win32') return { isFound: true, browser: { path, version: 'not asked' } };
  if (realpathSync(path).includes('/snap')) return { isFound: false, advice: CONFINED };
  const answer = await run(path, ['--version'], { timeoutMs: ASK_TIMEOUT_MS });
  return judge(name, path, answer.code === 0 ? answer.output : '');
}

const CONFINED = 'it is confined and cannot read an extension from this folder';

/**
 * How each browser says who it is, and the first version that will do: Chromium's debugging protocol loads and unloads
 * extensions from 137 on, and Firefox's manifest names 140.
 */
const WORDS = {
  chromium: {
    line: /^\s*(?:google )?chrom\S* .*\d/i,
    version: /^(?:Chromium|Google Chrome for Testing)\s+(\d+)[\d.]*/,
    minimum: 137,
    other: 'it is not Chromium or Chrome for Testing, and branded Chrome ignores unpacked extensions',
  },
  firefox: { line: /firefox .*\d/i, version: /^Mozilla Firefox\s+(\d+)[\w.]*/, minimum: 140, other: 'it is not Firefox' },
} as const;

/** What a browser's own words about itself mean for us. */
export function judge(name: BrowserName, path: string, words: string): Found {
  const known = WORDS[name];
  const lines = words.split('\n');
  const line = (lines.find((one) => known.line.test(one)) ?? lines.find((one) => /\w+ \d+\./.test(one)) ?? '').trim();
  const version = known.version.exec(line);
  if (line === '') return { isFound: false, advice: 'it does not start' };
  if (/\bsnap\b/.test(line)) return { isFound: false, advice: CONFINED };
  if (version === null) return { isFound: false, advice: known.other };
  if (Number(version[1]) < known.minimum)
    return { isFound: false, advice: `it is version ${version[1]}, and ${known.minimum} or newer is needed` };
  return { isFound: true, browser: { path, version: version[0] } };
}

async function download(): Promise<Found | null> {
  say('No Chromium or Chrome for Testing found: downloading one with the test tool, about a minute …');
  const ended = await run('playwright', ['install', 'chromium', '--no-shell'], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  if (ended.code !== 0) {
    say('The download did not work here.');
    return null;
  }
  const browser = await firstThatFits('chromium', [await testToolPath()]);
  return browser === null ? null : { isFound: true, browser };
}

type Packages = Readonly<{
  tool: string;
  prepare: readonly string[] | null;
  install: readonly string[];
  names: Readonly<Record<BrowserName, string>>;
}>;
const PACKAGE_MANAGERS: readonly Packages[] = [
  { tool: 'apt-get', prepare: ['update'], install: ['install', '-y'], names: { chromium: 'chromium', firefox: 'firefox-esr' } },
  { tool: 'dnf', prepare: null, install: ['install', '-y'], names: { chromium: 'chromium', firefox: 'firefox' } },
  { tool: 'pacman', prepare: null, install: ['-S', '--noconfirm'], names: { chromium: 'chromium', firefox: 'firefox' } },
  { tool: 'apk', prepare: null, install: ['add'], names: { chromium: 'chromium', firefox: 'firefox-esr' } },
];

const TITLES: Readonly<Record<BrowserName, string>> = { chromium: 'Chromium', firefox: 'Firefox' };

async function fromPackages(name: BrowserName): Promise<Found> {
  const manager = PACKAGE_MANAGERS.find(({ tool }) => onPath(tool) !== null);
  const title = TITLES[name];
  if (manager === undefined) {
    return {
      isFound: false,
      advice: `No ${title} could be found. Install it, or name one: ${NAMED_BY[name]}=/path/to/${name} npm start`,
    };
  }
  const { tool, prepare } = manager;
  const install = [...manager.install, manager.names[name]];
  const words = [prepare === null ? null : `sudo ${tool} ${prepare.join(' ')}`, `sudo ${tool} ${install.join(' ')}`];
  const advice = `No ${title} could be found. Run: ${words.filter((one) => one !== null).join(' && ')}`;
  if (process.getuid?.() !== 0) return { isFound: false, advice };
  say(`Installing ${title} with ${tool}, one to two minutes …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (prepare !== null) await run(tool, prepare, { timeoutMs: PACKAGES_TIMEOUT_MS, env });
  const ended = await run(tool, install, { timeoutMs: PACKAGES_TIMEOUT_MS, env });
  const browser = await firstThatFits(name, candidates(name));
  if (browser !== null) return { isFound: true, browser };
  return { isFound: false, advice: `${advice}\nIt was tried as root and did not work: ${ended.output.trim().split('\n').at(-1) ?? ''}` };
}
