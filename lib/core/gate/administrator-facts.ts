import type { CaseRecord } from '../approval/case-record.ts';
import { giverOf } from '../approval/giver.ts';
import { isSamePerson, requesters } from '../approval/judge.ts';
import { isAmong, someone } from '../approval/people.ts';
import { isSameText } from '../compare/text.ts';
import type { Packet } from '../packet/packet.ts';
import { type Reason, reason } from '../reason.ts';
import type { Cause } from './cause.ts';
import type { AdministratorRecord, Sources } from './sources.ts';

/** IAM's record of the packet's administrator: by object id, which is never given twice; else by what else fits. */
export function administratorRecord(packet: Packet, records: readonly AdministratorRecord[]): AdministratorRecord | null {
  const { objectId, subject, email } = packet.administrator;
  return (
    records.find((one) => one.objectId === objectId) ??
    records.find((one) => one.subject === subject) ??
    records.find((one) => one.email !== null && isSameText('email', one.email, email)) ??
    null
  );
}

/** Somebody whom IAM lists for the tenant, and who is at home elsewhere: a guest, or somebody of the provider. */
export function isOutsider(record: CaseRecord, { subject, tenant, state }: AdministratorRecord): boolean {
  return tenant !== record.packet.tenant.id || state === 'guest' || isAtHomeElsewhere(record, subject);
}

/** What is on record of a person says so. Of somebody who is not on record it cannot be said. */
export function isAtHomeElsewhere({ packet, people }: CaseRecord, subject: string): boolean {
  const { person } = someone(people, subject);
  return person !== null && (person.homeTenant !== packet.tenant.id || person.employer !== packet.tenant.id);
}

/** The packet names an administrator whom IAM knows as another account, or whom the case's requester is not. */
export function administratorCause(sources: Sources): Cause | null {
  if (!sources.case.isRead) return null;
  const record = sources.case.value;
  const listed = sources.administrators.isRead ? administratorRecord(record.packet, sources.administrators.value) : null;
  const why = (listed === null ? null : accountDiffers(record.packet, listed)) ?? requesterDiffers(record);
  return why === null ? null : { leg: 'administrator', reason: why };
}

function accountDiffers({ administrator }: Packet, listed: AdministratorRecord): Reason | null {
  const differing = (what: string) =>
    reason('administrator-differs', { seen: `${listed.subject}, ${what}`, expected: administrator.subject });
  if (listed.objectId !== administrator.objectId) return differing('which has another object id');
  if (listed.subject !== administrator.subject) return differing('which is another account');
  if (listed.email !== null && !isSameText('email', listed.email.trim(), administrator.email.trim())) {
    return differing('which has another e-mail address');
  }
  return null;
}

/**
 * The access is for whoever asked for it. Where the one who asked also approved, or the segregation record names another
 * requester, those legs say so.
 */
function requesterDiffers(record: CaseRecord): Reason | null {
  const { requestedBy, packet, people, approvals, segregation } = record;
  if (isSamePerson(record, requestedBy, packet.administrator.subject)) return null;
  const hasApproved = Object.values(approvals).some((one) => giverOf(one, people).all.some((by) => isAmong(by, requesters(record))));
  const isContradicted = segregation !== null && !isSamePerson(record, segregation.requester, requestedBy);
  if (hasApproved || isContradicted) return null;
  return reason('administrator-differs', { seen: requestedBy, expected: packet.administrator.subject });
}
