/** Bytes and their texts, the few forms that the evidence uses. Strict: what is not in the form comes back as null. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** SHA-256 as 64 lower-case hexadecimal digits, done by whoever has cryptography. */
export type Digest = (bytes: Uint8Array) => Promise<string>;

/** A hash as the evidence writes it: lower case, nothing around it. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** UTF-8. Copies, so that the result owns its buffer. */
export function utf8(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

/** The text, or null when the bytes are not UTF-8 or begin with a byte order mark, which would vanish unseen. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** RFC 4648 section 4, with padding. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The bytes, or null when the text is not the one canonical base64 form of them. */
export function bytesOfBase64(text: string): Bytes | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

/** A public key (SPKI, DER) as PEM, RFC 7468. */
export function pemOfKey(spki: Uint8Array): string {
  const lines = base64(spki).match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

/** The DER inside a public key's PEM, or null. Line breaks may fall anywhere: enrolment records come from elsewhere. */
export function keyOfPem(pem: string): Bytes | null {
  const inside = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(pem)?.[1];
  return inside === undefined ? null : bytesOfBase64(inside.replace(/\s/g, ''));
}

export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** Joins texts so that no two lists of texts give the same bytes: each is led by its length in bytes, 4 bytes big-endian. */
export function lengthPrefixed(parts: readonly string[]): Bytes {
  const encoded = parts.map(utf8);
  const joined = new Uint8Array(encoded.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const part of encoded) {
    view.setUint32(at, part.length);
    joined.set(part, at + 4);
    at += 4 + part.length;
  }
  return joined;
}

/** The bytes of a hash that `isSha256` accepts. */
export function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
