import { createHmac, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';
import { flattenedDecrypt, generalDecrypt } from 'jose';
import { fieldKeyInfo, sealedValuesInfo } from '../core/evidence/commitments.ts';
import { textOf } from '../core/evidence/encoding.ts';
import { record } from '../core/evidence/guards.ts';
import { type CommittedValue, readValues, sealedFault } from '../core/evidence/sealed-part.ts';
import { readStrictJson } from '../core/evidence/strict-json.ts';

/** HMAC-SHA-256 in hexadecimal; the key too. */
export function hmac(key: string, message: Uint8Array): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(message).digest('hex');
}

/** A private P-256 key, from a JWK or a PKCS #8 PEM; null when the text is neither. */
export function privateKeyIn(content: string): KeyObject | null {
  const jwk = readStrictJson(content)?.value;
  try {
    const key = record(jwk) ? createPrivateKey({ key: { ...jwk }, format: 'jwk' }) : createPrivateKey(content);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}

/** What is sealed to a recipient; null when this key does not open it, or it was sealed for another bundle. */
export async function unsealed(sealed: Uint8Array, key: KeyObject, bundle: string): Promise<Uint8Array | null> {
  if (sealedFault(sealed, { bundle, to: 'devices' }) !== null) return null;
  // Whatever is wrong with key or seal means the same: it does not open.
  const opened = await generalDecrypt(JSON.parse(textOf(sealed) ?? ''), key).catch(() => null);
  return opened?.plaintext ?? null;
}

/** The values of one capture, opened with the commitment key. */
export async function openedValues(
  sealed: Uint8Array,
  given: Readonly<{ material: Uint8Array; bundle: string; path: string }>,
): Promise<readonly CommittedValue[] | null> {
  if (sealedFault(sealed, { bundle: given.bundle, to: 'commitment-key' }) !== null) return null;
  const key = derived(given.material, sealedValuesInfo(given.bundle, given.path));
  const opened = await flattenedDecrypt(JSON.parse(textOf(sealed) ?? ''), key).catch(() => null);
  return opened === null ? null : readValues(opened.plaintext);
}

/** The key of one field's commitment, in hexadecimal: what is handed on when one field is opened. */
export function fieldKey(material: Uint8Array, bundle: string, path: string): string {
  return Buffer.from(derived(material, fieldKeyInfo(bundle, path))).toString('hex');
}

function derived(material: Uint8Array, info: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', material, new Uint8Array(), info, 32));
}
