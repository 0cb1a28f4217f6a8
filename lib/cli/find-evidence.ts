import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JOURNAL, MANIFEST, SIGSTORE_BUNDLE, STATEMENT } from '../core/evidence/bundle-names.ts';
import { ADDENDUM_ENDS } from './addendum-file.ts';
import { Refused } from './refused.ts';

/** Something that a report counts: a bundle, as a zip or unpacked, or an addendum that stands beside bundles. */
export type Found = Readonly<{ is: 'bundle' | 'addendum'; path: string }>;

const DEPTH_MAX = 32;
/** A folder with any of these is a bundle that was unpacked, also where the others were lost: it must not go unseen. */
const OF_BUNDLE: readonly string[] = [JOURNAL, MANIFEST, STATEMENT, SIGSTORE_BUNDLE];

/**
 * Everything under the given files and folders, one after the other and in the order of names: what was read is let go of
 * before the next is looked for, so that folders of any size can be walked. Links are not followed.
 */
export async function* findEvidence(paths: readonly string[]): AsyncGenerator<Found> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null) throw new Refused(`There is nothing at ${path}.`);
    if (found.isDirectory()) yield* within(path, 0);
    else yield foundAt(path) ?? { is: 'bundle', path };
  }
}

async function* within(folder: string, depth: number): AsyncGenerator<Found> {
  if (depth > DEPTH_MAX) throw new Refused(`${folder} is more than ${DEPTH_MAX} folders deep.`);
  const names = (await readdir(folder)).sort();
  if (OF_BUNDLE.some((name) => names.includes(name))) yield { is: 'bundle', path: folder };
  // Other bundles may lie beneath a stray part of one; beneath a journal lie its own parts.
  if (names.includes(JOURNAL)) return;
  for (const name of names) {
    const path = join(folder, name);
    const found = await lstat(path);
    const evidence = found.isFile() ? foundAt(path) : null;
    if (evidence !== null) yield evidence;
    else if (found.isDirectory()) yield* within(path, depth + 1);
  }
}

function foundAt(path: string): Found | null {
  if (path.endsWith('.zip')) return { is: 'bundle', path };
  return path.endsWith(ADDENDUM_ENDS) ? { is: 'addendum', path } : null;
}
