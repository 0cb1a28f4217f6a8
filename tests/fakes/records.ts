import type {
  AdministratorRecord,
  AssuranceRecord,
  Grant,
  IncidentRecord,
  PolicyRecord,
  RoleRecord,
  TenantRecord,
} from '../../lib/core/gate/sources.ts';
import { reason } from '../../lib/core/reason.ts';
import type { AccessRecords, Identity, IncidentTimeline, PolicySource, TenantDirectory } from '../../lib/ports/records.ts';
import type { Example } from './example.ts';
import { makeTrouble, type Trouble } from './trouble.ts';

/** What the records say now. A test changes it in place, as the world would. */
export type RecordsState = {
  tenants: readonly TenantRecord[];
  incidents: readonly IncidentRecord[];
  assurances: readonly AssuranceRecord[];
  grants: readonly Grant[];
  administrators: readonly AdministratorRecord[];
  roles: readonly RoleRecord[];
  policy: PolicyRecord;
};

/** Tenant directory, incident system, identity checks and IAM in memory, each with its own switches. */
export type FakeRecords = Readonly<{
  state: RecordsState;
  tenants: TenantDirectory;
  incidents: IncidentTimeline;
  identity: Identity;
  access: AccessRecords;
  policy: PolicySource;
  trouble: Readonly<{ tenant: Trouble; incident: Trouble; identity: Trouble; iam: Trouble }>;
}>;

export function recordsOf(given: Example): RecordsState {
  const { tenants, incident, assurance, administrators, roles, policy } = given;
  return { tenants, incidents: [incident], assurances: [assurance], grants: [], administrators, roles, policy };
}

export function fakeRecords(state: RecordsState, nowMs: () => number): FakeRecords {
  const tenant = makeTrouble('tenant-directory-unreachable', nowMs);
  const incident = makeTrouble('incident-unreachable', nowMs);
  const identity = makeTrouble('assurance-insufficient', nowMs);
  const iam = makeTrouble('iam-unknown', nowMs);
  return {
    state,
    trouble: { tenant, incident, identity, iam },
    tenants: {
      name: 'fake tenant directory',
      read: (id, name, options) =>
        tenant.read('tenant', options, () => {
          const found = state.tenants.find((one) => one.id === id) ?? null;
          return { value: { found, named: state.tenants.filter((one) => [one.name, ...one.aliases].some((text) => isAlike(text, name))) } };
        }),
    },
    incidents: {
      name: 'fake incident system',
      read: (id, options) =>
        incident.read('incident', options, () => {
          const found = state.incidents.find((one) => one.id === id);
          return found === undefined ? { missing: reason('incident-mismatch', { expected: id, seen: 'not on record' }) } : { value: found };
        }),
    },
    identity: {
      name: 'fake identity system',
      assurance: (reference, options) =>
        identity.read('assurance', options, () => {
          const found = state.assurances.find((one) => one.reference === reference);
          return found === undefined ? { missing: reason('assurance-insufficient', { state: 'not on record' }) } : { value: found };
        }),
    },
    access: {
      name: 'fake IAM',
      grants: (id, options) => iam.read('grants', options, () => ({ value: state.grants.filter((one) => one.tenant === id) })),
      administrators: (id, options) =>
        iam.read('administrators', options, () => ({ value: state.administrators.filter((one) => one.tenant === id) })),
      roles: (names, options) => iam.read('roles', options, () => ({ value: state.roles.filter(({ name }) => names.includes(name)) })),
    },
    policy: { name: 'fake IAM', read: (options) => iam.read('policy', options, () => ({ value: state.policy })) },
  };
}

/** Letters and digits alone decide: enough for names that differ in marks and case. */
function isAlike(a: string, b: string): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  return bare(a) === bare(b);
}
