import { zipBundle } from '../../lib/core/evidence/bundle-zip.ts';
import type { TrustedDevice } from '../../lib/core/evidence/device-trust.ts';
import { goldenBundles } from '../golden/golden.ts';
import { sampleBundle, sampleJournal, trust } from '../unit/core/evidence/sample-bundle.ts';
import { newKey, type TestKey } from '../unit/core/evidence/sample-crypto.ts';
import { abandoned, confirmed, halted, rejected, takenOver, unknown } from '../unit/core/evidence/sample-journal.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** An honest bundle, and what is needed to forge from it. `key` is the device's own, where the test has it. */
export type Base = Readonly<{ name: string; files: Files; zip: Uint8Array; devices: readonly TrustedDevice[]; key: TestKey | null }>;

/** One bundle of each outcome, made now, and the ones that are kept. */
export async function bases(): Promise<readonly Base[]> {
  const made: Base[] = [];
  for (const [name, happened] of Object.entries({ confirmed, rejected, unknown, halted, abandoned, 'taken-over': takenOver })) {
    const { files, key } = await sampleBundle(happened, await sampleJournal(happened, { execution: `cs-tamper-${name}` }));
    made.push({ name, files, zip: zipBundle(files), devices: trust(key), key });
  }
  return [...made, ...goldenBundles().map((golden) => ({ ...golden, key: null }))];
}

/** A key that nobody enrolled. */
export const stranger = newKey();
