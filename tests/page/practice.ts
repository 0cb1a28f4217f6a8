import { readFileSync } from 'node:fs';
import { approvedAt } from '../../lib/core/packet/packet.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import type { PageBrief } from '../../lib/wire/page-link.ts';
import { parseProfile } from '../../lib/wire/profile-schema.ts';
import { PACKET } from '../fakes/packet.ts';

export function readProfile(name: 'range-server' | 'range-spa'): Profile {
  const raw: unknown = JSON.parse(readFileSync(new URL(`../../public/profiles/${name}.json`, import.meta.url), 'utf8'));
  const parsed = parseProfile(raw);
  if (!parsed.isParsed) throw new Error(`${name} is broken at ${parsed.where}`);
  return parsed.value;
}

export function approvedFor(profile: Profile): PageBrief['approved'] {
  const fields = profile.screens.flatMap((screen) => screen.fields);
  return Object.fromEntries(
    fields.map((field) => [field.id, 'packet' in field.approved ? approvedAt(PACKET, field.approved.packet) : field.approved.constant]),
  );
}

export const EXECUTION: NonNullable<PageBrief['execution']> = {
  execution: 'execution-1',
  caseId: 'CASE-1042',
  tenant: { id: PACKET.tenant.id, name: PACKET.tenant.name },
  incident: PACKET.incident.id,
  packetVersion: 3,
  checkWords: 'amber lantern',
  hasEntryBegun: true,
  screens: [],
  captures: 0,
  legs: [],
  gate: {
    state: 'filling',
    word: 'Filling',
    aside: null,
    why: [],
    now: null,
    facts: [],
    exits: [],
    check: { isOffered: false, because: null },
    left: 'nothing',
    countdown: null,
  },
  decision: null,
  soon: null,
  panel: null,
  enforcement: 'best-effort',
  reasons: [],
  caughtAt: 'entry',
  isEscalated: false,
};
