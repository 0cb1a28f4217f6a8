import { describe, expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import { zipBundle } from '../../../../lib/core/evidence/bundle-zip.ts';
import { verifyBundle, verifyZip } from '../../../../lib/core/evidence/verify.ts';
import { goldenBundles } from '../../../golden/golden.ts';

/** Bundles of format v1 are with auditors. They verify with every later version, or the format has a new number. */
const golden = goldenBundles();

test('there is one of each outcome', () => {
  const outcomes = golden.map(({ name }) => name.replace('.zip', ''));
  expect(outcomes).toEqual(['abandoned', 'confirmed', 'halted', 'rejected', 'taken-over', 'unknown']);
});

describe.each(golden.map((one) => [one.name, one] as const))('%s', (_, { zip, files, devices }) => {
  test('verifies as a zip and as a folder, with everything judged', async () => {
    for (const verdict of [await verifyZip(zip, verifyTools, devices), await verifyBundle(files, verifyTools, devices)]) {
      expect(verdict.checks.filter((one) => one.state !== 'good')).toEqual([]);
      expect(verdict.isGood).toBe(true);
    }
  });

  test('is packed again to the same bytes', () => {
    expect(Buffer.from(zipBundle(files)).equals(zip)).toBe(true);
  });
});
