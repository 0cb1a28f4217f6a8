import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startConsoles } from '../range/consoles/start.ts';
import { choosePlaces, LOOPBACK } from '../range/places.ts';
import {
  COMMITTED,
  commitBody,
  commitIn,
  ENDS,
  ENDS_LOCAL,
  heading,
  hiddenIn,
  OBJECT_ID,
  openConsoleTown,
  statusWithHost,
  stepThrough,
  textOf,
  walk,
} from './console-town.ts';

const town = openConsoleTown();

describe('the server skin on the way', () => {
  test('is walked to one commit, and grants exactly what was sent', async () => {
    const visitor = town.visitorAt('console');
    const result = await commitIn(visitor);
    expect(heading(result)).toBe('Restoration granted');
    expect(textOf(result, 'reference')).toBe('BG-77120');
    expect(textOf(result, 'result-tenant')).toBe('tnt_7Q2K94');
    expect(textOf(result, 'result-administrator')).toBe(OBJECT_ID);
    expect(textOf(result, 'result-scope')).toBe('tenant.admin.restore');
    expect(textOf(result, 'result-ends')).toBe('2026-11-23 08:00');

    const { commits, commitCount } = town.oracle();
    expect(commitCount).toBe(1);
    expect(commits).toEqual([{ id: '1', at: expect.any(String), skin: 'server', values: COMMITTED, idempotencyKey: null, count: 1 }]);
    expect(town.world().get().console.commits).toHaveLength(1);
    expect(town.world().get().iam.grants).toEqual([
      {
        id: 'grant-BG-77120',
        tenant: 'tnt_7Q2K94',
        subject: 'admin-77',
        objectId: OBJECT_ID,
        privileges: ['tenant.admin.restore'],
        startsAt: expect.any(String),
        endsAt: ENDS,
        state: 'active',
        kind: 'break-glass',
        reference: 'BG-77120',
        idempotencyKey: null,
        visibleAt: expect.any(String),
      },
    ]);
  });

  test('keeps to one URL, answers every POST with 303, and writes each of them down', async () => {
    const visitor = town.visitorAt('console');
    await walk(visitor);
    const { requests } = town.oracle();
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual(Array(6).fill('POST /restore'));
    expect(visitor.statuses.filter((status) => status !== 200)).toEqual(Array(7).fill(303));
  });
});

