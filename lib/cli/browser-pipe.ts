import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { NotDone, Refused } from './refused.ts';

/** A browser of this machine, spoken to over two pipes (Chrome DevTools Protocol): no port is opened. What it does not do is `NotDone`. */
export type BrowserPipe = Readonly<{
  ask: (method: string, params: object, session: string | null) => Promise<Record<string, unknown>>;
  close: () => Promise<void>;
}>;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ANSWER_MS = 30_000;

/** `signedIn`: the profile folder of a browser in which somebody has signed in; null = a fresh one that is thrown away. */
export async function openBrowser(signedIn: string | null): Promise<BrowserPipe> {
  // A browser makes a folder that is not there, and shows the console as nobody sees it.
  if (signedIn !== null && !isFolder(signedIn)) throw new Refused(`There is no folder ${signedIn}: name the profile folder of a browser.`);
  const path = findBrowser();
  const folder = signedIn ?? (await mkdtemp(join(tmpdir(), 'countersign-check-')));
  const flags = ['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${folder}`, '--no-first-run', '--disable-gpu'];
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  const child = spawn(path, [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  // One that cannot be started ends without an exit, and one may have ended before anybody asks.
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const { ask } = speaking(child, path);
  return {
    ask,
    close: async () => {
      child.kill();
      await ended;
      if (signedIn === null) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function findBrowser(): string {
  const named = process.env.COUNTERSIGN_BROWSER;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new Refused('No browser was found. Name one: COUNTERSIGN_BROWSER=/path/to/chromium');
  return found;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Waiting = Readonly<{ resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>;

function speaking(child: ChildProcess, path: string): Pick<BrowserPipe, 'ask'> {
  const waiting = new Map<number, Waiting>();
  const [, , , to, from] = child.stdio;
  if (!isWritable(to) || !isReadable(from)) throw new Error('the browser has no pipes');
  const lose = () => {
    for (const { reject } of waiting.values()) reject(new Refused(`The browser ${path} did not answer.`));
    waiting.clear();
  };
  child.once('error', lose);
  child.once('exit', lose);
  to.on('error', lose);
  let rest = '';
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) hear(message, waiting);
  });
  let last = 0;
  return {
    ask: (method, params, session) =>
      new Promise((resolve, reject) => {
        last += 1;
        const id = last;
        const late = setTimeout(lose, ANSWER_MS);
        const settle = <T>(then: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(late);
            then(value);
          };
        };
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
        to.write(`${JSON.stringify({ id, method, params, ...(session === null ? {} : { sessionId: session }) })}\0`);
      }),
  };
}

function hear(message: string, waiting: Map<number, Waiting>): void {
  const value: unknown = JSON.parse(message);
  if (!isRecord(value) || typeof value.id !== 'number') return;
  const asked = waiting.get(value.id);
  waiting.delete(value.id);
  if (isRecord(value.result)) asked?.resolve(value.result);
  else asked?.reject(new NotDone());
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isWritable(stream: unknown): stream is Writable {
  return isRecord(stream) && 'write' in stream;
}

function isReadable(stream: unknown): stream is Readable {
  return isRecord(stream) && 'read' in stream;
}
