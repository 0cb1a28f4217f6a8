import { compareField } from '../compare/compare.ts';
import type { Effective, Verdict } from '../compare/reading.ts';
import type { Grant } from '../gate/sources.ts';
import type { ApprovedValues, Packet, PacketPath } from '../packet/packet.ts';
import type { Profile } from '../profile/profile.ts';
import { isEndAsApproved } from './as-approved.ts';

type Approved = Readonly<{ profile: Profile; packet: Packet; approved: ApprovedValues }>;

/** A grant as IAM shows it, field by field, compared by the same functions as what was entered. */
export function grantVerdicts({ profile, packet, approved }: Approved, grant: Grant): Readonly<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {};
  for (const spec of profile.screens.flatMap((screen) => screen.fields)) {
    const path = 'packet' in spec.approved ? spec.approved.packet : null;
    const value = path === null ? null : grantedAt(grant, path);
    if (path === null || value === null) continue;
    if (isWrittenAnotherWay(path, grant, packet)) {
      verdicts[spec.id] = 'match';
      continue;
    }
    const reading = {
      field: spec.id,
      screen: '',
      source: 'live',
      document: '',
      readAtMs: 0,
      look: { isReadable: true, value },
      zone: null,
      changedBy: 'nobody',
    } as const;
    verdicts[spec.id] = compareField({ spec, approved: approved[spec.id] ?? '', reading }).verdict;
  }
  return verdicts;
}

/** The same for the judge of the whole grant, however IAM writes it: an account by its object id, and an end to the minute. */
function isWrittenAnotherWay(path: PacketPath, grant: Grant, { administrator, window }: Packet): boolean {
  if (path === 'administrator.subject') return grant.objectId === administrator.objectId;
  return path === 'window.end' && isEndAsApproved(grant.endsAt, window.end);
}

/** What of a packet a grant speaks of; null for everything else. */
function grantedAt(grant: Grant, path: PacketPath): Effective | null {
  switch (path) {
    case 'tenant.id':
      return { kind: 'text', text: grant.tenant };
    case 'administrator.subject':
      return { kind: 'text', text: grant.subject };
    case 'administrator.objectId':
      return { kind: 'text', text: grant.objectId };
    case 'scope':
      return { kind: 'set', items: grant.privileges };
    case 'window.end':
      return { kind: 'text', text: grant.endsAt ?? '' };
    default:
      return null;
  }
}