describe('the pages of the server skin', () => {
  test('has a strict policy on every page and escapes what was typed', async () => {
    const visitor = town.visitorAt('console');
    await visitor.get('/restore/new');
    const page = await visitor.press('next', [
      ['screen', 'tenant'],
      ['tenant_id', '"><script>alert(1)</script>'],
    ]);
    expect(visitor.policy()).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(visitor.policy()).toContain("frame-ancestors 'none'; base-uri 'none'");
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('stays on a screen whose form is wrong, and says why', async () => {
    const visitor = town.visitorAt('console');
    await visitor.get('/restore/new');
    const page = await visitor.press('next', [
      ['screen', 'tenant'],
      ['tenant_id', 'tnt_7Q2K94'],
      ['administrator_id', 'x'],
      ['administrator_email', 'nobody'],
    ]);
    expect(heading(page)).toBe('Tenant verification');
    expect(page).toContain('Administrator e-mail: this is no e-mail address.');
  });

  test('takes no form of another session', async () => {
    const visitor = town.visitorAt('console');
    await walk(visitor);
    const answer = await visitor.send('/restore', [
      ['action', 'submit'],
      ['csrf', 'made-up'],
      ['tenant_id', 'tnt_7Q2K94'],
    ]);
    expect(answer.status).toBe(403);
    expect(town.oracle().commitCount).toBe(0);
  });
});

describe('the server skin at the commit', () => {
  test('grants once for one idempotency key, however often it comes, and answers the same', async () => {
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    const first = await visitor.send('/restore', commitBody(review), { 'Idempotency-Key': 'claim-1' });
    const again = await visitor.send('/restore', commitBody(review), { 'Idempotency-Key': 'claim-1' });
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(town.oracle()).toMatchObject({ commitCount: 2, commits: [{ idempotencyKey: 'claim-1', count: 2 }] });
    expect(town.world().get().iam.grants).toHaveLength(1);
    expect(town.world().get().iam.grants[0]?.idempotencyKey).toBe('claim-1');
  });

  test('grants twice for two commits without a key, or with two keys', async () => {
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    await visitor.send('/restore', commitBody(review));
    await visitor.send('/restore', commitBody(review));
    await visitor.send('/restore', commitBody(review), { 'Idempotency-Key': 'claim-2' });
    expect(town.oracle().commits.map(({ count }) => count)).toEqual([1, 1, 1]);
    expect(
      town
        .world()
        .get()
        .iam.grants.map(({ reference }) => reference),
    ).toEqual(['BG-77120', 'BG-77121', 'BG-77122']);
  });

  test('commits from the last screen where there is no review, with the whole request in the body', async () => {
    town.patch('/console/reviewPage', false);
    const visitor = town.visitorAt('console');
    await walk(visitor, ['tenant', 'incident', 'scope', 'expiration', 'evidence']);
    const last = await visitor.get('/restore');
    expect(heading(last)).toBe('Acknowledgement');
    expect(hiddenIn(last)).toContainEqual(['expires_at', ENDS_LOCAL]);
    await visitor.press('submit', [...hiddenIn(last), ['acknowledged', 'on'], ['note', 'Called back.']]);
    expect(town.oracle().commits[0]?.values).toEqual({ ...COMMITTED, note: 'Called back.' });
  });

  test('a commit across the change of the clocks is granted to the right instant', async () => {
    const visitor = town.visitorAt('console');
    await commitIn(visitor, { expiration: [['expires_at', '2026-10-25T04:00']] });
    expect(town.world().get().iam.grants[0]?.endsAt).toBe('2026-10-25T03:00:00Z');
  });
});

describe('the server skin beside the commit', () => {
  test('saves a draft that goes on where it stood, and throws an abandoned one away', async () => {
    const visitor = town.visitorAt('console');
    await walk(visitor, ['tenant', 'incident']);
    const saved = await visitor.press('save-draft', [
      ['screen', 'scope'],
      ['scope[]', 'tenant.admin.restore'],
    ]);
    expect(heading(saved)).toBe('Draft saved');
    const reference = textOf(saved, 'draft-reference');
    expect(town.world().get().console.drafts).toMatchObject([{ reference, state: 'saved' }]);

    const other = town.visitorAt('console');
    const resumed = await other.get(`/restore/drafts/${reference}`);
    expect(heading(resumed)).toBe('Temporary privilege scope');
    expect(resumed).toMatch(/value="tenant\.admin\.restore"[^>]*checked/);
    expect(heading(await other.press('abandon', [['screen', 'scope']]))).toBe('Request abandoned');
    expect(heading(await other.get('/restore'))).toBe('No request is open');
    expect(town.world().get().iam.grants).toEqual([]);
  });

  test('ends a grant, in the console and in IAM', async () => {
    const visitor = town.visitorAt('console');
    await commitIn(visitor);
    const grants = await visitor.get('/grants');
    expect(grants).toContain('>Revoke</button>');
    const after = await visitor.post('/grants/BG-77120/revoke', []);
    expect(after).not.toContain('>Revoke</button>');
    expect(town.world().get().console.grants).toMatchObject([{ state: 'ended' }]);
    expect(town.world().get().iam.grants).toMatchObject([{ state: 'ended' }]);
    expect(Date.parse(town.world().get().iam.grants[0]?.endsAt ?? '')).toBeLessThanOrEqual(town.world().nowMs());
  });

  test('answers at its own names only', async () => {
    const response = await fetch(`http://127.0.0.1:${town.places().console.port}/restore/new`, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(await statusWithHost(town.places().console, `console.range.localhost:${town.places().console.port}`)).toBe(303);
    expect(await statusWithHost(town.places().console, 'evil.example')).toBe(421);
  });
});

describe('the API of the single-page skin', () => {
  test('is stepped to one commit with the same values, and honours the idempotency key', async () => {
    const visitor = town.visitorAt('consoleApi');
    const body = await stepThrough(visitor);
    expect(body).toMatchObject({ tenantId: 'tnt_7Q2K94', expiresAt: ENDS, approvals: ['APR-301', 'APR-302', 'APR-303'] });
    const first = await visitor.json('POST', '/v1/restorations', body, { 'Idempotency-Key': 'claim-1' });
    const again = await visitor.json('POST', '/v1/restorations', body, { 'Idempotency-Key': 'claim-1' });
    expect(first).toMatchObject({ is: 'granted', reference: 'BG-77120', tenant: 'tnt_7Q2K94', ends: '2026-11-23 08:00' });
    expect(again).toEqual(first);
    expect(town.oracle().commits).toMatchObject([{ skin: 'spa', values: COMMITTED, count: 2 }]);
    expect(town.world().get().iam.grants).toHaveLength(1);
  });

  test('lets only its own pages read', async () => {
    const from = async (origin: string): Promise<string | null> => {
      const response = await fetch(`http://127.0.0.1:${town.places().consoleApi.port}/v1/session`, { headers: { Origin: origin } });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await from(town.places().consoleSpa.origin)).toBe(town.places().consoleSpa.origin);
    expect(await from(town.places().console.origin)).toBeNull();
  });

  test("is at the pages' own origin only where the world puts it there", async () => {
    const status = async (): Promise<number> => (await fetch(`http://127.0.0.1:${town.places().consoleSpa.port}/v1/session`)).status;
    expect(await status()).toBe(404);
    town.patch('/console/apiOrigin', 'same');
    expect(await status()).toBe(200);
  });

  test('gives the faults of the screens, and refuses a form that is wrong', async () => {
    town.turnOn('required-field-added');
    const visitor = town.visitorAt('consoleApi');
    const draft = await visitor.json('GET', '/v1/draft/new');
    expect(JSON.stringify(draft)).toContain('Business justification');
    expect(await visitor.json('POST', '/v1/draft/steps', { screen: 'tenant', values: {} })).toMatchObject({
      place: 'tenant',
      errors: { tenantId: 'Tenant ID: this is needed.' },
    });
  });
});

test('where one port is taken, none of the consoles is started', async () => {
  const places = await choosePlaces(0);
  const other = createServer().listen(places.consoleApi.port, LOOPBACK);
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  await expect(startConsoles({ world: town.world(), places })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(fetch(`http://${LOOPBACK}:${places.console.port}/restore/new`)).rejects.toThrow(TypeError);
});
