import type { Approval, CaseRecord, Operator, Person } from '../../../../lib/core/approval/case-record.ts';
import { type Decision, decide } from '../../../../lib/core/gate/decide.ts';
import type { Guard } from '../../../../lib/core/gate/leg.ts';
import type { Answer, Grant, PolicyRecord, Sources, TenantRecord } from '../../../../lib/core/gate/sources.ts';
import type { Packet } from '../../../../lib/core/packet/packet.ts';
import { type ReasonCode, reason } from '../../../../lib/core/reason.ts';

/** Everything as it should be: each test changes one thing and says what comes of it. */

export const NOW_MS = Date.parse('2026-11-23T03:05:00Z');
export const PACKET_DIGEST = 'a'.repeat(64);
export const OTHER_DIGEST = 'b'.repeat(64);
export const ROLE_DIGEST = 'c'.repeat(64);
export const PROFILE_DIGEST = 'd'.repeat(64);
export const TENANT = 'tnt_7Q2K94';
export const OTHER_TENANT = 'tnt_7Q2K9A';

/** "2026-11-23T03:05:00Z" for nought; minutes before are negative. */
export function minutesFromNow(minutes: number): string {
  return new Date(NOW_MS + minutes * 60_000).toISOString().replace('.000Z', 'Z');
}

export function person(id: string, change: Partial<Person> = {}): Person {
  return {
    id,
    name: `Name of ${id}`,
    employer: 'provider',
    email: `${id}@support.example`,
    accounts: [id],
    accountKinds: { [id]: 'person' },
    roles: [],
    isActive: true,
    homeTenant: null,
    ...change,
  };
}

const ofCustomer = (id: string, role: string): Person =>
  person(id, { employer: TENANT, homeTenant: TENANT, email: `${id}@northwind.example`, roles: [role] });

export const PEOPLE: readonly Person[] = [
  person('lead-01', { roles: ['support-lead'] }),
  person('lead-02', { roles: ['support-lead'] }),
  person('ic-01', { roles: ['incident-command'] }),
  person('sec-01', {
    roles: ['security'],
    accounts: ['sec-01', 'sec-01-local'],
    accountKinds: { 'sec-01': 'person', 'sec-01-local': 'person' },
  }),
  ofCustomer('caa-01', 'customer-account'),
  ofCustomer('admin-77', 'tenant-administrator'),
  person('svc-case', { accountKinds: { 'svc-case': 'service' } }),
];

/** The people of the case, one of them changed. */
export function peopleWith(id: string, change: Partial<Person>): readonly Person[] {
  return PEOPLE.map((one) => (one.id === id ? { ...one, ...change } : one));
}

