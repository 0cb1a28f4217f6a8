import type { AssuranceRecord, IncidentRecord, TenantRecord } from '../../../../../lib/core/gate/sources.ts';
import {
  goodSources,
  LOOKALIKE_RECORD,
  minutesFromNow,
  OTHER_DIGEST,
  OTHER_TENANT,
  PACKET,
  peopleWith,
  read,
  TENANT,
  TENANT_RECORD,
  unread,
  withCase,
  withPacket,
  withPolicy,
} from '../good-sources.ts';
import { play } from './situations.ts';

const tenant = (found: TenantRecord | null, named: readonly TenantRecord[] = []) => goodSources({ tenant: read({ found, named }) });
const named = (name: string) => tenant({ ...TENANT_RECORD, name }, [{ ...TENANT_RECORD, name }]);
const madeOutToLookalike = {
  ...withPacket({ tenant: { id: OTHER_TENANT, name: 'Northwind Traders' } }),
  tenant: read({ found: LOOKALIKE_RECORD, named: [TENANT_RECORD, LOOKALIKE_RECORD] }),
  administrators: read([]),
};

play('the tenant', [
  { name: 'a tenant of a name like it in the directory does no harm', sources: tenant(TENANT_RECORD, [TENANT_RECORD, LOOKALIKE_RECORD]) },
  {
    name: 'no record under the id, one of the same name under another',
    sources: tenant(null, [{ ...TENANT_RECORD, id: 'tnt_9' }]),
    blocks: ['tenant-id-differs'],
  },
  { name: 'no record under the id, and none of the name', sources: tenant(null), blocks: ['tenant-id-differs'] },
  {
    name: 'no record under the id, one of a name like it under another',
    sources: tenant(null, [LOOKALIKE_RECORD]),
    blocks: ['tenant-lookalike'],
  },
  { name: 'the record under the id has another name', sources: named('Contoso'), blocks: ['tenant-id-differs'] },
  { name: 'the record under the id has a name like it', sources: named('Northwind Тraders'), blocks: ['tenant-lookalike'] },
  { name: 'the record under the id differs in case only', sources: named('NORTHWIND Traders') },
  {
    name: 'the packet is made out to the look-alike: nothing that follows from it is told as well',
    sources: madeOutToLookalike,
    guard: { packetDigest: OTHER_DIGEST },
    blocks: ['tenant-lookalike'],
  },
  {
    name: 'two tenants of one name: incident and administrator belong to the other',
    sources: {
      ...madeOutToLookalike,
      tenant: read({ found: { ...TENANT_RECORD, id: OTHER_TENANT }, named: [TENANT_RECORD, { ...TENANT_RECORD, id: OTHER_TENANT }] }),
    },
    guard: { packetDigest: OTHER_DIGEST },
    blocks: ['tenant-lookalike'],
  },
  {
    name: 'two tenants of one name: everything belongs to the packet’s',
    sources: tenant(TENANT_RECORD, [TENANT_RECORD, { ...TENANT_RECORD, id: 'tnt_9' }]),
  },
  {
    name: 'the packet uses an alias of the record',
    sources: tenant({ ...TENANT_RECORD, name: 'Northwind Group', aliases: ['Northwind Traders'] }),
    warns: ['tenant-alias'],
  },
  {
    name: 'the packet uses an alias of another tenant',
    sources: tenant({ ...TENANT_RECORD, name: 'Northwind Group', aliases: [] }, [LOOKALIKE_RECORD]),
    blocks: ['tenant-id-differs'],
  },
  { name: 'a suspended tenant', sources: tenant({ ...TENANT_RECORD, state: 'suspended' }), blocks: ['tenant-not-restorable'] },
  { name: 'a state that nobody here knows', sources: tenant({ ...TENANT_RECORD, state: 'migrating' }), blocks: ['tenant-not-restorable'] },
  { name: 'a tenant on legal hold', sources: tenant({ ...TENANT_RECORD, isOnLegalHold: true }), blocks: ['tenant-not-restorable'] },
]);

const INCIDENT: IncidentRecord = {
  id: 'INC-20931',
  state: 'open',
  tenant: TENANT,
  openedAt: minutesFromNow(-67),
  resolvedAt: null,
  timeline: [],
};
const incident = (change: Partial<IncidentRecord>) => goodSources({ incident: read({ ...INCIDENT, ...change }) });

const told = (...states: readonly string[]) => states.map((state, at) => ({ at: minutesFromNow(at - 60), state }));

play('the incident', [
  { name: 'resolved', sources: incident({ state: 'resolved', resolvedAt: minutesFromNow(-1) }), blocks: ['incident-mismatch'] },
  { name: 'open, with a time of resolution', sources: incident({ resolvedAt: minutesFromNow(-1) }), blocks: ['incident-mismatch'] },
  { name: 'another tenant’s', sources: incident({ tenant: 'tnt_9' }), blocks: ['incident-mismatch'] },
  { name: 'another one', sources: incident({ id: 'INC-1' }), blocks: ['incident-mismatch'] },
  { name: 'still investigated', sources: incident({ state: 'investigating' }) },
  { name: 'in a state that nobody here knows', sources: incident({ state: 'parked' }), blocks: ['incident-mismatch'] },
  { name: 'opened a minute from now', sources: incident({ openedAt: minutesFromNow(1) }), blocks: ['incident-mismatch'] },
  { name: 'opened this minute', sources: incident({ openedAt: minutesFromNow(0) }) },
  { name: 'resolved by its timeline', sources: incident({ timeline: told('opened', 'resolved') }), blocks: ['incident-mismatch'] },
  { name: 'resolved and opened again by its timeline', sources: incident({ timeline: told('opened', 'resolved', 'reopened', 'note') }) },
  {
    name: 'resolved last by the times of its timeline, whatever the order',
    sources: incident({ timeline: told('opened', 'reopened', 'resolved').toReversed() }),
    blocks: ['incident-mismatch'],
  },
  {
    name: 'with a timeline without times: its order counts',
    sources: incident({ timeline: told('resolved', 'reopened').map(({ state }) => ({ at: null, state })) }),
  },
  { name: 'not on record', sources: goodSources({ incident: unread('incident-mismatch') }), blocks: ['incident-mismatch'] },
  {
    name: 'the packet was edited to name another one',
    sources: withPacket({ incident: { id: 'INC-2' } }),
    guard: { packetDigest: OTHER_DIGEST },
    blocks: ['incident-mismatch'],
  },
  { name: 'another tenant’s, and that tenant looks like ours', sources: incident({ tenant: OTHER_TENANT }), blocks: ['incident-mismatch'] },
]);

