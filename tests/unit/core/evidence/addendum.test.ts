import { describe, expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import { addendumName, readAddendum } from '../../../../lib/core/evidence/addendum.ts';
import type { TrustedDevice } from '../../../../lib/core/evidence/device-trust.ts';
import { sigstoreRefusal } from '../../../hand/sigstore.ts';
import { correction, endRead } from '../metrics/sample-facts.ts';
import { signedAddendum } from './sample-addendum.ts';
import { newKey } from './sample-crypto.ts';

const STATEMENT = '5'.repeat(64);
const key = await newKey();
const device = { id: 'KD-9', person: 'sec-01', signingKey: key.pem, confirmedBy: 'sec-02', revokedAt: null };

const read = (bytes: Uint8Array, devices: readonly TrustedDevice[] = [device]) => readAddendum(bytes, verifyTools, devices);
const signed = await signedAddendum(correction, { key, statement: STATEMENT });

describe('an addendum', () => {
  test('reads back, by an enrolled device, about one bundle', async () => {
    expect(await read(signed)).toEqual({ isGood: true, addendum: correction, statement: STATEMENT, device: 'KD-9' });
    const end = { ...endRead(true), by: 'sec-01' };
    expect(await read(await signedAddendum(end, { key, statement: STATEMENT }))).toMatchObject({ isGood: true, addendum: end });
  });

  test('is accepted by Sigstore with the enrolled key, and by no other', async () => {
    expect(sigstoreRefusal(new TextDecoder().decode(signed), [device])).toBeNull();
    expect(sigstoreRefusal(new TextDecoder().decode(signed), [{ signingKey: (await newKey()).pem }])).toContain('no enrolled device');
  });

  test.each([
    ['of nobody', []],
    ['that was never confirmed', [{ ...device, confirmedBy: null }]],
    ['that was revoked', [{ ...device, revokedAt: '2026-11-24T00:00:00Z' }]],
    ['of another person than it names', [{ ...device, person: 'lead-01' }]],
  ])('by a device %s is not believed', async (_, devices) => {
    expect((await read(signed, [...devices])).isGood).toBe(false);
  });

  test('with any one byte changed is not believed', async () => {
    for (let at = 0; at < signed.length; at += 1) {
      const changed = signed.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect((await read(changed)).isGood, `byte ${at}`).toBe(false);
    }
  });

  test('has a name that tells what it is about, and is no other one of the same second', () => {
    const name = (payload: string) => addendumName(correction, payload);
    expect(name('ab'.repeat(32))).toBe('countersign-cs-2026-11-23-1042-7d31.correction-20261125090000-abababab.sigstore.json');
    expect(name('cd'.repeat(32))).not.toBe(name('ab'.repeat(32)));
  });
});
