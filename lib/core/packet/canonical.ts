import { canonical } from '../evidence/canonical.ts';
import type { Packet } from './packet.ts';

/**
 * The packet's RFC 8785 form, whose SHA-256 is what approvals are bound to. Members that are not known here stay in it.
 * Throws `NotCanonical` on a number that JSON would round (beyond 2^53-1, NaN, infinity) and on half characters: a border
 * that parses an answer refuses those before.
 */
export function canonicalPacket(packet: Packet): string {
  return canonical(packet);
}
