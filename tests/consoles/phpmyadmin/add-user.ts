import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { at } from '../../hand/control.ts';
import { run } from '../../setup/commands.ts';
import { ROOT } from '../../setup/root.ts';
import { type Seen, seenTo } from '../console.ts';

const PROFILE = fileURLToPath(new URL('add-user.json', import.meta.url));
const COUNTERSIGN = join(ROOT, 'lib', 'cli', 'countersign.mjs');
const COMMAND_TIMEOUT_MS = 60_000;
/** What it has at least: names, passwords, two choices of a host, limits, and a checkbox for each privilege. */
const CONTROLS_MIN = 50;

/**
 * *Add user account* gives access that has no end, so nothing on it could hold what was approved. Its page is read all the same,
 * and a profile of it is refused for just that.
 */
export async function addUser(
  page: Page,
  address: string,
  { folder, browser }: Readonly<{ folder: string; browser: string }>,
): Promise<readonly Seen[]> {
  await page.goto(address);
  await page.locator('#addUsersForm').waitFor();
  const saved = join(folder, 'add-user.html');
  await writeFile(saved, await page.content());
  const env = { ...process.env, COUNTERSIGN_BROWSER: browser, NO_COLOR: '1' };
  const tell = (...args: readonly string[]) =>
    run(process.execPath, [COUNTERSIGN, 'profile', ...args], { timeoutMs: COMMAND_TIMEOUT_MS, env });
  const drafted = await tell('draft', saved);
  const count = drafted.code === 0 ? countOf(JSON.parse(drafted.output)) : 0;
  const checked = await tell('check', PROFILE);
  const faults = checked.output.split('\n').filter((line) => line.startsWith('  '));
  const isRefused = checked.code === 1 && faults.join() === '  screens: no field holds window.end';
  return [
    seenTo(`add user account: its page is read, ${count} controls`, count >= CONTROLS_MIN, drafted.output.slice(0, 300)),
    seenTo('add user account: a profile of it is refused, as no field holds window.end', isRefused, checked.output),
  ];
}

/** How many controls a draft found; a group of checkboxes or radios counts as many as it has. */
function countOf(draft: unknown): number {
  const [fields, buttons] = [at(draft, '/fields'), at(draft, '/buttons')];
  if (!Array.isArray(fields) || !Array.isArray(buttons)) return 0;
  const members = fields.map((field: unknown) => {
    const [kind, options] = [at(field, '/kind'), at(field, '/options')];
    return Array.isArray(options) && (kind === 'checkbox-set' || kind === 'radio') ? options.length : 1;
  });
  return members.reduce((sum, one) => sum + one, buttons.length);
}