export const PACKET: Packet = {
  version: 3,
  tenant: { id: TENANT, name: 'Northwind Traders' },
  administrator: { subject: 'admin-77', objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77', email: 'admin-77@northwind.example' },
  assurance: { reference: 'IDV-5521' },
  scope: ['tenant.admin.restore'],
  window: { start: minutesFromNow(-15), end: minutesFromNow(225) },
  incident: { id: 'INC-20931' },
  approvalEvidence: ['APR-301', 'APR-302', 'APR-303'],
  executionNumber: 1,
};

export function approval(by: string, id: string, change: Partial<Approval> = {}): Approval {
  return {
    id,
    case: 'CASE-1042',
    approver: by,
    decidedBy: by,
    account: by,
    decision: 'approved',
    decidedAt: minutesFromNow(-20),
    packetDigest: PACKET_DIGEST,
    via: 'person',
    delegation: null,
    policyVersion: 12,
    roleDigests: { 'tenant.admin.restore': ROLE_DIGEST },
    ...change,
  };
}

export const APPROVALS = {
  'incident-command': approval('ic-01', 'APR-301'),
  security: approval('sec-01', 'APR-302'),
  'customer-account': approval('caa-01', 'APR-303'),
} as const satisfies CaseRecord['approvals'];

export const CASE: CaseRecord = {
  id: 'CASE-1042',
  kind: 'break-glass-admin-restoration',
  state: 'approved',
  version: 3,
  etag: '"7"',
  executors: ['lead-01', 'lead-02'],
  requestedBy: 'admin-77',
  packet: PACKET,
  approvals: APPROVALS,
  claim: null,
  executions: [],
  handovers: [],
  attachments: [],
  anchors: [],
  segregation: { requester: 'admin-77', approvers: ['ic-01', 'sec-01', 'caa-01'], statement: 'distinct' },
  people: PEOPLE,
};

export const TENANT_RECORD: TenantRecord = {
  id: TENANT,
  name: 'Northwind Traders',
  aliases: ['nwt-eu'],
  state: 'active',
  isOnLegalHold: false,
  children: [],
};
export const LOOKALIKE_RECORD: TenantRecord = { ...TENANT_RECORD, id: OTHER_TENANT, name: "Northwind Trader's", aliases: [] };

export const POLICY: PolicyRecord = {
  version: 12,
  requiredAuthorities: ['incident-command', 'security', 'customer-account'],
  approvalFreshMinutes: 120,
  maximumMinutes: 240,
  assuranceLevelMinimum: 2,
  armedSeconds: 20,
  evidencePictures: 'schematic',
  evidenceDays: null,
  consoleProfiles: [{ id: 'range-emergency-console', digest: PROFILE_DIGEST }],
  escalationContacts: [],
};

export const OPERATOR: Operator = { person: PEOPLE[0] ?? person('lead-01'), account: 'lead-01' };

const [ROLE] = [
  { name: 'tenant.admin.restore', version: 5, privileges: ['users.reset', 'roles.assign'], maximumMinutes: 240, usualMinutes: 240 },
];
export const ROLES = [ROLE];

export const ADMINISTRATOR = {
  subject: 'admin-77',
  objectId: PACKET.administrator.objectId,
  tenant: TENANT,
  email: 'admin-77@northwind.example',
  state: 'locked-out',
  privileges: [],
} as const;

export function grant(change: Partial<Grant> = {}): Grant {
  return {
    id: 'grant-1',
    tenant: TENANT,
    subject: 'admin-77',
    objectId: PACKET.administrator.objectId,
    privileges: ['tenant.admin.restore'],
    startsAt: minutesFromNow(-60),
    endsAt: minutesFromNow(30),
    state: 'active',
    kind: 'break-glass',
    reference: 'BG-1',
    idempotencyKey: null,
    ...change,
  };
}

/** A whole answer, with a clock that is a blink away from ours. */
export function read<T>(value: T, skewMs = 200): Answer<T> {
  return { isRead: true, value, serverAtMs: NOW_MS + skewMs, skewMs, tookMs: 40 };
}

export function unread<T>(code: ReasonCode, details: Readonly<Record<string, string>> = {}): Answer<T> {
  return { isRead: false, reason: reason(code, details), tookMs: 5_000 };
}

export function goodSources(change: Partial<Sources> = {}): Sources {
  return {
    case: read(CASE),
    operator: read(OPERATOR),
    tenant: read({ found: TENANT_RECORD, named: [TENANT_RECORD, LOOKALIKE_RECORD] }),
    incident: read({ id: 'INC-20931', state: 'open', tenant: TENANT, openedAt: minutesFromNow(-67), resolvedAt: null, timeline: [] }),
    assurance: read({
      reference: 'IDV-5521',
      subject: 'admin-77',
      level: 3,
      checkedAt: minutesFromNow(-35),
      expiresAt: minutesFromNow(325),
    }),
    grants: read([]),
    administrators: read([ADMINISTRATOR]),
    roles: read(ROLES),
    policy: read(POLICY),
    ...change,
  };
}

export function goodGuard(change: Partial<Guard> = {}): Guard {
  return {
    nowMs: NOW_MS,
    packetDigest: PACKET_DIGEST,
    openedDigest: null,
    execution: 'exec-1',
    claim: null,
    follows: null,
    roleDigests: { 'tenant.admin.restore': ROLE_DIGEST },
    profile: { id: 'range-emergency-console', digest: PROFILE_DIGEST, nowDigest: PROFILE_DIGEST, origin: 'shipped' },
    faults: [],
    unguardable: null,
    ...change,
  };
}

export function withCase(change: Partial<CaseRecord>): Sources {
  return goodSources({ case: read({ ...CASE, ...change }) });
}

export function withPacket(change: Partial<Packet>): Sources {
  return withCase({ packet: { ...PACKET, ...change } });
}

/** One approval changed; `null` takes it out of the case. */
export function withApproval(authority: keyof typeof APPROVALS, change: Partial<Approval> | null, rest: Partial<CaseRecord> = {}): Sources {
  const { [authority]: one, ...others } = APPROVALS;
  return withCase({ ...rest, approvals: change === null ? others : { ...APPROVALS, [authority]: { ...one, ...change } } });
}

export function withEveryApproval(change: Partial<Approval>, rest: Partial<CaseRecord> = {}): Sources {
  const approvals = Object.fromEntries(Object.entries(APPROVALS).map(([authority, one]) => [authority, { ...one, ...change }]));
  return withCase({ ...rest, approvals });
}

export function withPolicy(change: Partial<PolicyRecord>): Sources {
  return goodSources({ policy: read({ ...POLICY, ...change }) });
}

/** One situation and exactly what comes of it: every blocking code, and every warning, of all legs. */
export type Situation = Readonly<{
  name: string;
  sources?: Sources;
  guard?: Partial<Guard>;
  blocks?: readonly ReasonCode[];
  warns?: readonly ReasonCode[];
}>;

export function decisionOn({ sources = goodSources(), guard = {} }: Situation): Decision {
  return decide(sources, goodGuard(guard));
}

export function outcomeOf(situation: Situation): Readonly<{ blocks: readonly string[]; warns: readonly string[] }> {
  const { reasons, warnings } = decisionOn(situation);
  return { blocks: reasons.map(({ code }) => code), warns: warnings.map(({ code }) => code) };
}