const ASSURANCE: AssuranceRecord = {
  reference: 'IDV-5521',
  subject: 'admin-77',
  level: 3,
  checkedAt: minutesFromNow(-35),
  expiresAt: minutesFromNow(325),
};
const assurance = (change: Partial<AssuranceRecord>) => goodSources({ assurance: read({ ...ASSURANCE, ...change }) });

play('the identity check', [
  { name: 'over since this minute', sources: assurance({ expiresAt: minutesFromNow(0) }), blocks: ['assurance-insufficient'] },
  { name: 'good for one more minute', sources: assurance({ expiresAt: minutesFromNow(1) }) },
  { name: 'one level too low', sources: assurance({ level: 1 }), blocks: ['assurance-insufficient'] },
  { name: 'of just the level', sources: assurance({ level: 2 }) },
  { name: 'of a level that the policy raised', sources: withPolicy({ assuranceLevelMinimum: 4 }), blocks: ['assurance-insufficient'] },
  { name: 'of somebody else', sources: assurance({ subject: 'admin-78' }), blocks: ['assurance-insufficient'] },
  { name: 'another one than the packet names', sources: assurance({ reference: 'IDV-1' }), blocks: ['assurance-insufficient'] },
  { name: 'dated tomorrow', sources: assurance({ checkedAt: minutesFromNow(1440) }), blocks: ['assurance-insufficient'] },
  {
    name: 'not on record',
    sources: goodSources({ assurance: unread('assurance-insufficient', { state: 'not on record' }) }),
    blocks: ['assurance-insufficient'],
  },
]);

const administrator = {
  subject: 'admin-77',
  objectId: PACKET.administrator.objectId,
  tenant: TENANT,
  email: 'admin-77@northwind.example',
  state: 'locked-out',
  privileges: [],
};
const administrators = (...all: readonly Partial<typeof administrator>[]) =>
  goodSources({ administrators: read(all.map((one) => ({ ...administrator, ...one }))) });

play('the administrator', [
  {
    name: 'the account was made anew: another object id',
    sources: administrators({ objectId: '11111111-5a1d-4a53-9f0e-2f7d1c3a9e77' }),
    blocks: ['administrator-differs'],
  },
  {
    name: 'another account with the same e-mail address',
    sources: administrators({ objectId: 'x', subject: 'admin-78' }),
    blocks: ['administrator-differs'],
  },
  { name: 'the e-mail address differs in case only', sources: administrators({ email: 'Admin-77@Northwind.EXAMPLE' }) },
  {
    name: 'the e-mail address is another one',
    sources: administrators({ email: 'admin-78@northwind.example' }),
    blocks: ['administrator-differs'],
  },
  { name: 'IAM does not keep e-mail addresses', sources: goodSources({ administrators: read([{ ...administrator, email: null }]) }) },
  { name: 'not on record', sources: administrators(), blocks: ['administrator-not-eligible'] },
  { name: 'disabled', sources: administrators({ state: 'disabled' }), blocks: ['administrator-not-eligible'] },
  {
    name: 'no longer active as a person',
    sources: withCase({ people: peopleWith('admin-77', { isActive: false }) }),
    blocks: ['administrator-not-eligible'],
  },
  {
    name: 'a guest of the tenant has access',
    sources: administrators({}, { subject: 'guest-5', objectId: 'g', state: 'active', tenant: 'tnt_9' }),
  },
  {
    name: 'somebody of the provider is listed with access',
    sources: administrators({}, { subject: 'lead-02', objectId: 'p', state: 'active' }),
  },
  { name: 'a guest', sources: administrators({ state: 'guest' }), blocks: ['administrator-of-other-tenant'] },
  {
    name: 'IAM lists the account under another tenant',
    sources: administrators({ tenant: 'tnt_9' }),
    blocks: ['administrator-of-other-tenant'],
  },
  {
    name: 'at home in another tenant',
    sources: withCase({ people: peopleWith('admin-77', { homeTenant: 'tnt_9' }) }),
    blocks: ['administrator-of-other-tenant'],
  },
  {
    name: 'works for the provider',
    sources: withCase({ people: peopleWith('admin-77', { employer: 'provider' }) }),
    blocks: ['administrator-of-other-tenant'],
  },
  {
    name: 'another administrator has access again',
    sources: administrators({}, { subject: 'admin-78', objectId: 'y', state: 'active' }),
    warns: ['other-administrator-recovered'],
  },
  { name: 'another administrator is locked out as well', sources: administrators({}, { subject: 'admin-78', objectId: 'y' }) },
  {
    name: 'somebody else asked for the access',
    sources: withCase({
      requestedBy: 'lead-02',
      segregation: { requester: 'lead-02', approvers: ['ic-01', 'sec-01', 'caa-01'], statement: 'distinct' },
    }),
    blocks: ['administrator-differs'],
  },
]);
