import { existsSync, readdirSync, readFileSync } from 'node:fs';

const GONE_TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 10;

/** Ends processes as a crash would, and waits until they are gone. */
export async function killed(pids: readonly number[]): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await Promise.all(pids.map(gone));
}

/** Gone, or a corpse that its parent has not looked at yet. */
export async function gone(pid: number): Promise<void> {
  const untilMs = Date.now() + GONE_TIMEOUT_MS;
  while (existsSync(`/proc/${pid}`) && !/^State:\s+[ZX]/m.test(read(pid, 'status'))) {
    if (Date.now() > untilMs) throw new Error(`process ${pid} did not die`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** What a process started, and what that started, whose command line has a word. Known on Linux only. */
export function startedBy(ancestor: number, word: string): readonly number[] {
  if (!existsSync('/proc')) return [];
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => read(pid, 'cmdline').includes(word) && isUnder(pid, ancestor));
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
