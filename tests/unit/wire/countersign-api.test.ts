import { describe, expect, it } from 'vitest';
import { grantListSchema, policySchema } from '../../../lib/wire/countersign-api/access.ts';
import { caseSchema } from '../../../lib/wire/countersign-api/case.ts';
import { deviceSchema } from '../../../lib/wire/countersign-api/device.ts';
import { assuranceSchema, incidentSchema, tenantSchema } from '../../../lib/wire/countersign-api/records.ts';
import { parse } from '../../../lib/wire/parse.ts';
import type { z } from '../../../lib/wire/zod.ts';
import { example, jcsDigest, wireCase } from '../../fakes/example.ts';

const GIVEN = example(Date.parse('2026-11-23T03:15:00Z'));
const { etag: _, ...CASE } = GIVEN.case;

/** The example case on the wire, with one thing set, or taken away. */
function wire(path: string, value?: unknown): Record<string, unknown> {
  const record = wireCase(GIVEN.case);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at: object = record;
  for (const key of keys) at = Reflect.get(at, key);
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, value);
  return record;
}

describe('a case', () => {
  it('becomes exactly the record that the core speaks of', () => {
    expect(parse(caseSchema, wireCase(GIVEN.case))).toEqual({ isParsed: true, value: CASE });
  });

  it.each([
    'id',
    'state',
    'version',
    'executors',
    'requestedBy',
    'packet',
    'packet.tenant.id',
    'packet.administrator.objectId',
    'packet.scope',
    'packet.window',
    'packet.incident.id',
    'approvals',
    'approvals.security.approver',
    'approvals.security.decidedBy',
    'approvals.security.account',
    'approvals.security.decidedAt',
    'approvals.security.packetDigest',
    'approvals.security.via',
    'approvals.security.policyVersion',
    'approvals.security.roleDigests',
    'claim',
    'executions',
    'people',
    'people.0.id',
    'people.0.active',
    'people.0.accounts',
    'people.0.employer',
  ])('without %s is no case', (path) => {
    const result = parse(caseSchema, wire(path));
    expect(result).toEqual({ isParsed: false, where: expect.stringContaining(path.split('.')[0] ?? '') });
  });
});

describe('what hangs on a case', () => {
  const file = { id: 'att-1', name: 'countersign-capsule-1.jwe', sha256: 'a'.repeat(64) };

  it('is nothing where the system does not show it, and a case all the same', () => {
    expect(parse(caseSchema, wire('attachments'))).toEqual({ isParsed: true, value: CASE });
    expect(parse(caseSchema, wire('attachments', 'many'))).toEqual({ isParsed: true, value: CASE });
  });

  it('is what can be known again: of anything else there it is not asked', () => {
    const all = [{ id: 'att-0', name: 'a picture' }, null, { ...file, by: 'lead-01' }];
    expect(parse(caseSchema, wire('attachments', all))).toMatchObject({ value: { attachments: [file] } });
  });
});

describe('a case and its packet', () => {
  it('may say more than is known here', () => {
    expect(parse(caseSchema, wire('weather', 'rain'))).toEqual({ isParsed: true, value: CASE });
    expect(parse(caseSchema, wire('people.0.weather', 'rain'))).toEqual({ isParsed: true, value: CASE });
  });

  it.each([
    ['packet.reason', 'x'],
    ['packet.window.extends', true],
    ['packet.tenant.children', 'all'],
  ])('whose packet gained %s has another digest than the approved one', (path, value) => {
    const result = parse(caseSchema, wire(path, value));
    expect(result.isParsed && jcsDigest(result.value.packet)).not.toBe(jcsDigest(CASE.packet));
    expect(result.isParsed).toBe(true);
  });

  it('whose packet nests without an end is no case', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 20; level += 1) deep = [deep];
    expect(parse(caseSchema, wire('packet.more', deep))).toEqual({ isParsed: false, where: 'packet' });
  });

  it('keeps an end that is missing as null, and one that is no instant as it was written', () => {
    const ends = [null, 'never'].map((end) => parse(caseSchema, wire('packet.window.end', end)));
    expect(ends.map((one) => one.isParsed && one.value.packet.window.end)).toEqual([null, 'never']);
  });
});

