import type { DBSchema, IDBPDatabase } from 'idb';
import { errors, FlattenedEncrypt, GeneralEncrypt, type GeneralJWE, generalDecrypt, type JWK } from 'jose';
import { canonical } from '../core/evidence/canonical.ts';
import { commitmentMessage, fieldKeyInfo, sealedValuesInfo } from '../core/evidence/commitments.ts';
import { derOfSignature } from '../core/evidence/der.ts';
import { pemOfKey, textOf, utf8 } from '../core/evidence/encoding.ts';
import { readStrictJson } from '../core/evidence/strict-json.ts';
import type { Signer } from '../ports/device.ts';
import { opener } from './database.ts';

const KEY_BYTES = 32;
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SEALING = { name: 'ECDH', namedCurve: 'P-256' } as const;

type Pairs = Readonly<{ signing: CryptoKeyPair; sealing: CryptoKeyPair }>;
type Recipients = Parameters<Signer['seal']>[1];
/** `sealed` is kept with the key: asked for again, the same bytes come back, for K itself cannot be read any more. */
type Commitments = Readonly<{ key: CryptoKey; sealed: Uint8Array }>;

interface Schema extends DBSchema {
  device: { key: string; value: Pairs };
  commitments: { key: string; value: Commitments };
}

/**
 * The device's keys, made at first use and never extractable: IndexedDB keeps key objects, not key material. One
 * commitment key for each open execution lives beside them and is deleted when the execution closes.
 */
export function signer(name = 'countersign-keys'): Signer {
  const database = opener(name, makeStores);
  const pairs = async () => (await database()).get('device', 'keys').then(async (kept) => kept ?? makePairs(await database()));
  const keyOf = async (execution: string) => {
    const kept = await (await database()).get('commitments', execution);
    if (kept === undefined) throw new Error('this execution has no commitment key here');
    return kept.key;
  };
  return {
    device: async () => {
      const { signing, sealing } = await pairs();
      const spki = await crypto.subtle.exportKey('spki', signing.publicKey);
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', sealing.publicKey);
      if (kty === undefined || crv === undefined || x === undefined || y === undefined)
        throw new Error('the sealing key has no public part');
      return { signingKey: pemOfKey(new Uint8Array(spki)), sealingKey: { kty, crv, x, y } };
    },
    sign: async (bytes) => {
      const { signing } = await pairs();
      const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signing.privateKey, new Uint8Array(bytes));
      return derOfSignature(new Uint8Array(raw));
    },
    sha256: async (bytes) => {
      const hash = await crypto.subtle.digest('SHA-256', typeof bytes === 'string' ? utf8(bytes) : new Uint8Array(bytes));
      return hex(new Uint8Array(hash));
    },
    openCommitments: async (execution, recipients) => openCommitments(await database(), execution, recipients),
    commit: async (execution, path, kind, value) => {
      const fieldKey = await crypto.subtle.deriveKey(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: fieldKeyInfo(execution, path) },
        await keyOf(execution),
        { name: 'HMAC', hash: 'SHA-256', length: 8 * KEY_BYTES },
        false,
        ['sign'],
      );
      return hex(new Uint8Array(await crypto.subtle.sign('HMAC', fieldKey, commitmentMessage(execution, { path, kind, value }))));
    },
    sealValues: async (execution, path, plain) => {
      const key = await crypto.subtle.deriveKey(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: sealedValuesInfo(execution, path) },
        await keyOf(execution),
        { name: 'AES-GCM', length: 8 * KEY_BYTES },
        false,
        ['encrypt'],
      );
      const header = { alg: 'dir', enc: 'A256GCM', bundle: execution };
      return utf8(canonical(await new FlattenedEncrypt(plain).setProtectedHeader(header).encrypt(key)));
    },
    closeCommitments: async (execution) => {
      const transaction = (await database()).transaction('commitments', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.delete(execution), transaction.done]);
    },
    seal,
    unseal: async (sealed) => unseal(sealed, (await pairs()).sealing.privateKey),
  };
}

/** Two contexts may start at once: the pairs that were stored first are the device's, and both use them. */
async function makePairs(database: IDBPDatabase<Schema>): Promise<Pairs> {
  const made = {
    signing: await crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify']),
    sealing: await crypto.subtle.generateKey(SEALING, false, ['deriveKey', 'deriveBits']),
  };
  const transaction = database.transaction('device', 'readwrite', { durability: 'strict' });
  const kept = await transaction.store.get('keys');
  if (kept === undefined) await transaction.store.add(made, 'keys');
  await transaction.done;
  return kept ?? made;
}

/** K is sealed before it is kept, and both are written together: there is no moment at which it exists unsealed. */
async function openCommitments(database: IDBPDatabase<Schema>, execution: string, recipients: Recipients): Promise<Uint8Array> {
  const known = await database.get('commitments', execution);
  if (known !== undefined) return known.sealed;
  const material = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const sealed = await seal(material, recipients, execution);
  const key = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
  material.fill(0);
  const transaction = database.transaction('commitments', 'readwrite', { durability: 'strict' });
  const meanwhile = await transaction.store.get(execution);
  if (meanwhile === undefined) await transaction.store.add({ key, sealed }, execution);
  await transaction.done;
  return meanwhile?.sealed ?? sealed;
}

/**
 * JWE in the general JSON form (RFC 7516): ECDH-ES with key wrapping, so that one content key serves several recipients,
 * and A256GCM. The bundle's id is in the protected header: a sealed part cannot be moved to another bundle unseen.
 */
async function seal(plain: Uint8Array, recipients: Recipients, bundle: string): Promise<Uint8Array> {
  if (recipients.length === 0) throw new Error('there is nobody to seal to');
  const jwe = new GeneralEncrypt(plain).setProtectedHeader({ enc: 'A256GCM', bundle });
  for (const { kid, jwk } of recipients) jwe.addRecipient(publicPart(jwk)).setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid });
  return utf8(canonical(await jwe.encrypt()));
}

/** The device's private key cannot be read, only used. A part that is sealed to others does not open, and says no more. */
async function unseal(sealed: Uint8Array, key: CryptoKey): Promise<Uint8Array | null> {
  const jwe = readStrictJson(textOf(sealed) ?? '')?.value;
  if (!isGeneralJwe(jwe)) return null;
  try {
    const opened = await generalDecrypt(jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return opened.plaintext;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function isGeneralJwe(value: unknown): value is GeneralJWE {
  return typeof value === 'object' && value !== null && 'recipients' in value && Array.isArray(value.recipients) && 'ciphertext' in value;
}

function publicPart({ kty, crv, x, y }: JsonWebKey): JWK {
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) throw new Error('a recipient has no P-256 key');
  return { kty, crv, x, y };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function makeStores(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('device');
  database.createObjectStore('commitments');
}
