import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type ReadAddendum, readAddendum } from '../core/evidence/addendum.ts';
import type { TrustedDevice } from '../core/evidence/device-trust.ts';
import { Refused } from './refused.ts';
import { verifyTools } from './verify-tools.ts';

export const ADDENDUM_ENDS = '.sigstore.json';
const ADDENDUM_BYTES_MAX = 1024 * 1024;

/** Reads and verifies one file that was signed after a bundle was closed. */
export async function readAddendumFile(path: string, devices: readonly TrustedDevice[]): Promise<ReadAddendum> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Refused(`There is no addendum at ${path}.`);
  if (!found.isFile() || found.size > ADDENDUM_BYTES_MAX) return { isGood: false, says: 'is too large, or no file' };
  return readAddendum(new Uint8Array(await readFile(path)), verifyTools, devices);
}

/** What lies beside a bundle and has its name: what was signed about it after its end. */
export async function addendaBeside(bundle: string): Promise<readonly string[]> {
  // "." has a name and a place too.
  const whole = resolve(bundle);
  const folder = dirname(whole);
  const begins = `${basename(whole).replace(/\.zip$/, '')}.`;
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith(begins) && name.endsWith(ADDENDUM_ENDS))
    .sort()
    .map((name) => join(folder, name));
}
