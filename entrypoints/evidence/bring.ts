import type { BroughtBundle } from '../../components/evidence/Evidence.tsx';
import { verifyTools } from '../../lib/browser/verify-tools.ts';
import { BUNDLE_BYTES_MAX } from '../../lib/core/evidence/bundle-zip.ts';
import { readTrust, type TrustedDevice } from '../../lib/core/evidence/device-trust.ts';
import { factsOf } from '../../lib/core/evidence/facts.ts';
import { verifyZip } from '../../lib/core/evidence/verify.ts';
import type { Problem } from '../../lib/core/problem.ts';

/** What somebody dropped on the page: a bundle, the list of enrolled devices, or neither. */
export type Brought =
  | Readonly<{ is: 'bundle'; name: string; bytes: Uint8Array }>
  | Readonly<{ is: 'devices'; devices: readonly TrustedDevice[] }>
  | Readonly<{ is: 'neither'; problem: Problem }>;

export async function readBrought(file: File): Promise<Brought> {
  if (file.size > BUNDLE_BYTES_MAX)
    return neither(
      `${file.name} is larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB; no bundle is.`,
      'Choose the bundle as it was exported.',
    );
  if (!file.name.endsWith('.json')) return { is: 'bundle', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  const devices = readTrust(await file.text());
  return devices === null
    ? neither(`${file.name} is not a list of enrolled devices.`, 'Export devices.json from the case system, and choose that.')
    : { is: 'devices', devices };
}

function neither(seen: string, now: string): Brought {
  const expected = 'A bundle is verified here (.zip), with the enrolled devices of the case system (devices.json) if you have them.';
  return { is: 'neither', problem: { seen, expected, now } };
}

/** Verifies a bundle in this page, with the browser's own cryptography; it is sent nowhere. */
export async function verifyBrought(name: string, bytes: Uint8Array, devices: readonly TrustedDevice[] | null): Promise<BroughtBundle> {
  const verdict = await verifyZip(bytes, verifyTools, devices);
  return { name, execution: verdict.execution, says: verdict.says, facts: factsOf(verdict.checks) };
}
