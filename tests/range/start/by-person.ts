import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUIET_FLAGS } from '../../hand/chromium.ts';
import { controlAt } from '../../hand/control.ts';
import { launchFirefox } from '../../hand/firefox/launch.ts';
import { say } from '../../setup/root.ts';
import { startRange } from '../range.ts';
import type { Ready, StartOptions } from './main.ts';

const MINUTE_MS = 60_000;
const STOP_GRACE_MS = 4_000;
const WORDS_MAX = 20_000;

/** Opens the range and a browser of its own for a person. Ends when the browser is closed, at Ctrl-C, or when the time is up. */
export async function byPerson(options: StartOptions, ready: Ready): Promise<number> {
  const range = await startRange();
  const profile = await mkdtemp(join(tmpdir(), 'countersign-person-'));
  try {
    const control = controlAt(range.control.url, range.control.secret);
    await control.reset(options.skin ?? ready.situation?.skins[0] ?? 'server', ready.situation?.given ?? []);
    say(welcome(ready.situation?.title ?? null));
    const child = options.browser === 'firefox' ? await openFirefox(ready, profile) : openChromium(ready, profile);
    return await untilClosed(child, options.minutes);
  } finally {
    await range.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    say('Stopped: the browser, the practice range and their files are gone.');
  }
}

function welcome(title: string | null): string {
  return [
    '',
    'The practice range is open, and a browser of its own with Countersign in it. Nothing in there is real.',
    '  1. In the first page: choose the practice range, allow its console, sign in as lead-01.',
    '  2. Press the Countersign button beside the address bar and start case CASE-1042.',
    '  3. Enter what the panel shows, screen by screen. Press Submit restoration, and once more when it is green.',
    ...(title === null ? [] : [`Today's situation: ${title}.`]),
    'Ctrl-C, or closing the browser, stops everything.',
    '',
  ].join('\n');
}

/** The profile is new, so the extension opens its first steps by itself. */
function openChromium({ browser, extension }: Ready, profile: string): ChildProcess {
  const env = { ...process.env, LANGUAGE: 'en_US' };
  return spawn(browser, argumentsFor(extension, profile), { stdio: ['ignore', 'ignore', 'pipe'], env });
}

/** Firefox takes an unpacked extension from its remote agent only. It is put in for as long as the browser runs. */
async function openFirefox({ browser, extension }: Ready, profile: string): Promise<ChildProcess> {
  const { bidi, process: child } = await launchFirefox({ profile, executablePath: browser, isHeadless: false, isForPerson: true });
  await bidi.send('webExtension.install', { extensionData: { type: 'path', path: extension } });
  return child;
}

function argumentsFor(extension: string, profile: string): readonly string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    `--user-data-dir=${profile}`,
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    ...QUIET_FLAGS,
    // Chromium refuses to start as root with its sandbox on.
    ...(isRoot ? ['--no-sandbox'] : []),
    'about:blank',
  ];
}

function untilClosed(child: ChildProcess, minutes: number | null): Promise<number> {
  return new Promise((resolve) => {
    let words = '';
    let isAsked = false;
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-WORDS_MAX);
    });
    const stop = () => {
      if (isAsked) return;
      isAsked = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS).unref();
    };
    const limit = minutes === null ? null : setTimeout(stop, minutes * MINUTE_MS);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, stop);
    const end = (code: number) => {
      if (limit !== null) clearTimeout(limit);
      for (const signal of signals) process.off(signal, stop);
      resolve(code);
    };
    child.once('error', (error) => {
      say(`The browser could not be started: ${error.message}`);
      end(1);
    });
    child.once('exit', (code) => {
      if (isAsked || code === 0) return end(0);
      say(whyItEnded(words));
      end(1);
    });
  });
}

function whyItEnded(words: string): string {
  if (/No usable sandbox|SUID sandbox/i.test(words)) {
    return 'The browser has no usable sandbox here. Install Chromium from the system’s packages, or name another one with COUNTERSIGN_BROWSER.';
  }
  const last = words.trim().split('\n').at(-1) ?? '';
  return `The browser ended by itself${last === '' ? '' : `: ${last}`}. Without a screen, run: npm start -- --headless`;
}
