import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTown, type Town } from './range-town.ts';

const AUTHORITIES = ['incident-command', 'security', 'customer-account'] as const;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(async () => void (await town.reset()));

const digest = (value: unknown) =>
  createHash('sha256')
    .update(String(canonicalize(value)))
    .digest('hex');
const minutesAgo = (text: string | null | undefined) => (Date.now() - Date.parse(text ?? '')) / 60_000;

describe('a reset', () => {
  test('moves the times to now: approvals fresh, window open, everything in whole order', async () => {
    const world = await town.reset();
    const record = world.cases['CASE-1042'];
    const ages = AUTHORITIES.map((authority) => minutesAgo(record?.approvals[authority]?.decidedAt));
    expect(Math.max(...ages)).toBeLessThan(23);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(10);
    expect(record?.packet.window.start).toMatch(/:00Z$/);
    expect(minutesAgo(record?.packet.window.start)).toBeGreaterThanOrEqual(2.5);
    expect(minutesAgo(record?.packet.window.start)).toBeLessThan(3.6);
    expect(Date.parse(record?.packet.window.end ?? '') - Date.parse(record?.packet.window.start ?? '')).toBe(240 * 60_000);
    expect(minutesAgo(world.assurances['IDV-5521']?.expiresAt)).toBeLessThan(0);
  });

  test('binds the approvals to the packet and to the meaning of its roles', async () => {
    const record = (await town.reset()).cases['CASE-1042'];
    for (const authority of AUTHORITIES) {
      expect(record?.approvals[authority]?.packetDigest).toBe(digest(record?.packet));
      expect(record?.approvals[authority]?.roleDigests['tenant.admin.restore']).toBe(
        digest({ name: 'tenant.admin.restore', privileges: ['roles.assign', 'users.reset'] }),
      );
    }
  });

  test('makes digests before the given patch, so that a patched packet does not fit its approvals', async () => {
    const given = [{ op: 'add', path: '/cases/CASE-1042/packet/scope/-', value: 'tenant.data.export' }];
    const record = (await town.reset({ given })).cases['CASE-1042'];
    expect(record?.approvals.security?.packetDigest).not.toBe(digest(record?.packet));
  });

  test('makes the digests that a patch leaves as placeholders from what the patch made', async () => {
    const given = [
      { op: 'add', path: '/cases/CASE-1042/packet/scope/-', value: 'tenant.data.export' },
      { op: 'replace', path: '/cases/CASE-1042/approvals/security/packetDigest', value: 'sha256 of the canonical packet' },
    ];
    const record = (await town.reset({ given })).cases['CASE-1042'];
    expect(record?.approvals.security?.packetDigest).toBe(digest(record?.packet));
    expect(record?.approvals['incident-command']?.packetDigest).not.toBe(digest(record?.packet));
  });
});

