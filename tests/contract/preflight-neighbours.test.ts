import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEscalating } from '../../lib/core/gate/escalating.ts';
import { type ReasonCode, sentence } from '../../lib/core/reason.ts';
import type { PatchOperation } from '../hand/control.ts';
import { openPreflightTown, type PreflightTown } from './preflight-town.ts';

/**
 * Situations beside those of the scenario files: one thing of the world changed, and exactly what comes of it. They say
 * that every path of the world reaches the gate, and on which side of a line it falls.
 */

type Neighbour = readonly [name: string, patch: readonly PatchOperation[], blocks?: readonly ReasonCode[], warns?: readonly ReasonCode[]];

const CASE = '/cases/CASE-1042';
const [TENANT, OTHER] = ['tnt_7Q2K94', 'tnt_7Q2K9A'];
const ADMINISTRATORS = `/iam/administrators/${TENANT}`;
const AUTHORITIES = ['incident-command', 'security', 'customer-account'] as const;
const OTHER_OBJECT = '22222222-5a1d-4a53-9f0e-2f7d1c3a9e78';

const replace = (path: string, value: unknown): PatchOperation => ({ op: 'replace', path, value });
const add = (path: string, value: unknown): PatchOperation => ({ op: 'add', path, value });
const remove = (path: string): PatchOperation => ({ op: 'remove', path });
const copy = (from: string, path: string): PatchOperation => ({ op: 'copy', from, path });
const approval = (member: string, value: unknown, authority = 'security') => add(`${CASE}/approvals/${authority}/${member}`, value);
const packet = (member: string, value: unknown) => add(`${CASE}/packet/${member}`, value);
/** The packet as it now is was approved by all three. */
const APPROVED_ANEW = AUTHORITIES.map((authority) => approval('packetDigest', 'sha256 of the canonical packet', authority));
const by = (who: string, authority = 'security') => ['approver', 'decidedBy', 'account'].map((member) => approval(member, who, authority));
const grant = (change: Readonly<Record<string, unknown>>) =>
  add('/iam/grants/-', {
    id: 'grant-9',
    tenant: TENANT,
    subject: 'admin-77',
    objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
    privileges: ['tenant.admin.restore'],
    startsAt: '2026-11-23T01:00:00Z',
    endsAt: '2026-11-23T05:00:00Z',
    ...change,
  });
const person = (id: string, change: Readonly<Record<string, unknown>> = {}) =>
  add(`/people/${id}`, {
    name: id,
    employer: 'provider',
    email: `${id}@support.example`,
    accounts: [id],
    accountKinds: { [id]: 'person' },
    roles: [],
    active: true,
    homeTenant: null,
    ...change,
  });
const byDelegate = (delegation: Readonly<Record<string, unknown>>) => [
  person('sec-02', { roles: ['security'] }),
  approval('decidedBy', 'sec-02'),
  approval('account', 'sec-02'),
  approval('delegation', delegation),
];
const other = (change: Readonly<Record<string, unknown>>) =>
  add(`${ADMINISTRATORS}/-`, { subject: 'admin-78', objectId: OTHER_OBJECT, state: 'locked-out', privileges: [], ...change });

