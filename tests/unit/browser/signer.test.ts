import { createHmac, createPublicKey, generateKeyPairSync, hkdfSync, type KeyObject, verify } from 'node:crypto';
import { decodeProtectedHeader, type FlattenedJWE, flattenedDecrypt, type GeneralJWE, generalDecrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitmentMessage, fieldKeyInfo, sealedValuesInfo } from '../../../lib/core/evidence/commitments.ts';
import { sealedFault } from '../../../lib/core/evidence/sealed-part.ts';
import { type InChromium, inChromium, START_MS } from './in-chromium.ts';

let browser: InChromium;
beforeAll(async () => {
  browser = await inChromium();
}, START_MS);
afterAll(() => browser.end(), START_MS);

function recipient(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, to: { kid, jwk: jwkOf(publicKey) } };
}
function jwkOf(key: KeyObject): JsonWebKey {
  return JSON.parse(JSON.stringify(key.export({ format: 'jwk' })));
}
const security = recipient('sec-01');
const second = recipient('sec-02');
const everybody = [security.to, second.to];

const sealedFor = (execution: string) =>
  browser
    .page()
    .evaluate(async ({ execution, to }) => [...(await subject.signer().openCommitments(execution, to))], { execution, to: everybody });
const jweOf = (bytes: readonly number[]): GeneralJWE => JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes)));

describe('the device', () => {
  test(
    'has one signing and one sealing key, the same after a restart',
    async () => {
      const both = await browser.page().evaluate(async () => Promise.all([subject.signer().device(), subject.signer().device()]));
      expect(both[0]).toEqual(both[1]);
      await browser.restart('close');
      expect(await browser.page().evaluate(() => subject.signer().device())).toEqual(both[0]);
      expect(Object.keys(both[0].sealingKey).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    },
    START_MS,
  );

  test('signs what OpenSSL accepts', async () => {
    const [pem, signature] = await browser.page().evaluate(async () => {
      const signing = subject.signer();
      return [(await signing.device()).signingKey, [...(await signing.sign(new TextEncoder().encode('signed')))]] as const;
    });
    expect(verify('sha256', Buffer.from('signed'), createPublicKey(pem), Uint8Array.from(signature))).toBe(true);
    expect(verify('sha256', Buffer.from('another'), createPublicKey(pem), Uint8Array.from(signature))).toBe(false);
  });

  test('keeps no key that anybody can take out', async () => {
    await sealedFor('cs-keys');
    const extractable = await browser.page().evaluate(
      () =>
        new Promise<readonly string[]>((resolve, reject) => {
          const opening = indexedDB.open('countersign-keys');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const transaction = opening.result.transaction(['device', 'commitments']);
            const pairs = transaction.objectStore('device').getAll();
            const kept = transaction.objectStore('commitments').getAll();
            transaction.oncomplete = () => {
              const [{ signing, sealing }] = pairs.result;
              const keys = [signing.privateKey, sealing.privateKey, ...kept.result.map((one) => one.key)];
              resolve(keys.map((key) => `${key.algorithm.name} ${key.type} ${key.extractable}`));
            };
          };
        }),
    );
    expect(extractable).toEqual(['ECDSA private false', 'ECDH private false', 'HKDF secret false']);
  });

  test('hashes text and bytes alike', async () => {
    const hashes = await browser
      .page()
      .evaluate(async () => [await subject.signer().sha256('é'), await subject.signer().sha256(new TextEncoder().encode('é'))]);
    expect(hashes[0]).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
    expect(hashes[1]).toBe(hashes[0]);
  });
});

