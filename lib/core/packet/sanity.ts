import { hasHidden } from '../compare/characters.ts';
import { approvedAt, PACKET_PATHS, type Packet, type PacketPath } from './packet.ts';

/** The ends of the window have a leg of their own. */
const TEXT_PATHS: readonly PacketPath[] = PACKET_PATHS.filter((path) => path !== 'window.start' && path !== 'window.end');

/**
 * Where the packet holds characters that nobody sees: it is not what the approvers read. Not asked of the tenant's name,
 * which is compared with the record, and in which some scripts need a joiner.
 */
export function hiddenIn(packet: Packet): readonly PacketPath[] {
  return TEXT_PATHS.filter((path) => path !== 'tenant.name' && textsAt(packet, path).some(hasHidden));
}

/**
 * What is wrong with a packet by itself, in words that hold no values. A missing end of the window is not among them:
 * that has a leg and a code of its own.
 */
export function packetFaults(packet: Packet): readonly string[] {
  const faults: string[] = [];
  for (const path of TEXT_PATHS) {
    const texts = textsAt(packet, path);
    if (texts.length === 0 || texts.some((text) => text.trim() === '')) faults.push(`the packet has no ${NAMES[path]}`);
    if (new Set(texts).size !== texts.length) faults.push(`the packet names a ${NAMES[path]} twice`);
  }
  if (!isCount(packet.version)) faults.push('the packet has no version');
  if (!isCount(packet.executionNumber)) faults.push('the packet does not say which execution it is for');
  return faults;
}

const NAMES: Readonly<Record<PacketPath, string>> = {
  'tenant.id': 'tenant id',
  'tenant.name': 'tenant name',
  'administrator.subject': 'administrator',
  'administrator.objectId': 'administrator object id',
  'administrator.email': 'administrator e-mail',
  'assurance.reference': 'identity check',
  scope: 'privilege',
  'window.start': 'start',
  'window.end': 'end',
  'incident.id': 'incident',
  approvalEvidence: 'approval reference',
};

function textsAt(packet: Packet, path: PacketPath): readonly string[] {
  const at = approvedAt(packet, path);
  return typeof at === 'string' ? [at] : at;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
