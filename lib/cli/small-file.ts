import { readFile, stat } from 'node:fs/promises';
import { Refused } from './refused.ts';

const BYTES_MAX = 4 * 1024 * 1024;

/** The text of a file that somebody named on the command line. */
export async function readSmallFile(path: string, what: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > BYTES_MAX) throw new Refused(`The ${what} ${path} cannot be read.`);
  return readFile(path, 'utf8').catch(() => {
    throw new Refused(`The ${what} ${path} cannot be read.`);
  });
}
