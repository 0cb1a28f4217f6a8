import { compareField } from '../compare/compare.ts';
import type { Effective, Verdict } from '../compare/reading.ts';
import type { Grant } from '../gate/sources.ts';
import type { ApprovedValues, PacketPath } from '../packet/packet.ts';
import type { Profile } from '../profile/profile.ts';

/** A grant as IAM shows it, field by field, compared by the same functions as what was entered. */
export function grantVerdicts(profile: Profile, approved: ApprovedValues, grant: Grant): Readonly<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {};
  for (const spec of profile.screens.flatMap((screen) => screen.fields)) {
    const value = 'packet' in spec.approved ? grantedAt(grant, spec.approved.packet) : null;
    if (value === null) continue;
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