describe('a case and its people', () => {
  it('knows a pending approval, which says nothing that a leg could take for a yes', () => {
    const result = parse(caseSchema, wire('approvals.security', { decision: 'pending', approver: null, decidedAt: null }));
    const empty = { id: '', approver: '', decidedBy: '', packetDigest: '', via: '', decidedAt: null, roleDigests: {} };
    expect(result.isParsed && result.value.approvals.security).toMatchObject({ decision: 'pending', ...empty });
  });

  it('drops an authority that has no approval', () => {
    const result = parse(caseSchema, wire('approvals.security', null));
    expect(result.isParsed && Object.keys(result.value.approvals)).toEqual(['incident-command', 'customer-account']);
  });

  it('takes no account for a person unless it says so', () => {
    const kinds = { a: 'person', b: 'service', c: 'group', d: 'superuser', e: 'PERSON' };
    const result = parse(caseSchema, wire('people.0.accountKinds', kinds));
    const expected = { a: 'person', b: 'service', c: 'group', d: 'service', e: 'service' };
    expect(result.isParsed && result.value.people[0]?.accountKinds).toEqual(expected);
  });

  it('with two people under one id contradicts itself', () => {
    const people = [...CASE.people, CASE.people[0]].map((one) => ({ ...one, active: true }));
    expect(parse(caseSchema, wire('people', people))).toEqual({ isParsed: false, where: 'people' });
  });

  it.each([
    ['version', '3'],
    ['version', -1],
    ['executors', 'lead-01'],
    ['approvals.security.decidedAt', '23.11.2026'],
    ['approvals.security.decidedAt', '2026-13-45T00:00:00Z'],
    ['approvals.security.decidedAt', '2026-11-23T03:00:00'],
    ['people.0.active', 'yes'],
    ['id', 'x'.repeat(300)],
    ['requestedBy', ''],
    ['requestedBy', '\ud800'],
  ])('with %s = %j is no case', (path, value) => {
    expect(parse(caseSchema, wire(path, value)).isParsed).toBe(false);
  });

  it('is refused without a word of what stood there', () => {
    const result = parse(caseSchema, wire('people.0.accountKinds', { 'secret <b>': 7 }));
    expect(JSON.stringify(result)).not.toContain('<b>');
  });
});

const TENANT = { id: 't', name: 'T', aliases: [], state: 'active', legalHold: true, children: [] };
const INCIDENT = { id: 'i', state: 'open', tenant: 't', openedAt: '2026-11-23T01:58:00Z', resolvedAt: null };
const ASSURANCE = { reference: 'r', subject: 's', level: 3, checkedAt: '2026-11-23T02:30:00+01:00', expiresAt: '2026-11-23T08:30:00Z' };
const POLICY = { version: 1, requiredAuthorities: [], approvalFreshMinutes: 120, maximumMinutes: 240, assuranceLevelMinimum: 2 };

describe('a record', () => {
  it.each<readonly [string, z.ZodType, Readonly<Record<string, unknown>>]>([
    ['a tenant', tenantSchema, TENANT],
    ['an incident', incidentSchema, INCIDENT],
    ['an identity check', assuranceSchema, ASSURANCE],
    ['a policy', policySchema, POLICY],
  ])('%s needs every member', (_name, schema, whole) => {
    expect(parse(schema, whole).isParsed).toBe(true);
    for (const missing of Object.keys(whole)) {
      const { [missing]: _gone, ...rest } = whole;
      expect(parse(schema, rest)).toEqual({ isParsed: false, where: missing });
    }
  });

  it('says of a tenant whether it is on legal hold', () => {
    expect(parse(tenantSchema, TENANT)).toMatchObject({ value: { isOnLegalHold: true } });
  });

  it('lets no console profile release and names nobody where the policy is silent about them', () => {
    expect(parse(policySchema, POLICY)).toMatchObject({ value: { armedSeconds: 20, consoleProfiles: [], escalationContacts: [] } });
    expect(parse(policySchema, { ...POLICY, armedSeconds: 600 }).isParsed).toBe(false);
    expect(parse(policySchema, { ...POLICY, armedSeconds: 4 }).isParsed).toBe(false);
    expect(parse(policySchema, { ...POLICY, armedSeconds: 60 }).isParsed).toBe(true);
  });
});

describe('a grant', () => {
  const GRANT = {
    id: 'g',
    tenant: 't',
    subject: 's',
    objectId: 'o',
    privileges: [],
    startsAt: '2026-11-23T03:00:00Z',
    state: 'active',
    kind: 'assigned',
  };
  const grants = (grant: unknown) => parse(grantListSchema, { complete: true, grants: [grant] });

  it('without an end never ends', () => {
    expect(grants(GRANT)).toMatchObject({ isParsed: true, value: { grants: [{ endsAt: null, reference: null, idempotencyKey: null }] } });
  });

  it('of a holder whom nobody can name still counts', () => {
    expect(grants({ ...GRANT, subject: '', objectId: '' }).isParsed).toBe(true);
  });

  it.each([{ state: 'maybe' }, { kind: 'other' }, { endsAt: 'never' }, { tenant: '' }])(
    'with %j makes the whole list no answer',
    (change) => {
      expect(grants({ ...GRANT, ...change }).isParsed).toBe(false);
    },
  );
});

describe('a device', () => {
  const KEY = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
  const DEVICE = {
    id: 'd',
    person: 'p',
    signingKey: '-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----',
    sealingKey: KEY,
    confirmedBy: null,
    revokedAt: null,
  };

  it('brings its public keys and nothing else of them', () => {
    const result = parse(deviceSchema, { ...DEVICE, sealingKey: { ...KEY, use: 'enc' } });
    expect(result).toEqual({ isParsed: true, value: DEVICE });
  });

  it.each([
    { sealingKey: { ...KEY, d: 'z'.repeat(43) } },
    { sealingKey: { ...KEY, crv: 'P-384' } },
    { sealingKey: { ...KEY, x: 'short' } },
    { signingKey: '-----BEGIN PRIVATE KEY-----' },
  ])('with %j is none', (change) => {
    expect(parse(deviceSchema, { ...DEVICE, ...change }).isParsed).toBe(false);
  });
});
