import { describe, expect, test } from 'vitest';
import { FAULTS, type FaultName } from '../range/consoles/faults.ts';
import { commitBody, commitIn, ENDS_LOCAL, GOOD, heading, hiddenIn, openConsoleTown, textOf, walk } from './console-town.ts';

const town = openConsoleTown();

describe('faults of the screens', () => {
  const page = async (fault: FaultName, screens: readonly string[]): Promise<string> => {
    town.turnOn(fault);
    const visitor = town.visitorAt('console');
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
    town.turnOn();
    const visitor = town.visitorAt('console');
    await walk(visitor, screens);
    expect(await visitor.get('/restore')).not.toMatch(seen);
  });

  test('a renewed look changes classes and sheet, and nothing that is said', async () => {
    const said = (text: string): string => text.replace(/ class="[^"]*"/g, '').replace(/DR-\d+|opened \d\d:\d\d|\/styles\/..\//g, '');
    const before = await page('harmless-banner', []);
    town.world().update((next) => next.console.faults.push('restyled'));
    const visitor = town.visitorAt('console');
    await visitor.get('/restore/new');
    const after = await visitor.get('/restore');
    expect(after).not.toContain('class="es-');
    expect(said(after)).toBe(said(before));
  });

  test('a missing control for the end grants without an end', async () => {
    town.turnOn('expiry-missing');
    const visitor = town.visitorAt('console');
    await walk(visitor, ['tenant', 'incident', 'scope']);
    expect(await visitor.get('/restore')).not.toContain('expires_at');
    await commitIn(town.visitorAt('console'), { expiration: [] });
    expect(town.world().get().iam.grants[0]?.endsAt).toBeNull();
  });

  test('a moved field is on the other screen', async () => {
    town.turnOn('field-moved');
    const visitor = town.visitorAt('console');
    await visitor.get('/restore/new');
    expect(await visitor.get('/restore')).not.toContain('Administrator e-mail');
    await visitor.press('next', [['screen', 'tenant'], ...(GOOD.tenant ?? [])]);
    expect(await visitor.get('/restore')).toContain('Administrator e-mail');
  });
});

describe('faults of the review', () => {
  test.each<[FaultName, string, string]>([
    ['date-order-swapped', '2027-11-11 08:00', '2027-11-11T08:00'],
    ['zone-shifted', '2026-11-23 09:00', '2026-11-23T09:00'],
    ['summary-differs', '2026-11-24 08:00', ENDS_LOCAL],
  ])('%s is seen on the review page', async (fault, shown, sent) => {
    town.turnOn(fault);
    const review = await walk(town.visitorAt('console'));
    expect(textOf(review, 'review-ends')).toBe(shown);
    expect(hiddenIn(review)).toContainEqual(['expires_at', sent]);
  });

  test('a length of nothing: the review says 0 h 0 min, and the grant ends as it begins', async () => {
    town.turnOn('duration-zero');
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    expect(textOf(review, 'review-duration')).toBe('0 h 0 min');
    await visitor.send('/restore', commitBody(review));
    const [grant] = town.world().get().iam.grants;
    expect(grant?.endsAt).toBe(grant?.startsAt);
  });

  test('a review that differs sends what was entered', async () => {
    town.turnOn('review-differs');
    const review = await walk(town.visitorAt('console'));
    expect(textOf(review, 'review-incident')).toBe('INC-20913');
    expect(hiddenIn(review)).toContainEqual(['incident', 'INC-20931']);
  });
});

