import { at } from './control.ts';
import type { Page } from './page.ts';

/** The extension's own record of a play, read as it stands on disk. One line of JSON for each fact. */
export async function journalLines(page: Page): Promise<readonly unknown[]> {
  const lines = await page.evaluate(readLines);
  return lines.map((line): unknown => JSON.parse(line));
}

const CLOSED_TIMEOUT_MS = 10_000;

/** The same, once every execution whose gate was open has seen it closed: only then it is decided what left, and who is called. */
export async function decidedLines(page: Page): Promise<readonly unknown[]> {
  const untilMs = performance.now() + CLOSED_TIMEOUT_MS;
  for (;;) {
    const lines = await journalLines(page);
    if (!lastLines(lines).some((line) => at(line, '/body/after/owed/isOpen') === true) || performance.now() > untilMs) return lines;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Of each execution the last line. */
function lastLines(lines: readonly unknown[]): readonly unknown[] {
  const last = new Map<unknown, unknown>();
  for (const line of lines) {
    const execution = at(line, '/execution');
    if (Number(at(line, '/seq')) >= Number(at(last.get(execution), '/seq') ?? -1)) last.set(execution, line);
  }
  return [...last.values()];
}

/** Whether anybody of security was to be called, as the record itself says: what a popup shows of it comes later. */
export function isSecurityCalled(lines: readonly unknown[]): boolean {
  return lines.some((line) => {
    const calls = at(line, '/body/after/escalations');
    return Array.isArray(calls) && calls.length > 0;
  });
}

/** Where a submission may be on its way. */
const ON_ITS_WAY: readonly unknown[] = ['armed', 'committing', 'confirming', 'confirmed'];

/** Codes of everything that was refused while a submission was under way: presses that did not count, requests that were stopped. */
export function refusalsIn(entries: readonly unknown[]): readonly string[] {
  const codes = entries.flatMap((entry) => {
    if (!ON_ITS_WAY.includes(at(entry, '/body/after/phase'))) return [];
    const kind = at(entry, '/kind');
    if (kind === 'commit-stopped') return ['commit-without-release'];
    const code = at(entry, '/body/because/code');
    return (kind === 'press-held' || kind === 'pressed') && typeof code === 'string' ? [code] : [];
  });
  return [...new Set(codes)];
}

/** Whether a press came while the execution was left to a person, and was refused for that. */
export function isTriedWhileHeld(entries: readonly unknown[]): boolean {
  return entries.some((entry) => {
    const kind = at(entry, '/kind');
    return (kind === 'press-held' || kind === 'step-held') && at(entry, '/body/because/code') === 'takeover-held';
  });
}

/** Runs in a page of the extension: every text called `line` in any of its databases. */
async function readLines(): Promise<string[]> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values: unknown[] = await settled(database.transaction(store).objectStore(store).getAll());
      for (const value of values) {
        const line: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'line') : null;
        if (typeof line === 'string') found.push(line);
      }
    }
    database.close();
  }
  return found;
}
