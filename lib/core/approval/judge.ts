import { type InstantMs, MINUTE_MS, parseInstant } from '../compare/instant.ts';
import { CLOCK_SKEW_MS_MAX } from '../limits.ts';
import { digestText, type Sha256Hex } from '../packet/packet.ts';
import { type Reason, reason } from '../reason.ts';
import { authorityTitle } from './authority-words.ts';
import type { Approval, Authority, CaseRecord, Operator } from './case-record.ts';
import { givenFault, isAnswered } from './given.ts';
import { type Giver, giverOf, mayApproveAs, worksFor } from './giver.ts';
import { calledIn, isAmong, isSameHuman, type Someone, someone } from './people.ts';

/** What approvals are judged against. What is null is not known, and is left for its own leg to say. */
export type ApprovalMatter = Readonly<{
  record: CaseRecord;
  required: readonly Authority[];
  packetDigest: Sha256Hex;
  operator: Operator | null;
  /** Null while the clocks cannot be trusted. */
  nowMs: InstantMs | null;
  freshMinutes: number | null;
  /** False when it is not sure which tenant the packet means: then nobody can be said not to be of the customer. */
  isTenantSure: boolean;
}>;

/**
 * One authority's approval under three questions that do not depend on each other: who gave it (or that nobody did),
 * what it is for, and when it was given. At most one reason each, the first cause that explains the rest.
 */
export type JudgedApproval = Readonly<{
  authority: Authority;
  approval: Approval | null;
  giver: Giver | null;
  who: Reason | null;
  what: Reason | null;
  when: Reason | null;
  warnings: readonly Reason[];
}>;

type Entry = Readonly<{ authority: Authority; approval: Approval | null; giver: Giver | null; given: Reason | null }>;

/** Judges every required approval, and every other one that the case holds an answer of. */
export function judgeApprovals(matter: ApprovalMatter): readonly JudgedApproval[] {
  const { record, required } = matter;
  const others = Object.keys(record.approvals).filter((authority) => !required.includes(authority));
  const more = others.filter((authority) => {
    const approval = record.approvals[authority];
    return approval !== undefined && isAnswered(approval);
  });
  const entries = [...required, ...more].map((authority): Entry => {
    const approval = Object.hasOwn(record.approvals, authority) ? (record.approvals[authority] ?? null) : null;
    const given = givenFault(authority, approval, record.people);
    return { authority, approval, given, giver: approval === null || given !== null ? null : giverOf(approval, record.people) };
  });
  return entries.map((entry) => judged(matter, entry, entries));
}

function judged(matter: ApprovalMatter, entry: Entry, entries: readonly Entry[]): JudgedApproval {
  const { authority, approval, giver } = entry;
  if (approval === null || giver === null) {
    return { authority, approval, giver, who: entry.given, what: null, when: null, warnings: [] };
  }
  return {
    authority,
    approval,
    giver,
    who: segregationFault(matter, entry, giver, entries) ?? standingFault(matter, authority, giver),
    what: purposeFault(matter, authority, approval),
    when: ageFault(matter, authority, approval),
    warnings: giver.delegation === 'covers' ? [delegated(authority, giver)] : [],
  };
}

/** The requester, the operator and the approvers are different people: whoever is two of them is named first. */
function segregationFault(matter: ApprovalMatter, entry: Entry, giver: Giver, entries: readonly Entry[]): Reason | null {
  const { record, operator } = matter;
  const requester = giver.all.find((one) => isAmong(one, requesters(record)));
  if (requester !== undefined) return reason('approver-is-requester', { person: calledIn(requester) }, entry.authority);
  const me = operator === null ? [] : [someone(record.people, operator.account), { named: operator.person.id, person: operator.person }];
  if (giver.all.some((one) => isAmong(one, me))) return reason('approver-is-operator', {}, entry.authority);
  const rest = entries.filter((other) => other !== entry).flatMap((other) => other.giver?.all ?? []);
  const twice = giver.all.find((one) => isAmong(one, rest));
  return twice === undefined ? null : notDistinct([...giver.all, ...rest].filter((one) => isSameHuman(one, twice)));
}

/** The same reason from whichever of the approvals it is seen: a person with two records is called by the first. */
function notDistinct(records: readonly Someone[]): Reason {
  const ids = records.map((one) => ({ one, id: one.person?.id ?? one.named }));
  const [first] = ids.sort((a, b) => (a.id < b.id ? -1 : 1));
  return reason('approver-not-distinct', { person: first === undefined ? 'Somebody' : calledIn(first.one) }, first?.id);
}

/** Whoever asked for the access, and whoever gets it: neither may approve it. */
export function requesters(record: CaseRecord): readonly Someone[] {
  return [someone(record.people, record.requestedBy), someone(record.people, record.packet.administrator.subject)];
}

function standingFault(matter: ApprovalMatter, authority: Authority, giver: Giver): Reason | null {
  const isOfCustomer = authority !== 'customer-account' || !matter.isTenantSure || worksFor(matter.record.packet.tenant.id, giver);
  if (!isOfCustomer) return reason('approver-not-of-customer', {}, authority);
  if (giver.delegation === 'does-not-cover') return reason('delegation-invalid', { person: calledIn(giver.actor) }, authority);
  if (mayApproveAs(authority, giver)) return null;
  return reason('approver-not-entitled', { person: calledIn(giver.principal), authority: authorityTitle(authority) }, authority);
}

function purposeFault({ record, packetDigest }: ApprovalMatter, authority: Authority, approval: Approval): Reason | null {
  const details = { authority: authorityTitle(authority) };
  if (approval.case !== record.id) return reason('approval-of-other-case', details, authority);
  if (approval.packetDigest === packetDigest) return null;
  const told = { seen: digestText(approval.packetDigest), expected: `v${record.packet.version}, ${digestText(packetDigest)}` };
  return reason('approval-of-other-packet', { ...details, ...told }, authority);
}

function ageFault({ nowMs, freshMinutes }: ApprovalMatter, authority: Authority, { decidedAt }: Approval): Reason | null {
  const atMs = parseInstant(decidedAt);
  if (atMs === null) return reason('approval-missing', { authority: authorityTitle(authority) }, authority);
  if (nowMs === null) return null;
  if (atMs > nowMs + CLOCK_SKEW_MS_MAX) {
    const skew = `${Math.ceil((atMs - nowMs) / 1000)} s`;
    return reason('clock-untrusted', { system: 'the case system', skew }, authority);
  }
  if (freshMinutes === null || nowMs - atMs <= freshMinutes * MINUTE_MS) return null;
  return reason('approval-stale', { authority: authorityTitle(authority), limit: `${freshMinutes} min` }, authority);
}

function delegated(authority: Authority, { actor }: Giver): Reason {
  return reason('approval-delegated', { person: calledIn(actor), authority: authorityTitle(authority) }, authority);
}

/** Whether two people whom the record names are one. For legs that only hold the names. */
export function isSamePerson(record: CaseRecord, one: string, other: string): boolean {
  return isSameHuman(someone(record.people, one), someone(record.people, other));
}