describe('faults of the session and the start', () => {
  test('a session that times out in the middle sends nothing on and loses the request', async () => {
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    town.turnOn('session-timeout');
    expect(heading(await visitor.get('/restore'))).toBe('Your session has ended');
    await visitor.send('/restore', commitBody(review));
    expect(town.oracle().commitCount).toBe(0);
    expect(heading(await visitor.post('/signin', [['account', 'lead-01']]))).toBe('Tenant verification');
  });

  test('a sign-in that is asked for again in the middle leads back into the form', async () => {
    town.turnOn('relogin-mid-form');
    const visitor = town.visitorAt('console');
    await walk(visitor, ['tenant', 'incident']);
    expect(heading(await visitor.get('/restore'))).toBe('Sign in again');
    expect(heading(await visitor.post('/signin', [['account', 'lead-01']]))).toBe('Temporary privilege scope');
  });

  test.each<[FaultName, string]>([
    ['staging-host', 'http://console-staging.range.localhost'],
    ['insecure-http', 'http://console.range.test'],
  ])('%s leads elsewhere from the start', async (fault, origin) => {
    town.turnOn(fault);
    const response = await fetch(`http://127.0.0.1:${town.places().console.port}/restore/new`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${origin}:${town.places().console.port}/restore/new`);
  });
});

describe('faults of the answer', () => {
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
    town.turnOn(fault);
    const result = await commitIn(town.visitorAt('console'));
    expect(heading(result)).toBe(answer.heading);
    if (answer.tenant !== undefined) expect(textOf(result, 'result-tenant')).toBe(answer.tenant);
    if (answer.reference !== undefined) expect(textOf(result, 'reference')).toBe(answer.reference);
    if (answer.heading === 'Restoration request') expect(result).toMatch(/role="alert"[^>]*>The restoration could not be granted: /);
    expect(town.world().get().iam.grants).toHaveLength(grants.length);
    expect(town.world().get().iam.grants).toMatchObject(grants);
    expect(town.oracle().commitCount).toBe(1);
  });

  test('a commit whose answer is 500 is granted all the same', async () => {
    town.turnOn('confirm-5xx');
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    expect((await visitor.send('/restore', commitBody(review))).status).toBe(500);
    expect(town.world().get().iam.grants).toHaveLength(1);
  });

  test('a commit that is never answered is granted all the same', async () => {
    town.turnOn('confirm-timeout');
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    const patience = new AbortController();
    const granted = Promise.withResolvers<void>();
    const lookAway = town.world().subscribe(() => {
      if (town.world().get().console.commits.length === 1) granted.resolve();
    });
    const answer = visitor.send('/restore', commitBody(review), {}, patience.signal);
    await granted.promise;
    lookAway();
    patience.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(town.world().get().iam.grants).toHaveLength(1);
    expect(town.oracle().commitCount).toBe(1);
  });
});

describe('faults of the ways out', () => {
  test('a draft that activates grants, an abandoned request stays pending, a revocation can lie', async () => {
    town.turnOn('draft-activates');
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    expect(heading(await visitor.press('save-draft', [...hiddenIn(review)]))).toBe('Draft saved');
    expect(town.world().get().iam.grants).toMatchObject([{ state: 'active', reference: 'BG-77120' }]);
    town.turnOn('abandon-leaves-pending');
    await visitor.press('abandon', [...hiddenIn(review)]);
    expect(town.world().get().iam.grants[1]).toMatchObject({ state: 'pending', reference: 'BG-77121' });
    town.turnOn('revoke-lies');
    await visitor.post('/grants/BG-77120/revoke', []);
    expect(town.world().get().console.grants[0]).toMatchObject({ state: 'ended' });
    expect(town.world().get().iam.grants[0]).toMatchObject({ state: 'active' });
    expect(town.oracle().commitCount).toBe(0);
  });

  test.each(['draft-activates', 'abandon-leaves-pending'] as const)(
    '%s is of the tenant that the console works on, before one was entered',
    async (fault) => {
      town.turnOn(fault);
      const visitor = town.visitorAt('console');
      const first = await visitor.get('/restore/new');
      await visitor.press(fault === 'draft-activates' ? 'save-draft' : 'abandon', [...hiddenIn(first)]);
      expect(town.world().get().iam.grants).toMatchObject([{ tenant: 'tnt_7Q2K94', subject: '', objectId: '' }]);
    },
  );
});

describe('faults of the press', () => {
  test('the second, similar button commits for all tenants', async () => {
    town.turnOn('lookalike-submit');
    const visitor = town.visitorAt('console');
    const review = await walk(visitor);
    expect(review).toContain('>Submit restorations</button>');
    await visitor.press('submit-all', hiddenIn(review));
    expect(town.oracle().commits[0]?.values.scope).toEqual(['tenant.admin.restore', 'all-tenants']);
  });

  test('those that are page scripts are loaded by the page, and their files are there', async () => {
    const scripts = Object.entries(FAULTS).filter(([, { from }]) => from === 'script');
    expect(scripts.length).toBeGreaterThan(5);
    for (const [name] of scripts) {
      town.world().update((next) => {
        next.console.faults = [name];
      });
      const visitor = town.visitorAt('console');
      await visitor.get('/restore/new');
      const path = `/assets/faults/${name}.ts`;
      expect(await visitor.get('/restore')).toContain(`src="${path}"`);
      const file = await fetch(`http://127.0.0.1:${town.places().console.port}${path}`);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    }
  });
});
