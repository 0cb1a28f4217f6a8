import { canonical, readCanonical } from './canonical.ts';
import type { CommitmentKind } from './commitments.ts';
import { type Bytes, bytesOfBase64, textOf, utf8 } from './encoding.ts';
import { list, oneOf, record, type Shaped, shape, text } from './guards.ts';
import { readStrictJson } from './strict-json.ts';

/** Plain text is padded to whole blocks of this many bytes, so that a sealed part tells hardly anything of what is in it. */
const BLOCK_BYTES = 2_048;

const encoded = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
const sealedText = { ciphertext: encoded, iv: encoded, protected: encoded, tag: encoded };
/** JWE JSON of one key that both sides know (RFC 7516 section 7.2.2), and of several recipients (7.2.1). */
const isFlattened = shape(sealedText);
const ALG = 'ECDH-ES+A256KW';
const isRecipient = shape({ encrypted_key: encoded, header: shape({ alg: oneOf(ALG), kid: text }) });
const isGeneral = shape({ ...sealedText, recipients: list(isRecipient) });

/** For which bundle a part is sealed, and to whom: to devices of people, or with a key that is made from the commitment key. */
export type SealedFor = Readonly<{ bundle: string; to: 'devices' | 'commitment-key' }>;

/**
 * What can be seen to be wrong with a sealed part without its key: it must be JWE in RFC 8785 form, sealed to somebody, and name
 * its bundle in the header that the seal covers. Null when nothing is.
 */
export function sealedFault(bytes: Uint8Array, { bundle, to }: SealedFor): string | null {
  const value = readCanonical(textOf(bytes) ?? '')?.value;
  if (!isFlattened(value)) return 'is not JWE in canonical form';
  const header = protectedHeader(value.protected);
  if (header?.enc !== 'A256GCM') return 'is not sealed with A256GCM';
  if (header.bundle !== bundle) return 'is sealed for another bundle';
  return to === 'devices' ? faultToDevices(value, header) : faultToKey(value, header);
}

function faultToDevices(value: object, header: object): string | null {
  if (!isGeneral(value) || value.recipients.length === 0) return 'is sealed to nobody';
  const isKnown =
    hasOnly(value, [...Object.keys(sealedText), 'recipients']) &&
    hasOnly(header, ['enc', 'bundle', 'epk']) &&
    value.recipients.every((one) => hasOnly(one, ['encrypted_key', 'header']) && hasOnly(one.header, ['alg', 'kid', 'epk']));
  return isKnown ? null : BESIDE;
}

function faultToKey(value: object, header: Readonly<Record<string, unknown>>): string | null {
  if (header.alg !== 'dir') return 'is not sealed with the key of the commitments';
  return hasOnly(value, Object.keys(sealedText)) && hasOnly(header, ['alg', 'enc', 'bundle']) ? null : BESIDE;
}

const BESIDE = 'has something beside its seal';

function hasOnly(value: object, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

function protectedHeader(base64url: string): Readonly<Record<string, unknown>> | null {
  const padded = base64url.padEnd(Math.ceil(base64url.length / 4) * 4, '=');
  const bytes = bytesOfBase64(padded.replaceAll('-', '+').replaceAll('_', '/'));
  const value = bytes === null ? null : readStrictJson(textOf(bytes) ?? '')?.value;
  return record(value) ? value : null;
}

const committed = {
  path: text,
  kind: oneOf<CommitmentKind>('text', 'set'),
  value: (value: unknown): value is string => typeof value === 'string',
};
const isCommitted = list(shape(committed));

/** A value as it was committed to. */
export type CommittedValue = Shaped<typeof committed>;

/** The plain text of a capture's sealed values. */
export function valuesText(values: readonly CommittedValue[]): Bytes {
  const content = utf8(canonical(values.map(({ path, kind, value }) => ({ path, kind, value }))));
  const padded = new Uint8Array(Math.ceil((content.length + 1) / BLOCK_BYTES) * BLOCK_BYTES).fill(0x20);
  padded.set(content);
  return padded;
}

/** The values of such a text; null when it is none. */
export function readValues(plain: Uint8Array): readonly CommittedValue[] | null {
  const value = readCanonical((textOf(plain) ?? '').trimEnd())?.value;
  return isCommitted(value) ? value : null;
}