describe('sealing', () => {
  test('is opened by each recipient and by nobody else, and names its bundle under the seal', async () => {
    const bytes = await browser
      .page()
      .evaluate(async (to) => [...(await subject.signer().seal(new TextEncoder().encode('secret'), to, 'cs-1'))], everybody);
    const jwe = jweOf(bytes);
    for (const { privateKey } of [security, second]) {
      const opened = await generalDecrypt(jwe, privateKey);
      expect(new TextDecoder().decode(opened.plaintext)).toBe('secret');
      expect(opened.protectedHeader).toMatchObject({ enc: 'A256GCM', bundle: 'cs-1' });
    }
    await expect(generalDecrypt(jwe, recipient('x').privateKey)).rejects.toThrow();
    expect(decodeProtectedHeader(jwe)).toMatchObject({ bundle: 'cs-1' });
    expect(jwe.recipients.map((one) => one.header?.kid)).toEqual(['sec-01', 'sec-02']);
    const moved = { ...jwe, protected: Buffer.from(JSON.stringify({ enc: 'A256GCM', bundle: 'cs-2' })).toString('base64url') };
    await expect(generalDecrypt(moved, security.privateKey)).rejects.toThrow();
  });

  test('to nobody is refused', async () => {
    await expect(browser.page().evaluate(() => subject.signer().seal(new Uint8Array(1), [], 'cs-1'))).rejects.toThrow('nobody');
    await expect(browser.page().evaluate(() => subject.signer().openCommitments('cs-nobody', []))).rejects.toThrow('nobody');
  });

  test('leaves the private part of a key behind that should not have been given', async () => {
    const whole = { kid: 'sec-01', jwk: jwkOf(security.privateKey) };
    const bytes = await browser.page().evaluate(async (to) => [...(await subject.signer().seal(new Uint8Array(1), [to], 'cs-1'))], whole);
    expect(JSON.stringify(jweOf(bytes))).not.toContain(String(whole.jwk.d));
    expect((await generalDecrypt(jweOf(bytes), security.privateKey)).plaintext).toHaveLength(1);
  });
});

describe('commitments', () => {
  const made = (execution: string) =>
    browser
      .page()
      .evaluate((execution) => subject.signer().commit(execution, 'entries/1/email', 'text', 'admin@northwind.example'), execution);

  test('can be made again by whoever opens the sealed key', async () => {
    const jwe = jweOf(await sealedFor('cs-commit'));
    const { plaintext, protectedHeader } = await generalDecrypt(jwe, security.privateKey);
    expect(plaintext).toHaveLength(32);
    expect(protectedHeader).toMatchObject({ bundle: 'cs-commit' });
    const fieldKey = Buffer.from(hkdfSync('sha256', plaintext, Buffer.alloc(0), fieldKeyInfo('cs-commit', 'entries/1/email'), 32));
    const message = commitmentMessage('cs-commit', { path: 'entries/1/email', kind: 'text', value: 'admin@northwind.example' });
    expect(await made('cs-commit')).toBe(createHmac('sha256', fieldKey).update(message).digest('hex'));
  });

  test('have their values sealed beside them, for whoever opens the key', async () => {
    const { plaintext: material } = await generalDecrypt(jweOf(await sealedFor('cs-values')), security.privateKey);
    const bytes = await browser
      .page()
      .evaluate(async () => [
        ...(await subject.signer().sealValues('cs-values', 'sealed/values-1.jwe', new TextEncoder().encode('values'))),
      ]);
    const sealed: FlattenedJWE = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes)));
    const keyOf = (path: string) => new Uint8Array(hkdfSync('sha256', material, Buffer.alloc(0), sealedValuesInfo('cs-values', path), 32));
    const opened = await flattenedDecrypt(sealed, keyOf('sealed/values-1.jwe'));
    expect(new TextDecoder().decode(opened.plaintext)).toBe('values');
    expect(opened.protectedHeader).toMatchObject({ bundle: 'cs-values' });
    await expect(flattenedDecrypt(sealed, keyOf('sealed/values-2.jwe'))).rejects.toThrow();
    expect(sealedFault(Uint8Array.from(bytes), { bundle: 'cs-values', to: 'commitment-key' })).toBeNull();
  });

  test('have one key for each execution, which stays the same when it is asked for again', async () => {
    const one = await sealedFor('cs-again');
    const before = await made('cs-again');
    expect(await sealedFor('cs-again')).toEqual(one);
    expect(await made('cs-again')).toBe(before);
    expect(await made('cs-commit')).not.toBe(before);
  });

  test(
    'can be made after a restart, and no more once the execution is closed',
    async () => {
      await sealedFor('cs-close');
      const before = await made('cs-close');
      await browser.restart('close');
      expect(await made('cs-close')).toBe(before);
      await browser.page().evaluate(() => subject.signer().closeCommitments('cs-close'));
      await expect(made('cs-close')).rejects.toThrow('no commitment key');
    },
    START_MS,
  );
});
