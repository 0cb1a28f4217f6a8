import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FaultName, FAULTS } from '../range/consoles/faults.ts';
import { instantOf, localOf } from '../range/consoles/page/shared/zone.ts';
import { type Consoles, startConsoles } from '../range/consoles/start.ts';
import { choosePlaces, type PlaceName, type Places } from '../range/places.ts';
import { freshWorld } from '../range/reset.ts';
import { openWorld, type World, type WorldDraft } from '../range/world.ts';

const ENDS_LOCAL = '2026-11-23T08:00';
const ENDS = '2026-11-23T07:00:00Z';
const OBJECT_ID = '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77';

/** What the six screens are sent in a good walk, in the order of the walk. */
const GOOD: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  tenant: [
    ['tenant_id', 'tnt_7Q2K94'],
    ['administrator_id', OBJECT_ID],
    ['administrator_email', 'admin-77@northwind.example'],
  ],
  incident: [['incident', 'INC-20931']],
  scope: [['scope[]', 'tenant.admin.restore']],
  expiration: [['expires_at', ENDS_LOCAL]],
  evidence: [
    ['approvals', 'APR-301\r\nAPR-302\r\nAPR-303'],
    ['assurance', 'IDV-5521'],
  ],
  acknowledgement: [
    ['acknowledged', 'on'],
    ['note', ''],
  ],
};
const COMMITTED = {
  tenantId: 'tnt_7Q2K94',
  administratorId: OBJECT_ID,
  administratorEmail: 'admin-77@northwind.example',
  incident: 'INC-20931',
  scope: ['tenant.admin.restore'],
  includeChildren: false,
  expiresAt: ENDS,
  approvals: ['APR-301', 'APR-302', 'APR-303'],
  assurance: 'IDV-5521',
  acknowledged: true,
  note: '',
  justification: '',
  extendedRights: '',
};

let world: World;
let places: Places;
let consoles: Consoles;

beforeAll(async () => {
  world = openWorld({ seed: fresh });
  places = await choosePlaces(0);
  consoles = await startConsoles({ world, places });
});
afterAll(async () => {
  await consoles.stop();
  world.close();
});
beforeEach(() => {
  world.replace(fresh());
  consoles.reset();
});

