import { readTrust, type TrustedDevice } from '../core/evidence/device-trust.ts';
import { Refused } from './refused.ts';
import { readSmallFile } from './small-file.ts';

/** The enrolled devices that a command is told to trust; null when it was not told. */
export async function readTrustFile(path: string | null): Promise<readonly TrustedDevice[] | null> {
  if (path === null) return null;
  const devices = readTrust(await readSmallFile(path, 'trust file'));
  if (devices === null) throw new Refused(`The trust file ${path} is not a list of enrolled devices.`);
  return devices;
}
