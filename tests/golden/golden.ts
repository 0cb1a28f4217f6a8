import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipBundle } from '../../lib/core/evidence/bundle-zip.ts';
import { readTrust, type TrustedDevice } from '../../lib/core/evidence/device-trust.ts';

/** A bundle that was made once and must verify with every version that is to come. */
export type Golden = Readonly<{ name: string; zip: Uint8Array; files: ReadonlyMap<string, Uint8Array>; devices: readonly TrustedDevice[] }>;

const FOLDER = join(import.meta.dirname, 'v1');

export function goldenBundles(): readonly Golden[] {
  if (!existsSync(FOLDER)) return [];
  const devices = readTrust(readFileSync(join(FOLDER, 'devices.json'), 'utf8'));
  if (devices === null) throw new Error('the devices of the golden bundles cannot be read');
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.zip'));
  return names.sort().map((name) => {
    const zip = new Uint8Array(readFileSync(join(FOLDER, name)));
    const read = unzipBundle(zip);
    if (!read.isRead) throw new Error(`${name}: ${read.says}`);
    return { name, zip, files: read.files, devices };
  });
}
