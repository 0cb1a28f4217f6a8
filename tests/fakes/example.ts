import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Approval, CaseRecord, Operator, Person } from '../../lib/core/approval/case-record.ts';
import type {
  AdministratorRecord,
  AssuranceRecord,
  IncidentRecord,
  PolicyRecord,
  RoleRecord,
  TenantRecord,
} from '../../lib/core/gate/sources.ts';
import type { Packet } from '../../lib/core/packet/packet.ts';

/** One approved request and everything around it, all of it in order, as seen at `nowMs`. */
export type Example = Readonly<{
  case: CaseRecord;
  operator: Operator;
  otherOperator: Operator;
  tenants: readonly TenantRecord[];
  incident: IncidentRecord;
  assurance: AssuranceRecord;
  administrators: readonly AdministratorRecord[];
  roles: readonly RoleRecord[];
  policy: PolicyRecord;
}>;

const MINUTE_MS = 60_000;
const TENANT = 'tnt_7Q2K94';
const OBJECT = '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77';
const ROLE: RoleRecord = {
  name: 'tenant.admin.restore',
  version: 5,
  privileges: ['users.reset', 'roles.assign'],
  maximumMinutes: 240,
  usualMinutes: 240,
};

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of the RFC 8785 form. */
export function jcsDigest(value: unknown): string {
  return sha256(canonicalize(value) ?? '');
}

export function example(nowMs: number): Example {
  const at = (minutes: number) => new Date(nowMs + minutes * MINUTE_MS).toISOString();
  const packet = examplePacket(at);
  const people = examplePeople();
  const approval = (id: string, approver: string, minutes: number) => exampleApproval(packet, { id, approver, decidedAt: at(minutes) });
  const operatorOf = (account: string): Operator => {
    const person = people.find((one) => one.accounts.includes(account));
    if (person === undefined) throw new Error(`nobody has the account ${account}`);
    return { account, person };
  };
  return {
    case: {
      id: 'CASE-1042',
      kind: 'break-glass-admin-restoration',
      state: 'approved',
      version: 3,
      etag: '"1"',
      executors: ['lead-01', 'lead-02'],
      requestedBy: 'admin-77',
      packet,
      approvals: {
        'incident-command': approval('APR-301', 'ic-01', -22),
        security: approval('APR-302', 'sec-01', -15),
        'customer-account': approval('APR-303', 'caa-01', -10),
      },
      claim: null,
      executions: [],
      handovers: [],
      attachments: [],
      anchors: [],
      segregation: { requester: 'admin-77', approvers: ['ic-01', 'sec-01', 'caa-01'], statement: 'distinct' },
      people,
    },
    operator: operatorOf('lead-01'),
    otherOperator: operatorOf('lead-02'),
    tenants: [
      { id: TENANT, name: 'Northwind Traders', aliases: ['nwt-eu'], state: 'active', isOnLegalHold: false, children: [] },
      { id: 'tnt_7Q2K9A', name: "Northwind Trader's", aliases: [], state: 'active', isOnLegalHold: false, children: [] },
    ],
    incident: { id: 'INC-20931', state: 'open', tenant: TENANT, openedAt: at(-65), resolvedAt: null, timeline: [] },
    assurance: { reference: 'IDV-5521', subject: 'admin-77', level: 3, checkedAt: at(-33), expiresAt: at(327) },
    administrators: [
      { subject: 'admin-77', objectId: OBJECT, tenant: TENANT, email: 'admin-77@northwind.example', state: 'locked-out', privileges: [] },
    ],
    roles: [ROLE],
    policy: {
      version: 12,
      requiredAuthorities: ['incident-command', 'security', 'customer-account'],
      approvalFreshMinutes: 120,
      maximumMinutes: 240,
      assuranceLevelMinimum: 2,
      armedSeconds: 20,
      evidencePictures: 'schematic',
      evidenceDays: null,
      consoleProfiles: [],
      escalationContacts: [{ name: 'Security duty desk', call: '+49 30 0000 1001' }],
    },
  };
}

function examplePacket(at: (minutes: number) => string): Packet {
  return {
    version: 3,
    tenant: { id: TENANT, name: 'Northwind Traders' },
    administrator: { subject: 'admin-77', objectId: OBJECT, email: 'admin-77@northwind.example' },
    assurance: { reference: 'IDV-5521' },
    scope: [ROLE.name],
    window: { start: at(-15), end: at(225) },
    incident: { id: 'INC-20931' },
    approvalEvidence: ['APR-301', 'APR-302', 'APR-303'],
    executionNumber: 1,
  };
}

function exampleApproval(packet: Packet, given: Readonly<{ id: string; approver: string; decidedAt: string }>): Approval {
  return {
    ...given,
    case: 'CASE-1042',
    decidedBy: given.approver,
    account: given.approver,
    decision: 'approved',
    packetDigest: jcsDigest(packet),
    via: 'person',
    delegation: null,
    policyVersion: 12,
    roleDigests: { [ROLE.name]: jcsDigest({ name: ROLE.name, privileges: [...ROLE.privileges].sort() }) },
  };
}

function examplePeople(): readonly Person[] {
  const person = (id: string, role: string, employer = 'provider'): Person => ({
    id,
    name: id,
    employer,
    email: `${id}@${employer === 'provider' ? 'support' : 'northwind'}.example`,
    accounts: [id],
    accountKinds: { [id]: 'person' },
    roles: [role],
    isActive: true,
    homeTenant: employer === 'provider' ? null : employer,
  });
  return [
    person('admin-77', 'tenant-administrator', TENANT),
    person('lead-01', 'support-lead'),
    person('lead-02', 'support-lead'),
    person('ic-01', 'incident-command'),
    person('sec-01', 'security'),
    person('caa-01', 'customer-account', TENANT),
  ];
}

/** The case as a case system of the interface `countersign-api` says it. */
export function wireCase(record: CaseRecord): Record<string, unknown> {
  const { etag: _, people, ...rest } = structuredClone(record);
  return { ...rest, people: people.map(({ isActive, ...person }) => ({ ...person, active: isActive })) };
}