describe('a reset that is asked for more', () => {
  test('chooses the skin and tells the consoles', async () => {
    const before = town.consoleResets();
    const world = await town.reset({ skin: 'spa' });
    expect([world.console.skin, world.console.serviceWorker]).toEqual(['spa', true]);
    expect(town.consoleResets()).toBe(before + 1);
    expect((await town.reset()).console).toMatchObject({ skin: 'server', serviceWorker: false });
  });

  test('moves example times in a patch only when asked', async () => {
    const given = [{ op: 'replace', path: '/cases/CASE-1042/packet/window/end', value: '2026-11-23T07:01:00Z' }];
    expect((await town.reset({ given })).cases['CASE-1042']?.packet.window.end).toBe('2026-11-23T07:01:00Z');
    const moved = (await town.reset({ given, timesAreExamples: true })).cases['CASE-1042']?.packet.window;
    expect(Date.parse(moved?.end ?? '') - Date.parse(moved?.start ?? '')).toBe(241 * 60_000);
  });

  test('takes the same moment for now wherever a time stands, so that a short window is open', async () => {
    const given = [
      { op: 'replace', path: '/cases/CASE-1042/packet/window/end', value: '2026-11-23T03:15:00Z' },
      { op: 'replace', path: '/assurances/IDV-5521/expiresAt', value: '2026-11-23T03:15:00Z' },
    ];
    const world = await town.reset({ given, timesAreExamples: true });
    const ends = [world.cases['CASE-1042']?.packet.window.end, world.assurances['IDV-5521']?.expiresAt];
    for (const end of ends) {
      expect(minutesAgo(end)).toBeGreaterThan(-12.6);
      expect(minutesAgo(end)).toBeLessThan(-11.4);
    }
  });

  test('that gives the whole world keeps the devices that are there already', async () => {
    const given = [{ op: 'replace', path: '', value: { ...(await town.reset()), devices: {} } }];
    expect((await town.reset({ given })).devices['dev-sec-01']).toMatchObject({ person: 'sec-01', revokedAt: null });
    const without = [{ op: 'remove', path: '/devices/dev-sec-01' }];
    expect((await town.reset({ given: without })).devices['dev-sec-01']).toBeUndefined();
  });

  test('that does not fit changes nothing', async () => {
    await town.patch({ op: 'replace', path: '/clock/offsetMs', value: 5_000 });
    const refused = await town.control('POST', '/reset', { given: [{ op: 'remove', path: '/cases/CASE-9' }] });
    const detail = 'remove /cases/CASE-9: Cannot perform the operation at a path that does not exist';
    expect([refused.status, await refused.json()]).toEqual([409, { code: 'patch-refused', detail }]);
    expect(town.world().get().clock.offsetMs).toBe(5_000);
  });

  test('forgets enrolled devices unless they are to be kept, and gives security real keys', async () => {
    const lead = await town.as('lead-01');
    const sealingKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
    const signingKey = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n';
    const enrol = () => lead.send('POST', 'case', '/v1/devices', { body: { signingKey, sealingKey, label: 'desk' } });
    const first = await (await enrol()).json();
    expect(first).toMatchObject({ person: 'lead-01', signingKey, confirmedBy: 'sec-01', revokedAt: null });
    expect(await (await enrol()).json()).toEqual(first);
    const securityKey = (await town.reset({ keepDevices: true })).devices['dev-sec-01']?.sealingKey;
    const { x, y, d, kid } = await (await town.control('GET', '/keys')).json();
    expect(securityKey).toMatchObject({ kty: 'EC', crv: 'P-256', x, y });
    expect([typeof d, kid]).toEqual(['string', 'dev-sec-01']);
    const { devices } = await (await lead.get('case', '/v1/devices')).json();
    expect(devices.map(({ id }: { id: string }) => id).sort()).toEqual([first.id, 'dev-sec-01'].sort());
    const recipients = await (await lead.get('case', '/v1/recipients')).json();
    expect(recipients).toMatchObject({ complete: true, devices: [{ id: 'dev-sec-01', person: 'sec-01' }] });
    await town.reset();
    const { devices: after } = await (await (await town.as('lead-01')).get('case', '/v1/devices')).json();
    expect(after.map(({ id }: { id: string }) => id)).toEqual(['dev-sec-01']);
  });

  test('lets a device be enrolled in the place that the seed keeps for its person, as a scenario has it', async () => {
    await town.reset({ given: [{ op: 'replace', path: '/devices/dev-lead-01/revokedAt', value: '2026-11-23T03:00:00Z' }] });
    const body = {
      signingKey: '-----BEGIN PUBLIC KEY-----\nBBBB\n-----END PUBLIC KEY-----\n',
      sealingKey: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) },
      label: 'desk',
    };
    const lead = await town.as('lead-01');
    const enrolled = await (await lead.send('POST', 'case', '/v1/devices', { body })).json();
    expect(enrolled).toMatchObject({ id: 'dev-lead-01', signingKey: body.signingKey, revokedAt: '2026-11-23T03:00:00Z' });
    const other = await (await town.as('lead-02')).send('POST', 'case', '/v1/devices', {
      body: { ...body, signingKey: body.signingKey.replace('BBBB', 'CCCC') },
    });
    expect(await other.json()).toMatchObject({ person: 'lead-02', revokedAt: null });
  });
});