const NEIGHBOURS: Readonly<Record<string, readonly Neighbour[]>> = {
  'the case': [
    ['is closed', [replace(`${CASE}/state`, 'closed')], ['case-not-approved']],
    ['is of another kind', [replace(`${CASE}/kind`, 'password-reset')], ['case-not-approved']],
    ['has a higher version and nothing else', [replace(`${CASE}/version`, 9)]],
    ['is executed by somebody else', [add(`${CASE}/claim`, claim('held'))], ['claimed-by-other']],
    ['was executed by somebody else, who has ended', [add(`${CASE}/claim`, claim('closed'))]],
    ['was rejected by the console before', [add(`${CASE}/executions/-`, past('rejected'))]],
    ['was abandoned before', [add(`${CASE}/executions/-`, past('abandoned'))]],
    ['was confirmed before', [add(`${CASE}/executions/-`, past('confirmed'))], ['execution-already-spent']],
    ['was halted before, and nobody said how it ended', [add(`${CASE}/executions/-`, past('halted'))], ['execution-already-spent']],
    [
      'has an execution of another packet of which nobody knows what came',
      [add(`${CASE}/executions/-`, { ...past('unknown'), packetDigest: 'f'.repeat(64) })],
      ['execution-already-spent'],
    ],
    ['was ended in a way that nobody here knows', [add(`${CASE}/executions/-`, past('perhaps'))], ['execution-already-spent']],
    ['names nobody here as executor', [replace(`${CASE}/executors`, ['lead-02'])], ['operator-not-assigned']],
    ['names a role of the operator as executor', [replace(`${CASE}/executors`, ['support-lead'])]],
    [
      'names an account of the operator as executor',
      [add('/people/lead-01/accounts/-', 'lead-01-sso'), replace(`${CASE}/executors`, ['lead-01-sso'])],
    ],
    ['was requested by somebody else', [replace(`${CASE}/requestedBy`, 'lead-02')], ['segregation-contradicts']],
    ['has no record of segregation', [remove(`${CASE}/segregation`)], ['segregation-contradicts']],
    ['has a record that says it was waived', [replace(`${CASE}/segregation/statement`, 'waived')], ['segregation-contradicts']],
    ['has a record with another requester', [replace(`${CASE}/segregation/requester`, 'lead-02')], ['segregation-contradicts']],
    ['has a record that lacks an approver', [remove(`${CASE}/segregation/approvers/2`)], ['segregation-contradicts']],
  ],
  'the operator': [
    ['has left', [replace('/people/lead-01/active', false)], ['operator-not-assigned']],
    ['uses an account of which nobody says what it is', [remove('/people/lead-01/accountKinds/lead-01')], ['operator-not-assigned']],
    ['uses a service account', [replace('/people/lead-01/accountKinds/lead-01', 'service')], ['operator-not-assigned']],
    ['shares an account with an approver', [add('/people/lead-01/accounts/-', 'sec-01')], ['approver-is-operator']],
    ['shares a mailbox with an approver', [replace('/people/lead-01/email', 'Sec-01+lead@support.example')], ['approver-is-operator']],
  ],
  'the device': [
    ['was revoked', [replace('/devices/dev-lead-01/revokedAt', '2026-11-23T03:00:00Z')], ['guard-not-intact']],
    ['is not confirmed by security yet', [replace('/devices/dev-lead-01/confirmedBy', null)], ['guard-not-intact']],
  ],
  'the tenant': [
    ['is suspended', [replace(`/tenants/${TENANT}/state`, 'suspended')], ['tenant-not-restorable']],
    ['is being offboarded', [replace(`/tenants/${TENANT}/state`, 'offboarding')], ['tenant-not-restorable']],
    ['is on record with a Cyrillic letter', [replace(`/tenants/${TENANT}/name`, 'Northwind Trаders')], ['tenant-lookalike']],
    ['is on record under another name', [replace(`/tenants/${TENANT}/name`, 'Contoso')], ['tenant-id-differs']],
    ['is on record in capitals', [replace(`/tenants/${TENANT}/name`, 'NORTHWIND TRADERS')]],
    ['has child tenants', [replace(`/tenants/${TENANT}/children`, ['tnt_7Q2K95'])]],
    ['is not on record', [remove(`/tenants/${TENANT}`)], ['tenant-lookalike']],
    ['is named with a Cyrillic letter in the packet', [packet('tenant/name', 'Northwind Trаders'), ...APPROVED_ANEW], ['tenant-lookalike']],
    ['is named by its alias in the packet', [packet('tenant/name', 'nwt-eu'), ...APPROVED_ANEW], [], ['tenant-alias']],
    [
      'is named by an alias that maps to another tenant',
      [
        packet('tenant/name', 'nwt-eu'),
        ...APPROVED_ANEW,
        replace(`/tenants/${TENANT}/aliases`, []),
        replace(`/tenants/${OTHER}/aliases`, ['nwt-eu']),
      ],
      ['tenant-id-differs'],
    ],
    ['has its alias for an id in the packet', [packet('tenant/id', 'nwt-eu'), ...APPROVED_ANEW], ['tenant-id-differs']],
    ['has its id in another case in the packet', [packet('tenant/id', 'tnt_7q2k94'), ...APPROVED_ANEW], ['tenant-id-differs']],
  ],
  'the administrator': [
    ['is gone from IAM', [replace(ADMINISTRATORS, [])], ['administrator-not-eligible']],
    ['has a tenant that IAM does not know', [remove(ADMINISTRATORS)], ['administrator-not-eligible']],
    ['is a guest', [replace(`${ADMINISTRATORS}/0/state`, 'guest')], ['administrator-of-other-tenant']],
    ['is suspended', [replace(`${ADMINISTRATORS}/0/state`, 'suspended')], ['administrator-not-eligible']],
    ['has left as a person', [replace('/people/admin-77/active', false)], ['administrator-not-eligible']],
    ['works for the provider', [replace('/people/admin-77/employer', 'provider')], ['administrator-of-other-tenant']],
    ['is another account in IAM', [replace(`${ADMINISTRATORS}/0/subject`, 'admin-99')], ['administrator-differs']],
    ['has another address in IAM', [add(`${ADMINISTRATORS}/0/email`, 'admin-99@northwind.example')], ['administrator-differs']],
    ['has the same address in capitals in IAM', [add(`${ADMINISTRATORS}/0/email`, 'ADMIN-77@NORTHWIND.EXAMPLE ')]],
    ['has another object id in the packet', [packet('administrator/objectId', OTHER_OBJECT), ...APPROVED_ANEW], ['administrator-differs']],
    ['holds the role already', [replace(`${ADMINISTRATORS}/0/privileges`, ['tenant.admin.restore'])], ['permanent-grant-exists']],
    [
      'holds everything that the role is made of',
      [replace(`${ADMINISTRATORS}/0/privileges`, ['roles.assign', 'users.reset'])],
      ['permanent-grant-exists'],
    ],
    ['holds a part of what the role is made of', [replace(`${ADMINISTRATORS}/0/privileges`, ['users.reset'])]],
    ['is locked out beside one who is not', [other({ state: 'active' })], [], ['other-administrator-recovered']],
    ['is locked out beside a guest who is not', [other({ state: 'active', tenant: OTHER })]],
  ],
  'the identity check': [
    ['ended a minute ago', [replace('/assurances/IDV-5521/expiresAt', '2026-11-23T03:01:30Z')], ['assurance-insufficient']],
    ['ends in a minute', [replace('/assurances/IDV-5521/expiresAt', '2026-11-23T03:03:30Z')]],
    ['is of somebody else', [replace('/assurances/IDV-5521/subject', 'caa-01')], ['assurance-insufficient']],
    ['is dated tomorrow', [replace('/assurances/IDV-5521/checkedAt', '2026-11-24T03:00:00Z')], ['assurance-insufficient']],
    ['is not on record', [remove('/assurances/IDV-5521')], ['assurance-insufficient']],
    ['is below a level that was raised', [replace('/iam/policy/assuranceLevelMinimum', 4)], ['assurance-insufficient']],
  ],
  'the incident': [
    ['is not on record', [remove('/incidents/INC-20931')], ['incident-mismatch']],
    ['is another tenant’s', [replace('/incidents/INC-20931/tenant', OTHER)], ['incident-mismatch']],
    ['is another one in the packet', [packet('incident/id', 'INC-20930'), ...APPROVED_ANEW], ['incident-mismatch']],
    [
      'has a zero width space in the packet',
      [packet('incident/id', 'INC-\u200B20931'), ...APPROVED_ANEW, copy('/incidents/INC-20931', '/incidents/INC-\u200B20931')],
      ['invisible-characters'],
    ],
    ['has a time of resolution', [replace('/incidents/INC-20931/resolvedAt', '2026-11-23T03:00:00Z')], ['incident-mismatch']],
    ['opens in an hour', [replace('/incidents/INC-20931/openedAt', '2026-11-23T04:02:30Z')], ['incident-mismatch']],
    [
      'is over by its timeline',
      [replace('/incidents/INC-20931/timeline', [event('opened', '01:58'), event('resolved', '03:00')])],
      ['incident-mismatch'],
    ],
    [
      'was opened again by its timeline',
      [replace('/incidents/INC-20931/timeline', [event('resolved', '02:10'), event('reopened', '02:20')])],
    ],
  ],
  'the roles': [
    ['do not hold the packet’s', [remove('/iam/roles/tenant.admin.restore')], ['role-redefined']],
    ['mean less than when they were approved', [remove('/iam/roles/tenant.admin.restore/privileges/1')], ['role-redefined']],
    ['were saved again as they were', [replace('/iam/roles/tenant.admin.restore/version', 6)]],
    [
      'hold another that changed',
      [add('/iam/roles/tenant.admin.read', { version: 9, privileges: ['x'], maximumMinutes: 1, usualMinutes: 1 })],
    ],
  ],
  'the window': [
    ['never ends', [packet('window/end', 'never'), ...APPROVED_ANEW], ['window-invalid']],
    [
      'is over',
      [packet('window/start', '2026-11-23T02:00:00Z'), packet('window/end', '2026-11-23T03:02:00Z'), ...APPROVED_ANEW],
      ['window-invalid'],
    ],
    ['begins in five minutes', [packet('window/start', '2026-11-23T03:08:00Z'), ...APPROVED_ANEW], ['window-invalid']],
    ['began this minute', [packet('window/start', '2026-11-23T03:02:00Z'), ...APPROVED_ANEW]],
    ['is of fifteen minutes', [packet('window/end', '2026-11-23T03:15:00Z'), ...APPROVED_ANEW]],
    ['is a minute too long', [packet('window/end', '2026-11-23T07:01:00Z'), ...APPROVED_ANEW], ['window-over-maximum']],
    ['is too long for the policy', [replace('/iam/policy/maximumMinutes', 239)], ['window-over-maximum']],
    ['is a minute longer than is usual', [replace('/iam/roles/tenant.admin.restore/usualMinutes', 239)], [], ['window-unusual']],
  ],
  'open sessions': [
    ['are of this administrator, without a word on their state', [grant({})], ['session-exists']],
    ['begin in an hour', [grant({ startsAt: '2026-11-23T04:00:00Z' })], ['session-exists']],
    ['ended, and IAM still calls them active', [grant({ endsAt: '2026-11-23T03:01:30Z', state: 'active' })], ['session-exists']],
    ['ended by time', [grant({ endsAt: '2026-11-23T03:01:30Z' })]],
    ['were revoked before their end', [grant({ state: 'revoked' })]],
    ['are known by the object id alone', [grant({ subject: 'somebody' })], ['session-exists']],
    ['have a holder whom IAM cannot name', [grant({ subject: '', objectId: '' })], ['session-exists-other']],
    [
      'are of two administrators',
      [grant({}), grant({ id: 'grant-8', subject: 'admin-78', objectId: OTHER_OBJECT })],
      ['session-exists', 'session-exists-other'],
    ],
    [
      'are of another administrator and never end',
      [other({}), grant({ subject: 'admin-78', objectId: OTHER_OBJECT, endsAt: null, kind: 'break-glass' })],
      ['session-exists-other'],
    ],
    ['are the role itself, without an end', [grant({ endsAt: null })], ['permanent-grant-exists']],
    ['are of the tenant of a name like it', [grant({ tenant: OTHER })]],
  ],
  'an approval': [
    ['is not there', [remove(`${CASE}/approvals/security`)], ['approval-missing']],
    ['is null', [replace(`${CASE}/approvals/security`, null)], ['approval-missing']],
    ['has a word for a decision that nobody knows', [approval('decision', 'looks good')], ['approval-missing']],
    ['was skipped', [approval('decision', 'skipped')], ['approval-not-by-person']],
    ['came about because there is no manager', [approval('via', 'auto-no-manager')], ['approval-not-by-person']],
    ['came from the account of a service', [replace('/people/sec-01/accountKinds/sec-01', 'service')], ['approval-not-by-person']],
    ['came from an account of which nobody says what it is', [remove('/people/sec-01/accountKinds/sec-01')], ['approval-not-by-person']],
    ['came from one of two accounts, and nobody says what the other is', [remove('/people/sec-01/accountKinds/sec-01-local')]],
    ['was withdrawn at a time', [approval('withdrawnAt', '2026-11-23T03:00:00Z')], ['approval-withdrawn']],
    ['is of another policy than the others', [approval('policyVersion', 11)], ['policy-changed']],
    ['saw another definition of the role', [approval('roleDigests', { 'tenant.admin.restore': 'f'.repeat(64) })], ['role-redefined']],
    ['is of another packet', [approval('packetDigest', 'f'.repeat(64))], ['approval-of-other-packet']],
    ['is not the one that the packet relies on', [approval('id', 'APR-999')], ['approval-record-changed']],
    ['is a second too old at least', [replace('/iam/policy/approvalFreshMinutes', 14)], ['approval-stale', 'approval-stale']],
    ['stays fresh for some seconds', [replace('/iam/policy/approvalFreshMinutes', 22)]],
    [
      'is demanded by a policy that demands none',
      [replace('/iam/policy/requiredAuthorities', []), approval('decision', 'pending')],
      ['approval-missing'],
    ],
    ['was pressed by another person without a delegation', [person('sec-02'), approval('decidedBy', 'sec-02')], ['delegation-invalid']],
    [
      'was given by a delegate, whose record says since when by "from"',
      byDelegate({ delegator: 'sec-01', delegate: 'sec-02', from: '2026-11-23T01:00:00Z', until: '2026-11-23T05:00:00Z' }),
      [],
      ['approval-delegated'],
    ],
    [
      'was given by a delegate, whose record says from when to when by "from" and "to"',
      byDelegate({ delegate: 'sec-02', from: '2026-11-23T01:00:00Z', to: '2026-11-23T05:00:00Z' }),
      [],
      ['approval-delegated'],
    ],
    [
      'was given by a delegate after the time of the delegation',
      byDelegate({ delegate: 'sec-02', window: { start: '2026-11-23T01:00:00Z', end: '2026-11-23T02:00:00Z' } }),
      ['delegation-invalid'],
    ],
    ['was given by somebody who is not on record', [...by('nobody')], ['approver-not-entitled']],
    ['was given by somebody who has left', [replace('/people/sec-01/active', false)], ['approver-not-entitled']],
    ['of the customer is by a guest of theirs', [replace('/people/caa-01/homeTenant', OTHER)], ['approver-not-of-customer']],
    ['of the customer is by a reseller', [replace('/people/caa-01/employer', 'reseller')], ['approver-not-of-customer']],
    ['is by the requester', [...by('admin-77', 'customer-account')], ['approver-is-requester']],
    [
      'is by the requester’s second record',
      [
        person('admin-77b', { email: 'admin-77@northwind.example', employer: TENANT, homeTenant: TENANT, roles: ['customer-account'] }),
        ...by('admin-77b', 'customer-account'),
      ],
      ['approver-is-requester'],
    ],
    [
      'is by one person under two records with one account',
      [person('sec-x', { accounts: ['sec-01-local'], roles: ['incident-command'] }), ...by('sec-x', 'incident-command')],
      ['approver-not-distinct'],
    ],
    [
      'is by one person under an alias of the mailbox',
      [person('sec-x', { email: 'sec-01+duty@support.example', roles: ['incident-command'] }), ...by('sec-x', 'incident-command')],
      ['approver-not-distinct'],
    ],
    [
      'is stale, and another of another packet',
      [approval('decidedAt', '2026-11-23T00:00:00Z'), approval('packetDigest', 'f'.repeat(64), 'customer-account')],
      ['approval-stale', 'approval-of-other-packet'],
    ],
  ],
  'the clock': [
    ['of all systems is five minutes ahead', [replace('/clock/offsetMs', 300_000)], ['clock-untrusted']],
    ['of all systems is five minutes behind', [replace('/clock/offsetMs', -300_000)], ['clock-untrusted']],
    ['of all systems is twenty seconds ahead', [replace('/clock/offsetMs', 20_000)]],
    ['of all systems is twenty seconds behind', [replace('/clock/offsetMs', -20_000)]],
  ],
};

