import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTown, type Town } from './range-town.ts';

const CASE = '/v1/cases/CASE-1042';
const AUTHORITIES = ['incident-command', 'security', 'customer-account'] as const;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(async () => void (await town.reset()));

describe('the control port', () => {
  test('answers nothing without the secret, to no page, and under no other name', async () => {
    const { url, secret } = town.range.control;
    expect((await fetch(`${url}/world`)).status).toBe(403);
    expect((await fetch(`${url}/world`, { headers: { 'x-control': `${secret}x` } })).status).toBe(403);
    expect((await fetch(`${url}/world`, { headers: { 'x-control': secret } })).status).toBe(200);
    const page = { 'x-control': secret, origin: town.range.places.console.origin };
    expect((await fetch(`${url}/world`, { headers: page })).status).toBe(403);
    expect(await statusUnder('rebound.example', secret)).toBe(421);
  });

  test('switches console faults on and off', async () => {
    await town.control('POST', '/fault', { name: 'bypass-warning', on: true });
    expect(town.world().get().console.faults).toEqual(['bypass-warning']);
    await town.control('POST', '/fault', { name: 'bypass-warning', on: false });
    expect(town.world().get().console.faults).toEqual([]);
  });

  function statusUnder(host: string, secret: string): Promise<number | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const { port } = town.range.places.control;
    const sent = request(
      { host: '127.0.0.1', port, path: '/world', headers: { host: `${host}:${port}`, 'x-control': secret } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.on('error', reject).end();
    return promise;
  }
});

describe('the case system', () => {
  test('answers nobody without a token, and no web page at all', async () => {
    const { port } = town.range.places.case;
    expect((await fetch(`http://127.0.0.1:${port}${CASE}`)).status).toBe(401);
    const lead = await town.as('lead-01');
    expect((await lead.get('case', CASE, { origin: town.range.places.console.origin })).status).toBe(403);
    expect((await lead.get('case', CASE, { origin: `chrome-extension://${'a'.repeat(32)}` })).status).toBe(200);
  });

  test('tells the operator who they are and which cases name them', async () => {
    const lead = await town.as('lead-01');
    expect(await (await lead.get('case', '/v1/me')).json()).toMatchObject({ account: 'lead-01', person: { id: 'lead-01', active: true } });
    const { cases, complete } = await (await lead.get('case', '/v1/cases?executable=me')).json();
    expect([complete, cases.length, cases[0].id]).toEqual([true, 1, 'CASE-1042']);
    expect(cases[0].people.map(({ id }: { id: string }) => id).sort()).toEqual(
      ['admin-77', 'caa-01', 'ic-01', 'lead-01', 'lead-02', 'sec-01'].sort(),
    );
    const security = await town.as('sec-01-local');
    expect((await (await security.get('case', '/v1/cases?executable=me')).json()).cases).toEqual([]);
    expect(await (await security.get('case', '/v1/me')).json()).toMatchObject({ account: 'sec-01-local', person: { id: 'sec-01' } });
  });
});

describe('the records', () => {
  test('find a tenant by id, and everything that its name could be taken for', async () => {
    const lead = await town.as('lead-01');
    expect(await (await lead.get('records', '/v1/tenants/tnt_7Q2K94')).json()).toEqual({
      id: 'tnt_7Q2K94',
      name: 'Northwind Traders',
      aliases: ['nwt-eu'],
      state: 'active',
      legalHold: false,
      children: [],
    });
    expect((await lead.get('records', '/v1/tenants/nwt-eu')).status).toBe(404);
    const resembling = async (name: string) => {
      const body = await (await lead.get('records', `/v1/tenants?resembling=${encodeURIComponent(name)}`)).json();
      expect(body.complete).toBe(true);
      return body.tenants.map(({ id }: { id: string }) => id);
    };
    for (const name of ['Northwind Traders', 'NORTHWIND  traders', 'Nоrthwind Traders', 'Ｎorthwind-Traders', 'Northvvind Traders']) {
      expect(await resembling(name)).toEqual(['tnt_7Q2K94', 'tnt_7Q2K9A']);
    }
    expect(await resembling('NWT-EU')).toEqual(['tnt_7Q2K94']);
    expect(await resembling('Contoso')).toEqual([]);
  });

  test('give incidents and identity checks by reference', async () => {
    const lead = await town.as('lead-01');
    expect(await (await lead.get('records', '/v1/incidents/INC-20931')).json()).toMatchObject({
      id: 'INC-20931',
      state: 'open',
      resolvedAt: null,
    });
    expect(await (await lead.get('records', '/v1/assurances/IDV-5521')).json()).toMatchObject({ reference: 'IDV-5521', level: 3 });
    expect((await lead.get('records', '/v1/assurances/IDV-1')).status).toBe(404);
  });
});

describe('IAM', () => {
  test('shows grants in the interface’s words, and hides those that IAM does not show yet', async () => {
    const lead = await town.as('lead-01');
    const [soon, past] = [new Date(Date.now() + 60_000).toISOString(), new Date(Date.now() - 60_000).toISOString()];
    await town.patch(
      {
        op: 'add',
        path: '/iam/grants/-',
        value: { id: 'g1', tenant: 'tnt_7Q2K94', subject: 'admin-77', scope: ['tenant.admin.restore'], startsAt: past, endsAt: soon },
      },
      {
        op: 'add',
        path: '/iam/grants/-',
        value: { id: 'g2', tenant: 'tnt_7Q2K94', subject: 'admin-77', privileges: [], startsAt: past, endsAt: soon, visibleAt: soon },
      },
      {
        op: 'add',
        path: '/iam/grants/-',
        value: { id: 'g3', tenant: 'tnt_other', subject: 'admin-77', privileges: [], startsAt: past, endsAt: null },
      },
    );
    const body = await (await lead.get('iam', '/v1/grants?tenant=tnt_7Q2K94')).json();
    expect(body.complete).toBe(true);
    expect(body.grants).toEqual([
      {
        id: 'g1',
        tenant: 'tnt_7Q2K94',
        subject: 'admin-77',
        objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
        privileges: ['tenant.admin.restore'],
        startsAt: past,
        endsAt: soon,
        state: 'active',
        kind: 'break-glass',
        reference: null,
        idempotencyKey: null,
      },
    ]);
    await town.patch({ op: 'replace', path: '/iam/grants/0/endsAt', value: past });
    await town.patch({ op: 'replace', path: '/iam/grants/1/visibleAt', value: past });
    const later = await (await lead.get('iam', '/v1/grants?tenant=tnt_7Q2K94')).json();
    expect(later.grants.map(({ state }: { state: string }) => state)).toEqual(['ended', 'active']);
  });

  test('tells the policy with what a guard needs, roles by name, and administrators with their e-mail', async () => {
    const lead = await town.as('lead-01');
    expect(await (await lead.get('iam', '/v1/policy')).json()).toMatchObject({
      version: 12,
      requiredAuthorities: [...AUTHORITIES],
      armedSeconds: 20,
      consoleProfiles: expect.any(Array),
      escalationContacts: [{ name: expect.any(String), call: expect.any(String) }, expect.anything()],
    });
    const roles = await (await lead.get('iam', '/v1/roles?name=tenant.admin.restore&name=unheard-of')).json();
    expect(roles).toMatchObject({ complete: true, roles: [{ name: 'tenant.admin.restore', maximumMinutes: 240 }] });
    const { administrators } = await (await lead.get('iam', '/v1/administrators?tenant=tnt_7Q2K94')).json();
    expect(administrators).toMatchObject([{ subject: 'admin-77', tenant: 'tnt_7Q2K94', email: 'admin-77@northwind.example' }]);
  });

  test('takes its time from the world’s clock', async () => {
    await town.patch({ op: 'replace', path: '/clock/offsetMs', value: -7_200_000 });
    const answer = await (await town.as('lead-01')).get('iam', '/v1/policy');
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - (Date.now() - 7_200_000))).toBeLessThan(3_000);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the evidence store', () => {
  test('takes a name once, gives back its bytes, and never changes them', async () => {
    const lead = await town.as('lead-01');
    const put = (text: string, headers: Record<string, string> = { 'if-none-match': '*' }) =>
      lead.send('PUT', 'evidence', '/bundles/ex-1.zip', { bytes: new TextEncoder().encode(text), headers });
    expect((await put('first', {})).status).toBe(428);
    expect((await put('first')).status).toBe(201);
    expect((await put('second')).status).toBe(412);
    expect(await (await lead.get('evidence', '/bundles/ex-1.zip')).text()).toBe('first');
    expect(town.world().get().evidenceStore.bundles).toMatchObject([{ name: 'ex-1.zip', sizeBytes: 5, by: 'lead-01' }]);
    expect(
      (await lead.send('PUT', 'evidence', '/bundles/..%2Fx', { bytes: new Uint8Array(1), headers: { 'if-none-match': '*' } })).status,
    ).toBe(400);
    expect((await lead.send('DELETE', 'evidence', '/bundles/ex-1.zip')).status).toBe(404);
  });
});
