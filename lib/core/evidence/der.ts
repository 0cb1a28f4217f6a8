import type { Bytes } from './encoding.ts';

/** Bytes of one number of a P-256 signature. */
const NUMBER_BYTES = 32;

/**
 * WebCrypto gives an ECDSA signature as r || s; DSSE, OpenSSL and Sigstore want the DER of `SEQUENCE { INTEGER r,
 * INTEGER s }` (RFC 3279 section 2.2.3). For P-256 every length fits one byte.
 */
export function derOfSignature(raw: Uint8Array): Bytes {
  if (raw.length !== 2 * NUMBER_BYTES) throw new Error(`a P-256 signature has 64 bytes, not ${raw.length}`);
  const inside = [...derOfNumber(raw.subarray(0, NUMBER_BYTES)), ...derOfNumber(raw.subarray(NUMBER_BYTES))];
  return Uint8Array.from([0x30, inside.length, ...inside]);
}

/** r || s of a DER signature; null unless it is the one DER form of a P-256 signature. */
export function signatureOfDer(der: Uint8Array): Bytes | null {
  const [sequence, length] = der;
  if (sequence !== 0x30 || length !== der.length - 2) return null;
  const r = numberAt(der, 2);
  const s = r === null ? null : numberAt(der, r.end);
  if (r === null || s === null || s.end !== der.length) return null;
  const raw = new Uint8Array(2 * NUMBER_BYTES);
  raw.set(r.value, NUMBER_BYTES - r.value.length);
  raw.set(s.value, 2 * NUMBER_BYTES - s.value.length);
  return raw;
}

function derOfNumber(padded: Uint8Array): readonly number[] {
  const first = padded.findIndex((byte) => byte !== 0);
  const bytes = first === -1 ? [0] : [...padded.subarray(first)];
  const value = (bytes[0] ?? 0) >= 0x80 ? [0, ...bytes] : bytes;
  return [0x02, value.length, ...value];
}

/** The shortest form only: no leading zero but the one that keeps the number positive. */
function numberAt(der: Uint8Array, at: number): Readonly<{ value: Uint8Array; end: number }> | null {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length === 0) return null;
  const end = at + 2 + length;
  const value = der.subarray(at + 2, end);
  const [first = 0, second = 0] = value;
  if (value.length !== length || first >= 0x80 || (first === 0 && length > 1 && second < 0x80)) return null;
  const bare = first === 0 ? value.subarray(1) : value;
  return bare.length > NUMBER_BYTES ? null : { value: bare, end };
}