function claim(state: string) {
  return {
    id: 'claim-9',
    execution: 'e-9',
    holder: 'lead-02',
    device: 'dev-9',
    since: '2026-11-23T03:00:00Z',
    epoch: 1,
    state,
    nonce: null,
    returned: [],
  };
}

function past(outcome: string) {
  return {
    execution: 'e-0',
    packetDigest: 'sha256 of the canonical packet',
    outcome,
    at: '2026-11-23T02:55:00Z',
    wasConsumed: outcome === 'confirmed' || outcome === 'rejected',
  };
}

function event(state: string, time: string) {
  return { at: `2026-11-23T${time}:00Z`, state };
}

let town: PreflightTown;
beforeAll(async () => {
  town = await openPreflightTown();
});
afterAll(() => town.stop());

const ROWS = Object.entries(NEIGHBOURS).flatMap(([about, neighbours]) =>
  neighbours.map(([name, patch, blocks = [], warns = []]) => ({ name: `${about} ${name}`, patch, blocks, warns })),
);

describe('a world with one thing changed', () => {
  it.each(ROWS)('$name', async ({ patch, blocks, warns }) => {
    await town.reset(patch);
    const seen = await town.preflight([]);
    expect(codes(seen.reasons)).toEqual([...blocks].sort());
    if (blocks.length === 0) expect(codes(seen.warnings)).toEqual([...warns].sort());
  });
});

