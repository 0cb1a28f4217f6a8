import type { PacketPath } from '../packet/packet.ts';
import { type Draft, fieldsOf, isSame } from './draft.ts';
import { PACKET_PARTS, packetPart } from './draft-field.ts';
import { profileOf } from './draft-profile.ts';
import type { Trial } from './picked.ts';
import type { FieldSpec, Profile } from './profile.ts';

/** What a practice value is for: a part of the packet, or whom the console says is signed in. */
export type PracticeOf = PacketPath | 'operator';

/** Practice values as the person last left them. */
export type Practice = Readonly<Partial<Record<PracticeOf, string>>>;

/** What a dry run asks for: only what the draft holds something against. */
export type PracticeRow = Readonly<{ path: PracticeOf; says: string; value: string }>;

export function practiceRows(draft: Draft, practice: Practice): readonly PracticeRow[] {
  const taken = fieldsOf(draft).flatMap(({ spec }) => ('packet' in spec.approved ? [spec.approved.packet] : []));
  const { tenant, operator } = draft.context;
  const asked = PACKET_PARTS.filter(({ path }) => taken.includes(path) || (path === 'tenant.id' && tenant !== null));
  const rows = asked.map(({ path, says }) => ({ path, says, value: practiceFor(path, practice) }));
  return operator === null ? rows : [...rows, { path: 'operator', says: 'Signed in to the console as', value: practice.operator ?? '' }];
}

/** What a dry run holds each page against: the practice packet, or what a field must always hold. */
export function trialOf(draft: Draft, practice: Practice): Trial {
  const approved = fieldsOf(draft).map(({ spec }) => [
    spec.id,
    'constant' in spec.approved ? spec.approved.constant : approvedBy(spec, spec.approved.packet, practice),
  ]);
  return {
    profile: profileOf(draft),
    approved: Object.fromEntries(approved),
    tenantId: practiceFor('tenant.id', practice),
    account: practice.operator ?? '',
  };
}

function practiceFor(path: PacketPath, practice: Practice): string {
  return practice[path] ?? packetPart(path).practice;
}

function approvedBy({ compare }: FieldSpec, path: PacketPath, practice: Practice): string | readonly string[] {
  const text = practiceFor(path, practice);
  const isList = compare === 'set' || compare === 'references';
  return isList ? text.split(/[\s,]+/).filter((one) => one !== '') : text;
}

/** Whether a page that was tried with the one draft comes to the same with the other. */
export function isTriedAlike(a: Draft, b: Draft): boolean {
  return isSame(lookedBy(profileOf(a)), lookedBy(profileOf(b)));
}

function lookedBy({ screens, review, requests, controls, context, danger, harmless, confirmation, where }: Profile) {
  return [screens, review, requests, controls, context, danger, harmless, confirmation, where];
}
