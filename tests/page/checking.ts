import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { run } from '../../lib/cli/main.ts';
import { findBrowser } from '../setup/browser.ts';

export const SHIPPED = fileURLToPath(new URL('../../public/profiles/range-server.json', import.meta.url));

/** The address that the shipped profile's console has. */
export const CONSOLE_ORIGIN = 'http://console.range.localhost:4701';

/** What the command said, as its JSON has it. */
export type PageSaid = Readonly<{
  page: string;
  place: string;
  screen: string | null;
  differences: readonly string[];
  confirmation: Readonly<{ hasReference: boolean; repeats: Readonly<Record<string, boolean>> }> | null;
}>;

type Said = Readonly<{ exitCode: number; pages: readonly PageSaid[]; unseen: readonly unknown[] }>;

/** A folder for pages and profiles, and the browser that the command opens, for one file of tests. */
export function checking(): Readonly<{ folder: string; write: (name: string, text: string) => string }> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-checked-'));
  const before = process.env.COUNTERSIGN_BROWSER;
  beforeAll(async () => {
    const found = await findBrowser();
    if (!found.isFound) throw new Error(found.advice);
    process.env.COUNTERSIGN_BROWSER = found.browser.path;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.COUNTERSIGN_BROWSER;
    else process.env.COUNTERSIGN_BROWSER = before;
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    write: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
  };
}

/** The shipped profile as text, with its parts changed. */
export function profileText(change: (profile: Record<string, unknown>) => void): string {
  const profile: Record<string, unknown> = JSON.parse(readFileSync(SHIPPED, 'utf8'));
  change(profile);
  return JSON.stringify(profile);
}

export async function checked(profile: string, ...args: readonly string[]): Promise<Said> {
  const { exitCode, stdout } = await run(['profile', 'check', profile, ...args, '--json']);
  const { pages, unseen } = JSON.parse(stdout);
  return { exitCode, pages, unseen };
}