describe('the server skin', () => {
  test('is walked to one commit, and grants exactly what was sent', async () => {
    const visitor = visitorAt('console');
    const result = await commitIn(visitor);
    expect(heading(result)).toBe('Restoration granted');
    expect(textOf(result, 'reference')).toBe('BG-77120');
    expect(textOf(result, 'result-tenant')).toBe('tnt_7Q2K94');
    expect(textOf(result, 'result-administrator')).toBe(OBJECT_ID);
    expect(textOf(result, 'result-scope')).toBe('tenant.admin.restore');
    expect(textOf(result, 'result-ends')).toBe('2026-11-23 08:00');

    const { commits, commitCount } = consoles.oracle();
    expect(commitCount).toBe(1);
    expect(commits).toEqual([{ id: '1', at: expect.any(String), skin: 'server', values: COMMITTED, idempotencyKey: null, count: 1 }]);
    expect(world.get().console.commits).toHaveLength(1);
    expect(world.get().iam.grants).toEqual([
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
    const visitor = visitorAt('console');
    await walk(visitor);
    const { requests } = consoles.oracle();
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual(Array(6).fill('POST /restore'));
    expect(visitor.statuses.filter((status) => status !== 200)).toEqual(Array(7).fill(303));
  });

  test('has a strict policy on every page and escapes what was typed', async () => {
    const visitor = visitorAt('console');
    await visitor.get('/restore/new');
    const page = await visitor.press('next', [['screen', 'tenant'], ['tenant_id', '"><script>alert(1)</script>']]);
    expect(visitor.policy()).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(visitor.policy()).toContain("frame-ancestors 'none'; base-uri 'none'");
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('stays on a screen whose form is wrong, and says why', async () => {
    const visitor = visitorAt('console');
    await visitor.get('/restore/new');
    const page = await visitor.press('next', [['screen', 'tenant'], ['tenant_id', 'tnt_7Q2K94'], ['administrator_id', 'x'], ['administrator_email', 'nobody']]);
    expect(heading(page)).toBe('Tenant verification');
    expect(page).toContain('Administrator e-mail: this is no e-mail address.');
  });

  test('takes no form of another session', async () => {
    const visitor = visitorAt('console');
    await walk(visitor);
    const answer = await visitor.send('/restore', [['action', 'submit'], ['csrf', 'made-up'], ['tenant_id', 'tnt_7Q2K94']]);
    expect(answer.status).toBe(403);
    expect(consoles.oracle().commitCount).toBe(0);
  });

  test('grants once for one idempotency key, however often it comes, and answers the same', async () => {
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    const first = await visitor.send('/restore', commitBody(review), { 'Idempotency-Key': 'claim-1' });
    const again = await visitor.send('/restore', commitBody(review), { 'Idempotency-Key': 'claim-1' });
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(consoles.oracle()).toMatchObject({ commitCount: 2, commits: [{ idempotencyKey: 'claim-1', count: 2 }] });
    expect(world.get().iam.grants).toHaveLength(1);
    expect(world.get().iam.grants[0]?.idempotencyKey).toBe('claim-1');
  });

  test('grants twice for two commits without a key, or with two keys', async () => {
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    await visitor.send('/restore', commitBody(review));
    await visitor.send('/restore', commitBody(review));
    await visitor.send('/restore', commitBody(review), { 'Idempotency-Key': 'claim-2' });
    expect(consoles.oracle().commits.map(({ count }) => count)).toEqual([1, 1, 1]);
    expect(world.get().iam.grants.map(({ reference }) => reference)).toEqual(['BG-77120', 'BG-77121', 'BG-77122']);
  });

  test('commits from the last screen where there is no review, with the whole request in the body', async () => {
    patch('/console/reviewPage', false);
    const visitor = visitorAt('console');
    await walk(visitor, ['tenant', 'incident', 'scope', 'expiration', 'evidence']);
    const last = await visitor.get('/restore');
    expect(heading(last)).toBe('Acknowledgement');
    expect(hiddenIn(last)).toContainEqual(['expires_at', ENDS_LOCAL]);
    await visitor.press('submit', [...hiddenIn(last), ['acknowledged', 'on'], ['note', 'Called back.']]);
    expect(consoles.oracle().commits[0]?.values).toEqual({ ...COMMITTED, note: 'Called back.' });
  });

  test('saves a draft that goes on where it stood, and throws an abandoned one away', async () => {
    const visitor = visitorAt('console');
    await walk(visitor, ['tenant', 'incident']);
    const saved = await visitor.press('save-draft', [['screen', 'scope'], ['scope[]', 'tenant.admin.restore']]);
    expect(heading(saved)).toBe('Draft saved');
    const reference = textOf(saved, 'draft-reference');
    expect(world.get().console.drafts).toMatchObject([{ reference, state: 'saved' }]);

    const other = visitorAt('console');
    const resumed = await other.get(`/restore/drafts/${reference}`);
    expect(heading(resumed)).toBe('Temporary privilege scope');
    expect(resumed).toMatch(/value="tenant\.admin\.restore"[^>]*checked/);
    expect(heading(await other.press('abandon', [['screen', 'scope']]))).toBe('Request abandoned');
    expect(heading(await other.get('/restore'))).toBe('No request is open');
    expect(world.get().iam.grants).toEqual([]);
  });

  test('ends a grant, in the console and in IAM', async () => {
    const visitor = visitorAt('console');
    await commitIn(visitor);
    const grants = await visitor.get('/grants');
    expect(grants).toContain('>Revoke</button>');
    const after = await visitor.post('/grants/BG-77120/revoke', []);
    expect(after).not.toContain('>Revoke</button>');
    expect(world.get().console.grants).toMatchObject([{ state: 'ended' }]);
    expect(world.get().iam.grants).toMatchObject([{ state: 'ended' }]);
    expect(Date.parse(world.get().iam.grants[0]?.endsAt ?? '')).toBeLessThanOrEqual(world.nowMs());
  });

  test('answers at its own names only', async () => {
    const response = await fetch(`http://127.0.0.1:${places.console.port}/restore/new`, { redirect: 'manual' });
    expect(response.status).toBe(303);
    // `fetch` sets the host itself, so a foreign name is asked for over a bare connection.
    expect(await statusWithHost('evil.example')).toBe(421);
  });
});

describe('the end of access is an instant in the console\'s zone', () => {
  test.each([
    ['Europe/Berlin', '2026-07-01T08:00', '2026-07-01T06:00:00Z', 'summer'],
    ['Europe/Berlin', '2026-11-23T08:00', '2026-11-23T07:00:00Z', 'winter'],
    ['Europe/Berlin', '2026-10-25T01:59', '2026-10-24T23:59:00Z', 'the minute before the clocks go back'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z', 'an hour that comes twice is the first'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00Z', 'after the clocks went back'],
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00Z', 'the minute before the clocks go on'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00Z', 'an hour that is left out'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z', 'after the clocks went on'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00Z', 'west of Greenwich, twice'],
    ['Asia/Kathmandu', '2026-11-23T08:00', '2026-11-23T02:15:00Z', 'a zone of quarters'],
    ['UTC', '2026-12-31T23:59', '2026-12-31T23:59:00Z', 'no offset'],
  ])('%s %s is %s (%s)', (zone, local, instant) => {
    expect(instantOf(local, zone)?.toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  test('and back; a text that is no time is none', () => {
    expect(localOf(new Date(ENDS), 'Europe/Berlin')).toBe(ENDS_LOCAL);
    for (const text of ['', '2026-02-30T08:00', '23.11.2026 08:00', '2026-11-23']) expect(instantOf(text, 'UTC')).toBeNull();
  });

  test('a commit across the change of the clocks is granted to the right instant', async () => {
    const visitor = visitorAt('console');
    await commitIn(visitor, { expiration: [['expires_at', '2026-10-25T04:00']] });
    expect(world.get().iam.grants[0]?.endsAt).toBe('2026-10-25T03:00:00Z');
  });
});

describe('faults', () => {
  const page = async (fault: FaultName, screens: readonly string[]): Promise<string> => {
    turnOn(fault);
    const visitor = visitorAt('console');
    await walk(visitor, screens);
    return visitor.get('/restore');
  };

  test.each<[FaultName, readonly string[], string | RegExp]>([
    ['label-renamed', ['tenant', 'incident', 'scope'], '>Ends on</label>'],
    ['required-field-added', ['tenant', 'incident'], '>Business justification</label>'],
    ['unknown-scope-control', ['tenant', 'incident'], '>Extended rights</label>'],
    ['duplicate-control', [], /Administrator object ID<\/label>[\s\S]*Administrator object ID<\/label>/],
    ['unreadable-frame', [], '<iframe title="Administrator object ID"'],
    ['closed-shadow-field', [], '<x-text-field closed label="Administrator object ID"'],
    ['other-tenant-context', [], '(tnt_7Q2K9A)</span>'],
    ['tenant-switched-elsewhere', ['tenant', 'incident'], '(tnt_7Q2K9A)</span>'],
    ['scope-all-tenants-default', ['tenant', 'incident'], /value="all-tenants"[^>]*checked/],
    ['extra-privilege-default', ['tenant', 'incident'], /name="include_children"[^>]*checked/],
    ['lookalike-role', ['tenant', 'incident'], 'tenant.admin.r\u0435store</label>'],
    ['expiry-disabled', ['tenant', 'incident', 'scope'], /name="expires_at"[^>]*disabled/],
    ['expiry-none-default', ['tenant', 'incident', 'scope'], '<option value="" selected>No expiry'],
    ['hidden-value-differs', [], 'type="hidden" name="tenant_id" value="tnt_7Q2K9A"'],
    ['bypass-warning', ['tenant', 'incident'], 'role="dialog"'],
    ['scope-expansion-prompt', ['tenant', 'incident'], 'Also grant tenant.data.export?'],
    ['existing-session-banner', [], /role="alert"[^>]*>An active emergency session/],
    ['harmless-banner', [], /role="status"[^>]*>Planned maintenance/],
    ['console-operator-other', [], '<span data-testid="signed-in-as">lead-02</span>'],
    ['draft-activates', [], 'Saving a draft starts the restoration'],
  ])('%s shows where it belongs, and not without it', async (fault, screens, seen) => {
    expect(await page(fault, screens)).toMatch(seen);
    turnOn();
    const visitor = visitorAt('console');
    await walk(visitor, screens);
    expect(await visitor.get('/restore')).not.toMatch(seen);
  });

  test('a renewed look changes classes and sheet, and nothing that is said', async () => {
    const said = (text: string): string => text.replace(/ class="[^"]*"/g, '').replace(/DR-\d+|opened \d\d:\d\d|\/styles\/..\//g, '');
    const before = await page('harmless-banner', []);
    world.update((next) => next.console.faults.push('restyled'));
    const visitor = visitorAt('console');
    await visitor.get('/restore/new');
    const after = await visitor.get('/restore');
    expect(after).not.toContain('class="es-');
    expect(said(after)).toBe(said(before));
  });

  test('a missing control for the end grants without an end', async () => {
    turnOn('expiry-missing');
    const visitor = visitorAt('console');
    await walk(visitor, ['tenant', 'incident', 'scope']);
    expect(await visitor.get('/restore')).not.toContain('expires_at');
    await commitIn(visitorAt('console'), { expiration: [] });
    expect(world.get().iam.grants[0]?.endsAt).toBeNull();
  });

  test('a moved field is on the other screen', async () => {
    turnOn('field-moved');
    const visitor = visitorAt('console');
    await visitor.get('/restore/new');
    expect(await visitor.get('/restore')).not.toContain('Administrator e-mail');
    await visitor.press('next', [['screen', 'tenant'], ...(GOOD.tenant ?? [])]);
    expect(await visitor.get('/restore')).toContain('Administrator e-mail');
  });

  test.each<[FaultName, string, string]>([
    ['date-order-swapped', '2027-11-11 08:00', '2027-11-11T08:00'],
    ['zone-shifted', '2026-11-23 09:00', '2026-11-23T09:00'],
    ['summary-differs', '2026-11-24 08:00', ENDS_LOCAL],
  ])('%s is seen on the review page', async (fault, shown, sent) => {
    turnOn(fault);
    const review = await walk(visitorAt('console'));
    expect(textOf(review, 'review-ends')).toBe(shown);
    expect(hiddenIn(review)).toContainEqual(['expires_at', sent]);
  });

  test('a length of nothing: the review says 0 h 0 min, and the grant ends as it begins', async () => {
    turnOn('duration-zero');
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    expect(textOf(review, 'review-duration')).toBe('0 h 0 min');
    await visitor.send('/restore', commitBody(review));
    const [grant] = world.get().iam.grants;
    expect(grant?.endsAt).toBe(grant?.startsAt);
  });

  test('a review that differs sends what was entered', async () => {
    turnOn('review-differs');
    const review = await walk(visitorAt('console'));
    expect(textOf(review, 'review-incident')).toBe('INC-20913');
    expect(hiddenIn(review)).toContainEqual(['incident', 'INC-20931']);
  });

  test('a session that times out in the middle sends nothing on and loses the request', async () => {
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    turnOn('session-timeout');
    expect(heading(await visitor.get('/restore'))).toBe('Your session has ended');
    await visitor.send('/restore', commitBody(review));
    expect(consoles.oracle().commitCount).toBe(0);
    expect(heading(await visitor.post('/signin', [['account', 'lead-01']]))).toBe('Tenant verification');
  });

  test('a sign-in that is asked for again in the middle leads back into the form', async () => {
    turnOn('relogin-mid-form');
    const visitor = visitorAt('console');
    await walk(visitor, ['tenant', 'incident']);
    expect(heading(await visitor.get('/restore'))).toBe('Sign in again');
    expect(heading(await visitor.post('/signin', [['account', 'lead-01']]))).toBe('Temporary privilege scope');
  });

  test.each<[FaultName, string]>([
    ['staging-host', 'http://console-staging.range.localhost'],
    ['insecure-http', 'http://console.range.test'],
  ])('%s leads elsewhere from the start', async (fault, origin) => {
    turnOn(fault);
    const response = await fetch(`http://127.0.0.1:${places.console.port}/restore/new`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${origin}:${places.console.port}/restore/new`);
  });

  test.each<[FaultName, Partial<Record<'heading' | 'reference' | 'tenant', string | null>>, readonly Readonly<Record<string, unknown>>[]]>([
    ['confirm-no-tenant', { heading: 'Restoration granted', tenant: null }, [{ state: 'active' }]],
    ['confirm-wrong-tenant', { heading: 'Restoration granted', tenant: 'tnt_7Q2K9A' }, [{ tenant: 'tnt_7Q2K94' }]],
    ['confirm-pending', { heading: 'Queued' }, []],
    ['success-without-grant', { heading: 'Restoration granted', reference: 'BG-77120' }, []],
    ['grant-broader', { heading: 'Restoration granted' }, [{ privileges: ['tenant.admin.restore', 'tenant.data.export'] }]],
    ['grant-longer', { heading: 'Restoration granted' }, [{ endsAt: '2026-11-24T07:00:00Z' }]],
    ['grant-twice', { heading: 'Restoration granted' }, [{ reference: 'BG-77120' }, { reference: 'BG-77120' }]],
    ['confirm-error-but-granted', { heading: 'Restoration request' }, [{ state: 'active' }]],
    ['confirm-rejected', { heading: 'Restoration request' }, []],
  ])('%s answers and grants as it says', async (fault, answer, grants) => {
    turnOn(fault);
    const result = await commitIn(visitorAt('console'));
    expect(heading(result)).toBe(answer.heading);
    if (answer.tenant !== undefined) expect(textOf(result, 'result-tenant')).toBe(answer.tenant);
    if (answer.reference !== undefined) expect(textOf(result, 'reference')).toBe(answer.reference);
    if (answer.heading === 'Restoration request') expect(result).toMatch(/role="alert"[^>]*>The restoration could not be granted: /);
    expect(world.get().iam.grants).toHaveLength(grants.length);
    expect(world.get().iam.grants).toMatchObject(grants);
    expect(consoles.oracle().commitCount).toBe(1);
  });

  test('a commit whose answer is 500 is granted all the same', async () => {
    turnOn('confirm-5xx');
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    expect((await visitor.send('/restore', commitBody(review))).status).toBe(500);
    expect(world.get().iam.grants).toHaveLength(1);
  });

  test('a commit that is never answered is granted all the same', async () => {
    turnOn('confirm-timeout');
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    const patience = new AbortController();
    const granted = Promise.withResolvers<void>();
    const lookAway = world.subscribe(() => {
      if (world.get().console.commits.length === 1) granted.resolve();
    });
    const answer = visitor.send('/restore', commitBody(review), {}, patience.signal);
    await granted.promise;
    lookAway();
    patience.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(world.get().iam.grants).toHaveLength(1);
    expect(consoles.oracle().commitCount).toBe(1);
  });

  test('a draft that activates grants, an abandoned request stays pending, a revocation can lie', async () => {
    turnOn('draft-activates');
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    expect(heading(await visitor.press('save-draft', [...hiddenIn(review)]))).toBe('Draft saved');
    expect(world.get().iam.grants).toMatchObject([{ state: 'active', reference: 'BG-77120' }]);
    turnOn('abandon-leaves-pending');
    await visitor.press('abandon', [...hiddenIn(review)]);
    expect(world.get().iam.grants[1]).toMatchObject({ state: 'pending', reference: 'BG-77121' });
    turnOn('revoke-lies');
    await visitor.post('/grants/BG-77120/revoke', []);
    expect(world.get().console.grants[0]).toMatchObject({ state: 'ended' });
    expect(world.get().iam.grants[0]).toMatchObject({ state: 'active' });
    expect(consoles.oracle().commitCount).toBe(0);
  });

  test('the second, similar button commits for all tenants', async () => {
    turnOn('lookalike-submit');
    const visitor = visitorAt('console');
    const review = await walk(visitor);
    expect(review).toContain('>Submit restorations</button>');
    await visitor.press('submit-all', hiddenIn(review));
    expect(consoles.oracle().commits[0]?.values.scope).toEqual(['tenant.admin.restore', 'all-tenants']);
  });

  test('those that are page scripts are loaded by the page, and their files are there', async () => {
    const scripts = Object.entries(FAULTS).filter(([, { from }]) => from === 'script');
    expect(scripts.length).toBeGreaterThan(5);
    for (const [name] of scripts) {
      world.update((next) => {
        next.console.faults = [name];
      });
      const visitor = visitorAt('console');
      await visitor.get('/restore/new');
      const path = `/assets/faults/${name}.ts`;
      expect(await visitor.get('/restore')).toContain(`src="${path}"`);
      const file = await fetch(`http://127.0.0.1:${places.console.port}${path}`);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    }
  });
});

describe('the API of the single-page skin', () => {
  test('is stepped to one commit with the same values, and honours the idempotency key', async () => {
    const visitor = visitorAt('consoleApi');
    const body = await stepThrough(visitor);
    expect(body).toMatchObject({ tenantId: 'tnt_7Q2K94', expiresAt: ENDS, approvals: ['APR-301', 'APR-302', 'APR-303'] });
    const first = await visitor.json('POST', '/v1/restorations', body, { 'Idempotency-Key': 'claim-1' });
    const again = await visitor.json('POST', '/v1/restorations', body, { 'Idempotency-Key': 'claim-1' });
    expect(first).toMatchObject({ is: 'granted', reference: 'BG-77120', tenant: 'tnt_7Q2K94', ends: '2026-11-23 08:00' });
    expect(again).toEqual(first);
    expect(consoles.oracle().commits).toMatchObject([{ skin: 'spa', values: COMMITTED, count: 2 }]);
    expect(world.get().iam.grants).toHaveLength(1);
  });

  test('lets only its own pages read', async () => {
    const from = async (origin: string): Promise<string | null> => {
      const response = await fetch(`http://127.0.0.1:${places.consoleApi.port}/v1/session`, { headers: { Origin: origin } });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await from(places.consoleSpa.origin)).toBe(places.consoleSpa.origin);
    expect(await from(places.console.origin)).toBeNull();
  });

  test('is at the pages\' own origin only where the world puts it there', async () => {
    const status = async (): Promise<number> => (await fetch(`http://127.0.0.1:${places.consoleSpa.port}/v1/session`)).status;
    expect(await status()).toBe(404);
    patch('/console/apiOrigin', 'same');
    expect(await status()).toBe(200);
  });

  test('gives the faults of the screens, and refuses a form that is wrong', async () => {
    turnOn('required-field-added');
    const visitor = visitorAt('consoleApi');
    const draft = await visitor.json('GET', '/v1/draft/new');
    expect(JSON.stringify(draft)).toContain('Business justification');
    expect(await visitor.json('POST', '/v1/draft/steps', { screen: 'tenant', values: {} })).toMatchObject({
      place: 'tenant',
      errors: { tenantId: 'Tenant ID: this is needed.' },
    });
  });
});

type Pairs = readonly (readonly [string, string])[];

/** Somebody with a browser's cookie, but without a browser. */
function visitorAt(name: PlaceName) {
  const origin = `http://127.0.0.1:${places[name].port}`;
  const statuses: number[] = [];
  let cookie = '';
  let policy = '';
  let csrf = '';
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, origin), { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    policy = response.headers.get('content-security-policy') ?? policy;
    statuses.push(response.status);
    return response;
  };
  const follow = async (response: Response): Promise<string> => {
    const next = response.headers.get('location');
    if (next !== null) return follow(await ask(next));
    const text = await response.text();
    csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf;
    return text;
  };
  const send = (path: string, pairs: Pairs, headers: Record<string, string> = {}, signal: AbortSignal | null = null): Promise<Response> => {
    const body = new URLSearchParams([...pairs.map(([key, value]): [string, string] => [key, value])]);
    if (!body.has('csrf')) body.append('csrf', csrf);
    return ask(path, { method: 'POST', body, headers, signal });
  };
  return {
    statuses,
    policy: () => policy,
    get: async (path: string) => follow(await ask(path)),
    send,
    post: async (path: string, pairs: Pairs) => follow(await send(path, pairs)),
    press: async (action: string, pairs: Pairs) => follow(await send('/restore', [...pairs, ['action', action]])),
    json: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return (await ask(path, { method, ...sent, headers: { ...headers, 'Content-Type': 'application/json' } })).json();
    },
  };
}
type Visitor = ReturnType<typeof visitorAt>;

/** Fills screens with what belongs on them, and gives the page that comes then. */
async function walk(visitor: Visitor, screens = Object.keys(GOOD), other: Readonly<Record<string, Pairs>> = {}): Promise<string> {
  let page = await visitor.get('/restore/new');
  for (const screen of screens) page = await visitor.press('next', [['screen', screen], ...(other[screen] ?? GOOD[screen] ?? [])]);
  return page;
}

async function commitIn(visitor: Visitor, other: Readonly<Record<string, Pairs>> = {}): Promise<string> {
  return visitor.press('submit', hiddenIn(await walk(visitor, Object.keys(GOOD), other)));
}

function commitBody(review: string): Pairs {
  return [...hiddenIn(review), ['action', 'submit']];
}

async function stepThrough(visitor: Visitor): Promise<unknown> {
  const steps = {
    tenant: { tenantId: COMMITTED.tenantId, administratorId: OBJECT_ID, administratorEmail: COMMITTED.administratorEmail },
    incident: { incident: COMMITTED.incident },
    scope: { scope: COMMITTED.scope, includeChildren: false },
    expiration: { expiresAt: ENDS_LOCAL },
    evidence: { approvals: COMMITTED.approvals.join('\n'), assurance: COMMITTED.assurance },
    acknowledgement: { acknowledged: true, note: '' },
  };
  let draft: unknown = await visitor.json('GET', '/v1/draft/new');
  for (const [screen, values] of Object.entries(steps)) draft = await visitor.json('POST', '/v1/draft/steps', { screen, values });
  expect(draft).toMatchObject({ place: 'review' });
  return typeof draft === 'object' && draft !== null ? Reflect.get(draft, 'commit') : null;
}

function heading(page: string): string | undefined {
  return /<h1>([^<]*)<\/h1>/.exec(page)?.[1];
}

function textOf(page: string, testId: string): string | null {
  return new RegExp(`data-testid="${testId}">([^<]*)<`).exec(page)?.[1] ?? null;
}

function hiddenIn(page: string): Pairs {
  return [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]);
}

function turnOn(...faults: readonly FaultName[]): void {
  patch('/console/faults', [...faults]);
}

function patch(path: string, value: unknown): void {
  world.patch([{ op: 'replace', path, value }]);
}

async function statusWithHost(host: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const asked = request({ host: '127.0.0.1', port: places.console.port, path: '/restore/new', headers: { Host: host } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  asked.on('error', reject).end();
  return promise;
}

function fresh(): WorldDraft {
  return freshWorld({ nowMs: Date.parse('2026-11-23T03:02:30Z'), devices: {} });
}
