import { createHmac, generateKeyPairSync, hash, hkdfSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { FlattenedEncrypt, GeneralEncrypt } from 'jose';
import { canonical } from '../../../../lib/core/evidence/canonical.ts';
import { commitmentMessage, fieldKeyInfo, sealedValuesInfo } from '../../../../lib/core/evidence/commitments.ts';
import { derOfSignature } from '../../../../lib/core/evidence/der.ts';
import { type Bytes, pemOfKey, utf8 } from '../../../../lib/core/evidence/encoding.ts';
import type { CommittedValue } from '../../../../lib/core/evidence/sealed-part.ts';

/** Real cryptography for the tests: Node's, with keys made anew for each run. */

export async function digest(bytes: Uint8Array): Promise<string> {
  return hash('sha256', bytes);
}

export type TestKey = Readonly<{ pem: string; sign: (message: Uint8Array) => Promise<Uint8Array> }>;

export async function newKey(): Promise<TestKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    pem: pemOfKey(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))),
    sign: async (message) => derOfSignature(new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }))),
  };
}

/** Whom the samples are sealed to. */
export const security = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The commitment key of one execution, as the device has it, and what is made with it. */
export type CommitmentKey = Readonly<{
  sealed: Bytes;
  hmac: (value: CommittedValue) => string;
  sealValues: (path: string, plain: Uint8Array) => Promise<Bytes>;
}>;

export async function newCommitmentKey(bundle: string, recipient: KeyObject): Promise<CommitmentKey> {
  const material = new Uint8Array(randomBytes(32));
  const derived = (info: Uint8Array) => new Uint8Array(hkdfSync('sha256', material, new Uint8Array(), info, 32));
  const jwe = new GeneralEncrypt(material).setProtectedHeader({ enc: 'A256GCM', bundle });
  jwe.addRecipient(recipient).setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid: 'sec-01' });
  return {
    sealed: utf8(canonical(await jwe.encrypt())),
    hmac: (value) =>
      createHmac('sha256', derived(fieldKeyInfo(bundle, value.path)))
        .update(commitmentMessage(bundle, value))
        .digest('hex'),
    sealValues: async (path, plain) => {
      const sealing = new FlattenedEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', bundle });
      return utf8(canonical(await sealing.encrypt(derived(sealedValuesInfo(bundle, path)))));
    },
  };
}