describe('an approval that is no person’s', () => {
  const carriedOut = ['decidedBy', 'account'].map((member) => approval(member, 'svc-case'));
  it.each([
    ['auto-no-manager', false],
    ['rollup', false],
    ['policy', false],
    ['inherited', false],
    ['manager-skipped', false],
    ['quorum', false],
    ['api-token', true],
    ['superuser', true],
    ['person', true],
  ])('by %s, carried out by the account of a service, calls security: %s', async (via, isCalled) => {
    await town.reset([approval('via', via), ...carriedOut]);
    const seen = await town.preflight([]);
    expect(codes(seen.reasons)).toEqual(['approval-not-by-person']);
    expect(seen.reasons.some(isEscalating)).toBe(isCalled);
  });

  it('by a word that nobody here knows calls nobody', async () => {
    await town.reset([approval('via', 'something new')]);
    const seen = await town.preflight([]);
    expect(codes(seen.reasons)).toEqual(['approval-not-by-person']);
    expect(seen.reasons.some(isEscalating)).toBe(false);
  });
});

/** One system, one thing that goes wrong with it, and the one reason that is told. */
const SILENT = ['500', '401', '403', '429', 'drop'];
const UNTRUSTED = ['html', 'redirect', 'oversize', 'wrong-type', 'missing-date'];
const CLOCKS = ['stale-date', 'clock-ahead', 'clock-behind'];
const SYSTEMS = [
  ['case', 'case-unreachable', 'answer-untrusted'],
  ['tenant', 'tenant-directory-unreachable', 'answer-untrusted'],
  ['incident', 'incident-unreachable', 'answer-untrusted'],
  ['iam', 'iam-unknown', 'iam-unknown'],
] as const;

