import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a value's RFC 8785 form. */
export function jcsDigest(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON has a canonical form');
  return sha256(text);
}

/** What an approval is bound to: the packet exactly as the case system hands it out. */
export function packetDigest(packet: unknown): string {
  return jcsDigest(wirePacket(packet));
}

/** What an approval remembers of each role in the scope: its name and its privileges, in any order. */
export function roleDigest(name: string, privileges: readonly string[]): string {
  return jcsDigest({ name, privileges: [...privileges].sort() });
}

/** On the wire a window always has both its ends; one that the record lacks is null, which is not "no limit". */
export function wirePacket(packet: unknown): unknown {
  if (typeof packet !== 'object' || packet === null) return packet;
  const window: unknown = 'window' in packet ? packet.window : null;
  const given = typeof window === 'object' && window !== null ? window : {};
  return { ...packet, window: { start: null, end: null, ...given } };
}
