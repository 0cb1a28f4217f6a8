import { webcrypto } from 'node:crypto';
import { derOfSignature } from '../../../../lib/core/evidence/der.ts';
import { pemOfKey } from '../../../../lib/core/evidence/encoding.ts';

/** Real cryptography for the tests: Node's, with keys made anew for each run. */

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HASHED = { name: 'ECDSA', hash: 'SHA-256' } as const;

export async function digest(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
}

export type TestKey = Readonly<{ pem: string; sign: (message: Uint8Array) => Promise<Uint8Array> }>;

export async function newKey(): Promise<TestKey> {
  const pair = await webcrypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  return {
    pem: pemOfKey(new Uint8Array(await webcrypto.subtle.exportKey('spki', pair.publicKey))),
    sign: async (message) => derOfSignature(new Uint8Array(await webcrypto.subtle.sign(HASHED, pair.privateKey, new Uint8Array(message)))),
  };
}
