import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLE_BYTES_MAX, BUNDLE_FILES_MAX, nameFault, unzipBundle } from '../core/evidence/bundle-zip.ts';
import type { Unverified } from '../core/evidence/verify.ts';
import { Refused } from './refused.ts';

const TOO_LARGE = `is larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB or has more than ${BUNDLE_FILES_MAX} files`;

/** Reads a bundle from its zip or from the folder it was unpacked to. */
export async function readBundle(path: string): Promise<Unverified> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Refused(`There is no bundle at ${path}.`);
  return found.isDirectory() ? { files: await readFolder(path), isOurForm: null } : readZip(path, found);
}

async function readZip(path: string, found: Stats): Promise<Unverified> {
  if (!found.isFile() || found.size > BUNDLE_BYTES_MAX)
    throw new Refused(`${path} is not a bundle: it is no file, or larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB.`);
  const zip = unzipBundle(await readFile(path));
  if (!zip.isRead) throw new Refused(`${path} is not a bundle. ${zip.says}`);
  return zip;
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
