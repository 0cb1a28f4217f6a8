import { unreachable } from '../reason.ts';

/** An RFC 3339 instant with a zone, as the case system wrote it. Compared as an instant, never as text. */
export type InstantText = string;
/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Sha256Hex = string;

/** "digest 1a2b3c4d", its beginning: enough of it for two people to see whether they speak of the same. */
export function digestText(digest: Sha256Hex): string {
  return `digest ${digest.slice(0, 8)}`;
}

/** The approved, versioned emergency access packet. */
export type Packet = Readonly<{
  version: number;
  tenant: Readonly<{ id: string; name: string }>;
  administrator: Readonly<{ subject: string; objectId: string; email: string }>;
  assurance: Readonly<{ reference: string }>;
  scope: readonly string[];
  /** A missing end is kept as null, so that a leg can say so; it is never "no limit". */
  window: Readonly<{ start: InstantText | null; end: InstantText | null }>;
  incident: Readonly<{ id: string }>;
  approvalEvidence: readonly string[];
  executionNumber: number;
}>;

/** Where in the packet a field's approved value stands. */
export const PACKET_PATHS = [
  'tenant.id',
  'tenant.name',
  'administrator.subject',
  'administrator.objectId',
  'administrator.email',
  'assurance.reference',
  'scope',
  'window.start',
  'window.end',
  'incident.id',
  'approvalEvidence',
] as const;
export type PacketPath = (typeof PACKET_PATHS)[number];

/** What each field of a console must hold, by field id. */
export type ApprovedValues = Readonly<Record<string, string | readonly string[]>>;

/** The approved value at a path: one text, or a list where the packet names a set. */
export function approvedAt(packet: Packet, path: PacketPath): string | readonly string[] {
  switch (path) {
    case 'tenant.id':
      return packet.tenant.id;
    case 'tenant.name':
      return packet.tenant.name;
    case 'administrator.subject':
      return packet.administrator.subject;
    case 'administrator.objectId':
      return packet.administrator.objectId;
    case 'administrator.email':
      return packet.administrator.email;
    case 'assurance.reference':
      return packet.assurance.reference;
    case 'scope':
      return packet.scope;
    case 'window.start':
      return packet.window.start ?? '';
    case 'window.end':
      return packet.window.end ?? '';
    case 'incident.id':
      return packet.incident.id;
    case 'approvalEvidence':
      return packet.approvalEvidence;
    default:
      return unreachable(path);
  }
}
