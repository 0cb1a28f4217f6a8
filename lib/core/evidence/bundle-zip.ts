import { unzipSync, zipSync } from 'fflate';
import { type Bytes, isSameBytes } from './encoding.ts';

/** The largest bundle and the most files that are read: a bundle has some dozen files of some kilobytes. */
export const BUNDLE_BYTES_MAX = 256 * 1024 * 1024;
export const BUNDLE_FILES_MAX = 2_000;
const PATH_LENGTH_MAX = 120;

export type ReadZip =
  | Readonly<{ isRead: true; files: ReadonlyMap<string, Uint8Array>; isOurForm: boolean }>
  | Readonly<{ isRead: false; says: string }>;

/** The same files give the same bytes anywhere: ordered by path, stored without compression, one fixed time. */
export function zipBundle(files: ReadonlyMap<string, Uint8Array>): Bytes {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // A zip keeps local time without a zone, so a fixed local time is the same everywhere; noon exists in every zone.
  return new Uint8Array(zipSync(Object.fromEntries(sorted), { level: 0, mtime: new Date(2000, 0, 1, 12) }));
}

/**
 * Reads a zip that nobody vouches for. Only stored files are read, so it cannot grow when opened; overlapping ones are
 * refused by their sum. `isOurForm`: the bytes are exactly those that `zipBundle` gives for what was read, so that a
 * change between or around the files shows as well.
 */
export function unzipBundle(zip: Uint8Array): ReadZip {
  if (zip.length > BUNDLE_BYTES_MAX) return { isRead: false, says: `It is larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB.` };
  const names = new Set<string>();
  let sizeBytes = 0;
  const filter = (entry: Readonly<{ name: string; size: number; originalSize?: number; compression: number }>) => {
    const fault = nameFault(entry.name) ?? (names.has(entry.name) ? 'is in it twice' : null);
    if (fault !== null) throw new ZipRefused(`A file in it ${fault}.`);
    if (entry.compression !== 0 || entry.size !== entry.originalSize) throw new ZipRefused('A file in it is compressed.');
    names.add(entry.name);
    sizeBytes += entry.size;
    if (sizeBytes > zip.length || names.size > BUNDLE_FILES_MAX) throw new ZipRefused('Its files overlap, or there are too many.');
    return true;
  };
  try {
    const files = new Map<string, Uint8Array>(Object.entries(unzipSync(zip, { filter })));
    return { isRead: true, files, isOurForm: isSameBytes(zipBundle(files), zip) };
  } catch (error) {
    // Whatever else the reader throws at bytes that it cannot follow means the same: this is no zip.
    return { isRead: false, says: error instanceof ZipRefused ? error.message : 'It is not a zip file that can be read.' };
  }
}

/** Why a path may not be in a bundle; null when it may. */
export function nameFault(path: string): string | null {
  if (path.length > PATH_LENGTH_MAX) return 'has too long a name';
  if (/^[A-Za-z]:|\\/.test(path) || path.split('/').some((part) => part === '..' || part === '.' || part === '')) {
    return 'names a place outside the bundle';
  }
  return /^[A-Za-z0-9._/-]+$/.test(path) && path !== '__proto__' ? null : 'has a name that no bundle has';
}

class ZipRefused extends Error {
  override readonly name = 'ZipRefused';
}
