import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLE_BYTES_MAX, BUNDLE_FILES_MAX, isZip, nameFault, unzipBundle } from '../core/evidence/bundle-zip.ts';
import { Refused } from './refused.ts';

const TOO_LARGE = `is larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB or has more than ${BUNDLE_FILES_MAX} files`;

/** A bundle as it lies there: the bytes of its zip, or the files of the folder that it was unpacked to. */
export type Given = Readonly<{ is: 'zip'; bytes: Uint8Array }> | Readonly<{ is: 'folder'; files: ReadonlyMap<string, Uint8Array> }>;

/** Its files; null where the zip is not in the one form that an export writes. */
export function filesIn(given: Given): ReadonlyMap<string, Uint8Array> | null {
  if (given.is === 'folder') return given.files;
  const read = unzipBundle(given.bytes);
  return read.isRead ? read.files : null;
}

export async function readBundle(path: string): Promise<Given> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Refused(`There is no bundle at ${path}.`);
  if (found.isDirectory()) return { is: 'folder', files: await readFolder(path) };
  if (!found.isFile() || found.size > BUNDLE_BYTES_MAX)
    throw new Refused(`${path} is not a bundle: it is no file, or larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB.`);
  const bytes = new Uint8Array(await readFile(path));
  if (!isZip(bytes)) throw new Refused(`${path} is not a bundle: it is not a zip file.`);
  return { is: 'zip', bytes };
}

/** Files only: a link would bring in what is not in the folder. */
async function readFolder(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const folders = [''];
  let sizeBytes = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of await readdir(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const fault = nameFault(path);
      if (fault !== null) throw new Refused(`A file in ${root} ${fault}.`);
      const found = await lstat(join(root, path));
      if (found.isDirectory()) {
        folders.push(path);
        continue;
      }
      if (!found.isFile()) throw new Refused(`${path} in ${root} is a link or a device, not a file.`);
      sizeBytes += found.size;
      if (sizeBytes > BUNDLE_BYTES_MAX || files.size >= BUNDLE_FILES_MAX) throw new Refused(`${root} ${TOO_LARGE}.`);
      files.set(path, new Uint8Array(await readFile(join(root, path))));
    }
  }
  return files;
}
