import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** One line of progress, on the error stream so that standard output stays free for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
