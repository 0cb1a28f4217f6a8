import { compactDecrypt, flattenedDecrypt, generalDecrypt } from 'jose';
import { describe, expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import { COMMITMENT_KEY, COMMITMENTS } from '../../../../lib/core/evidence/bundle-names.ts';
import { canonical } from '../../../../lib/core/evidence/canonical.ts';
import { utf8 } from '../../../../lib/core/evidence/encoding.ts';
import { readValues, sealedFault, valuesText } from '../../../../lib/core/evidence/sealed-part.ts';
import { verifyBundle } from '../../../../lib/core/evidence/verify.ts';
import { sampleBundle, sampleJournal } from './sample-bundle.ts';
import { newCommitmentKey, security } from './sample-crypto.ts';
import { confirmed } from './sample-journal.ts';

const K = await newCommitmentKey('cs-1', security.publicKey);
const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));
const values = [{ path: 'captures/a/email', kind: 'text', value: 'admin@northwind.example' }] as const;

function withHeader(text: string, more: object): string {
  const jwe = JSON.parse(text);
  const header = JSON.parse(Buffer.from(jwe.protected, 'base64url').toString());
  return canonical({ ...jwe, protected: Buffer.from(JSON.stringify({ ...header, ...more })).toString('base64url') });
}

describe('a sealed part', () => {
  test('is known from outside: its form, and the bundle that it was sealed for', async () => {
    const ofValues = await K.sealValues('sealed/values-a.jwe', valuesText(values));
    for (const [sealed, to] of [[K.sealed, 'devices'] as const, [ofValues, 'commitment-key'] as const]) {
      expect(sealedFault(sealed, { bundle: 'cs-1', to })).toBeNull();
      expect(sealedFault(sealed, { bundle: 'cs-2', to })).toBe('is sealed for another bundle');
    }
    expect(sealedFault(ofValues, { bundle: 'cs-1', to: 'devices' })).toBe('is sealed to nobody');
    expect(sealedFault(K.sealed, { bundle: 'cs-1', to: 'commitment-key' })).not.toBeNull();
  });

  test.each([
    ['other spelling', (text: string) => text.replace('":', '": ')],
    ['a key twice', (text: string) => text.replace('{', '{"tag":"AA",')],
    ['something beside it', (text: string) => text.replace(/\}$/, ',"zz":1}')],
    ['no header', (text: string) => text.replace(/"protected":"[^"]*"/, '"protected":"AA"')],
    ['nobody to open it', (text: string) => text.replace(/"recipients":\[.*?\]/, '"recipients":[]')],
    ['another way of wrapping its key', (text: string) => text.replace('ECDH-ES+A256KW', 'ECDH-ES+A128KW')],
    ['a word in the header of a recipient', (text: string) => text.replace('"kid":"sec-01"', '"kid":"sec-01","zip":"DEF"')],
    ['a word beside a recipient', (text: string) => text.replace('"header":{', '"h":1,"header":{')],
    ['a word in the header that is sealed', (text: string) => withHeader(text, { crit: ['bundle'] })],
    ['nothing', () => ''],
  ])('with %s is none', (_, change) => {
    expect(sealedFault(utf8(change(new TextDecoder().decode(K.sealed))), { bundle: 'cs-1', to: 'devices' })).not.toBeNull();
  });

  test('is opened by whom it is sealed to', async () => {
    const { plaintext } = await generalDecrypt(json(K.sealed), security.privateKey);
    expect(plaintext).toHaveLength(32);
    await expect(flattenedDecrypt(json(await K.sealValues('a', valuesText(values))), plaintext)).rejects.toThrow();
    await expect(compactDecrypt('a.b.c.d.e', plaintext)).rejects.toThrow();
  });
});

describe('the values of a capture', () => {
  test('come back as they went in', () => {
    expect(readValues(valuesText(values))).toEqual(values);
    expect(readValues(utf8('[{"path":"x"}]'))).toBeNull();
    expect(readValues(Uint8Array.of(0xff))).toBeNull();
  });

  test('have one length whatever they are, up to two kilobytes', () => {
    const other = [{ path: 'captures/a/email', kind: 'text', value: 'x'.repeat(1_500) }] as const;
    expect(valuesText(values)).toHaveLength(2_048);
    expect(valuesText(other)).toHaveLength(2_048);
    expect(valuesText([])).toHaveLength(2_048);
  });
});

describe('the verifier', () => {
  const badIn = async (change: (files: ReadonlyMap<string, Uint8Array>) => ReadonlyMap<string, Uint8Array>) => {
    const written = await sampleJournal(confirmed);
    const { files } = await sampleBundle(confirmed, { ...written, files: change(written.files) });
    const { checks } = await verifyBundle(files, verifyTools, null);
    return checks.filter((one) => one.state === 'bad').flatMap((one) => one.says);
  };

  test('finds a key that was sealed for another bundle', async () => {
    const other = await newCommitmentKey('cs-other', security.publicKey);
    expect(await badIn((files) => new Map(files).set(COMMITMENT_KEY, other.sealed))).toEqual([
      expect.stringMatching(/^The sealed part of entry \d+ is not there/),
    ]);
  });

  test('finds commitments that no capture has, and captures whose commitments changed', async () => {
    const one = canonical({ path: `captures/${'0'.repeat(64)}/email`, kind: 'text', hmac: '0'.repeat(64) });
    const added = (text: string) => `${text}${one}\n`;
    const changed = (text: string) => text.replace(/"hmac":"./, (start) => start.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')));
    const on = (change: (text: string) => string) =>
      badIn((files) => new Map(files).set(COMMITMENTS, utf8(change(new TextDecoder().decode(files.get(COMMITMENTS))))));
    expect(await on(added)).toEqual(['commitments.jsonl has 1 lines that belong to no capture.']);
    expect(await on(changed)).toEqual([expect.stringMatching(/^The commitments of entry \d+ are not those that it names/)]);
  });
});