describe.each(SYSTEMS)('the system %s', (system, silent, partial) => {
  const faults: readonly (readonly [string, ReasonCode])[] = [
    ...SILENT.map((fault) => [fault, silent] as const),
    ...UNTRUSTED.map((fault) => [fault, 'answer-untrusted'] as const),
    ...CLOCKS.map((fault) => [fault, 'clock-untrusted'] as const),
    ['truncated', partial],
    ['timeout', silent],
  ];
  it.each(faults)('with %s is told once', async (fault, code) => {
    await town.reset([replace(`/systems/${system}/fault`, fault)]);
    const seen = await town.preflight([]);
    expect(seen.reasons.map((one) => one.code)).toEqual([code]);
  });

  it('that is slow is waited for', async () => {
    await town.reset([replace(`/systems/${system}/delayMs`, 500)]);
    const seen = await town.preflight([]);
    expect(seen.is).toBe('green');
  });
});

describe('two operators', () => {
  it('one after the other: the second is told who executes the case, and since when', async () => {
    await town.reset([]);
    const seen = [await town.preflight([]), await town.startAs('lead-02')];
    expect(seen.map(({ is }) => is)).toEqual(['green', 'red']);
    const [why] = seen[1]?.reasons ?? [];
    expect(why && sentence(why)).toMatch(/^Support operations lead is executing this case since \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC\.$/);
  });

  it('at once: one of them claims the case, and the other is told so', async () => {
    await town.reset([]);
    const seen = await Promise.all([town.startAs('lead-01'), town.startAs('lead-02')]);
    expect(seen.map(({ is }) => is).sort()).toEqual(['green', 'red']);
    expect(seen.flatMap(({ reasons }) => codes(reasons))).toEqual(['claimed-by-other']);
  });
});

function codes(reasons: readonly Readonly<{ code: string }>[]): readonly string[] {
  return reasons.map(({ code }) => code).sort();
}
