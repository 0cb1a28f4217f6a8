import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derOfSignature, signatureOfDer } from '../../../../lib/core/evidence/der.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, sigstoreBundle } from '../../../../lib/core/evidence/dsse.ts';
import { bytesOfBase64, keyOfPem, pemOfKey, utf8 } from '../../../../lib/core/evidence/encoding.ts';
import { newKey } from './sample-crypto.ts';

describe('a signature in DER', () => {
  test('is what it was as r || s', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
        expect(signatureOfDer(derOfSignature(raw))).toEqual(new Uint8Array(raw));
      }),
    );
  });

  test('keeps a leading zero where the number would be negative, and only there', () => {
    const raw = new Uint8Array(64);
    raw[31] = 0x7f;
    raw[63] = 0x80;
    expect([...derOfSignature(raw)]).toEqual([0x30, 7, 2, 1, 0x7f, 2, 2, 0, 0x80]);
  });

  test.each([
    ['a longer length', [0x30, 0x81, 6, 2, 1, 1, 2, 1, 1]],
    ['a zero too many', [0x30, 7, 2, 2, 0, 1, 2, 1, 1]],
    ['a negative number', [0x30, 6, 2, 1, 0x80, 2, 1, 1]],
    ['something after it', [0x30, 6, 2, 1, 1, 2, 1, 1, 0]],
    ['something inside it', [0x30, 8, 2, 1, 1, 2, 1, 1, 5, 0]],
    ['one number', [0x30, 3, 2, 1, 1]],
    ['nothing', []],
  ])('with %s is none', (_, bytes) => {
    expect(signatureOfDer(Uint8Array.from(bytes))).toBeNull();
  });

  test('is accepted by OpenSSL', async () => {
    const key = await newKey();
    const message = utf8('signed');
    expect(verify('sha256', message, createPublicKey(key.pem), await key.sign(message))).toBe(true);
  });
});

describe('the envelope', () => {
  test('encodes as DSSE v1 says', () => {
    const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', utf8('hello world'));
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  test('counts bytes, not characters', () => {
    expect(new TextDecoder().decode(preAuthenticationEncoding('t', utf8('é')))).toBe('DSSEv1 1 t 2 é');
  });

  test('is a Sigstore bundle v0.3 with a key hint and no certificate', () => {
    const bundle = JSON.parse(new TextDecoder().decode(sigstoreBundle(utf8('{}'), Uint8Array.from([1]), Uint8Array.from([2]))));
    expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(bundle.verificationMaterial.publicKey.hint).toBe('Ag==');
    expect(bundle.dsseEnvelope).toEqual({ payload: 'e30=', payloadType: PAYLOAD_TYPE, signatures: [{ keyid: '', sig: 'AQ==' }] });
  });
});

test('a public key survives PEM, and a damaged PEM is none', async () => {
  const { pem } = await newKey();
  const spki = keyOfPem(pem);
  expect(spki).not.toBeNull();
  expect(pemOfKey(spki ?? new Uint8Array())).toBe(pem);
  expect(keyOfPem(pem.replace(/\n/g, '\r\n'))).toEqual(spki);
  expect(keyOfPem(pem.replace('PUBLIC', 'PRIVATE'))).toBeNull();
  expect(keyOfPem(pem.replace('MF', 'M!'))).toBeNull();
});

test('base64 with other bits in its last sign is not read', () => {
  expect(bytesOfBase64('AQ==')).toEqual(Uint8Array.from([1]));
  expect(bytesOfBase64('AR==')).toBeNull();
  expect(bytesOfBase64('AQ=')).toBeNull();
});
