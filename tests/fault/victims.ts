import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { HandBrowser, Victim } from '../hand/browser.ts';
import { contextInChromium } from '../hand/chromium.ts';

const GONE_TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 10;

/** What died: the processes that were sent SIGKILL and are gone. A worker has none of its own; its target is gone instead. */
export type Death = Readonly<{ pids: readonly number[]; atMs: number }>;

/** Ends one of them as a crash would. A browser is started again; a popup that was open in a tab died with its process. */
export async function kill(browser: HandBrowser, victim: Victim): Promise<Death> {
  const pid = await browserPid(browser);
  if (victim === 'worker') {
    const atMs = Date.now();
    await browser.kill('worker');
    return { pids: [], atMs };
  }
  if (victim === 'browser') {
    const atMs = Date.now();
    await browser.kill('browser');
    await gone(pid);
    return { pids: [pid], atMs };
  }
  const pids = extensionPids(pid);
  const atMs = Date.now();
  for (const one of pids) process.kill(one, 'SIGKILL');
  await Promise.all(pids.map(gone));
  return { pids, atMs };
}

async function browserPid(browser: HandBrowser): Promise<number> {
  const debug = await contextInChromium(browser.context()).browser()?.newBrowserCDPSession();
  const found = await debug?.send('SystemInfo.getProcessInfo');
  const pid = found?.processInfo.find(({ type }) => type === 'browser')?.id;
  await debug?.detach();
  if (pid === undefined) throw new Error('the browser does not tell its process');
  return pid;
}

/** The browser's own children that run an extension. */
function extensionPids(browser: number): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => read(pid, 'cmdline').includes('--extension-process') && isUnder(pid, browser));
}

function isUnder(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(read(pid, 'status'))?.[1] ?? 0);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended in between.
    return '';
  }
}

/** Gone, or a corpse that its parent has not looked at yet. */
async function gone(pid: number): Promise<void> {
  const untilMs = Date.now() + GONE_TIMEOUT_MS;
  while (existsSync(`/proc/${pid}`) && !/^State:\s+[ZX]/m.test(read(pid, 'status'))) {
    if (Date.now() > untilMs) throw new Error(`process ${pid} did not die`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
