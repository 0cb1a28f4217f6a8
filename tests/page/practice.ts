import { readFileSync } from 'node:fs';
import { approvedAt, type Packet } from '../../lib/core/packet/packet.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import type { PageBrief } from '../../lib/wire/page-link.ts';
import { parseProfile } from '../../lib/wire/profile-schema.ts';

export const PACKET: Packet = {
  version: 3,
  tenant: { id: 'tnt_7Q2K94', name: 'Northwind Traders' },
  administrator: { subject: 'admin-77', objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77', email: 'admin-77@northwind.example' },
  assurance: { reference: 'IDV-5521' },
  scope: ['tenant.admin.restore'],
  window: { start: '2026-11-23T03:00:00Z', end: '2026-11-23T07:00:00Z' },
  incident: { id: 'INC-20931' },
  approvalEvidence: ['APR-301', 'APR-302', 'APR-303'],
  executionNumber: 1,
};

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
  soon: null,
  enforcement: 'best-effort',
  reasons: [],
  caughtAt: 'entry',
  isEscalated: false,
};
