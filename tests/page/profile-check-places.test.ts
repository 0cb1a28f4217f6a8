import { describe, expect, it } from 'vitest';
import { run } from '../../lib/cli/main.ts';
import { checked, checking, profileText, SHIPPED } from './checking.ts';
import { consolePage, reviewFields, reviewPage, TENANT_FIELDS } from './fixtures/console-page.ts';

const { write } = checking();
const title = 'Tenant verification';
const TENANT_PAGE = consolePage({ title, fields: TENANT_FIELDS });

describe('what every screen has to say', () => {
  it('is missed where it is not there, hidden, empty or there twice', async () => {
    const lacking: readonly (readonly [string, RegExp])[] = [
      [TENANT_PAGE.replace('current-tenant', 'x'), /which tenant it works on: nothing stands where .*\(context\.tenant\)/],
      [TENANT_PAGE.replace('data-testid="current-tenant"', '$& hidden'), /which tenant .* is hidden\./],
      [consolePage({ title, fields: TENANT_FIELDS, tenant: '(–)' }), /which tenant .* says nothing, or is not written as/],
      [TENANT_PAGE.replace('<main>', '<main><i data-testid="current-tenant">x</i>'), /which tenant .*: 2 things stand where/],
      [TENANT_PAGE.replace('lead-01', ''), /who is signed in: .*\(context\.operator\)/],
    ];
    const { exitCode, pages } = await checked(SHIPPED, ...lacking.map(([html], at) => write(`context-${at}.html`, html)));
    expect(pages.map(({ screen, differences }) => ({ screen, differences }))).toEqual(
      lacking.map(([, says]) => ({ screen: 'tenant', differences: [expect.stringMatching(says)] })),
    );
    expect(exitCode).toBe(1);
  });

  it('is not asked of a profile that does not look for it', async () => {
    const without = profileText((profile) => Object.assign(profile, { context: { tenant: null, operator: null } }));
    const { exitCode } = await checked(
      write('context.json', without),
      write('context.html', TENANT_PAGE.replaceAll('<span', '<span hidden')),
    );
    expect(exitCode).toBe(0);
  });

  it('halts where a danger stands, and says which', async () => {
    const beside = '<p role="alert">There is an active emergency session.</p>';
    const { pages } = await checked(SHIPPED, write('danger.html', consolePage({ title, fields: TENANT_FIELDS, beside })));
    expect(pages[0]?.differences).toEqual(['what stands there halts: The console shows an active emergency session for this tenant.']);
  });
});

it('a review page that does not say a field again differs in that', async () => {
  const silent = reviewPage({ fields: reviewFields({ scope: '' }) });
  const { exitCode, pages } = await checked(SHIPPED, write('review.html', reviewPage()), write('silent.html', silent));
  expect(pages.map(({ place, screen }) => [place, screen])).toEqual([
    ['review', 'review'],
    ['review', 'review'],
  ]);
  expect(pages.map(({ differences }) => differences)).toEqual([
    [],
    [expect.stringMatching(/^the page does not say “Privileges” once more: .*\(review\.fields\.scope\)/)],
  ]);
  expect(exitCode).toBe(1);
});

const said = (name: string, value: string) => `<dd data-testid="${name}">${value}</dd>`;
const REFERENCE = said('reference', 'BG-77120');
const REPEATED = [
  said('result-tenant', 'tnt_7Q2K94'),
  said('result-administrator', '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77'),
  said('result-scope', 'tenant.admin.restore'),
  said('result-ends', '2026-11-23 07:00'),
];
const ZONE = said('result-zone', 'UTC');

function confirmation(...parts: readonly string[]): string {
  return consolePage({ title: 'Restoration granted', fields: parts.join('') });
}

describe('the confirmation', () => {
  it('is known, and what it repeats is told', async () => {
    const page = write('granted.html', confirmation(REFERENCE, ...REPEATED, ZONE));
    const { exitCode, stdout } = await run(['profile', 'check', SHIPPED, page]);
    expect(stdout).toContain(
      'ok         The confirmation: as the profile says\n             it has its reference, and repeats Tenant ID, ',
    );
    expect(stdout).not.toMatch(/Not looked at: .*The confirmation/);
    expect(stdout).not.toContain('tnt_7Q2K94');
    expect(exitCode).toBe(0);
  });

  it('that lacks its reference, a field or its zone is not as the profile says', async () => {
    const bare = await checked(SHIPPED, write('bare.html', confirmation(...REPEATED.slice(1), said('reference', '–'))));
    expect(bare.pages[0]).toMatchObject({
      place: 'confirmed',
      screen: null,
      confirmation: {
        hasReference: false,
        repeats: { 'tenant.id': false, 'administrator.objectId': true, scope: true, 'window.end': false },
      },
    });
    expect(bare.pages[0]?.differences).toEqual([
      expect.stringMatching(/^the confirmation has no reference: .* says nothing.*\(confirmation\.success\.reference\)/),
      expect.stringMatching(
        /^the confirmation does not repeat “Tenant ID”: nothing stands where .*\(confirmation\.success\.fields\.tenant\.id\)/,
      ),
      expect.stringMatching(/^the confirmation does not repeat “Access ends”: the console does not say its time zone/),
    ]);
    expect(bare.exitCode).toBe(1);
  });
});

it('the other answers, and the ways out, are known by what the profile says of them', async () => {
  const refused = consolePage({ title: 'Restoration request', fields: '<p role="alert">The restoration could not be granted: no.</p>' });
  const draft = consolePage({ title: 'Draft saved', fields: '<span data-testid="draft-reference">DR-48213</span>' });
  const pages = { refused, pending: consolePage({ title: 'Queued' }), draft, abandon: consolePage({ title: 'Request abandoned' }) };
  const files = Object.entries(pages).map(([name, html]) => write(`${name}.html`, html));
  const good = await checked(SHIPPED, ...files);
  expect(good.pages.map(({ place, screen, differences }) => [place, screen, differences])).toEqual(
    Object.keys(pages).map((place) => [place, null, []]),
  );
  expect(good.unseen).toContainEqual({ place: 'screen', id: 'tenant', title });
  expect(good.unseen.at(-1)).toEqual({ place: 'confirmed', id: null, title: 'The confirmation' });
  expect(good.exitCode).toBe(0);
  const nameless = await checked(SHIPPED, write('nameless.html', consolePage({ title: 'Draft saved' })));
  expect(nameless.pages[0]?.differences).toEqual([
    expect.stringMatching(/^the page has no reference: .*\(exits\.draft\.seen\.reference\)/),
  ]);
  expect(nameless.exitCode).toBe(1);
});

describe('a screen that is known by its address', () => {
  const byPath = profileText((profile) => {
    const [first, ...others] = Array.isArray(profile.screens) ? profile.screens : [];
    profile.screens = [{ ...first, recognise: { path: '/restore/tenant' } }, ...others];
  });

  it('is known in a saved page whose address is written behind it, and only then', async () => {
    const profile = write('by-path.json', byPath);
    const page = write('tenant.html', TENANT_PAGE);
    const { exitCode, pages } = await checked(profile, `${page}=/restore/tenant`, page, `${page}=/restore`);
    expect(pages.map(({ place, screen }) => [place, screen])).toEqual([
      ['screen', 'tenant'],
      ['elsewhere', null],
      ['elsewhere', null],
    ]);
    expect(pages.map(({ differences }) => differences)).toEqual([
      [],
      [`Tenant verification is known by its address, which a file does not say. If it is this one, give it as ${page}=/restore/tenant`],
      [],
    ]);
    expect(exitCode).toBe(1);
  });

  it('is not known by where its file lies', async () => {
    const page = write('here.html', TENANT_PAGE);
    const profile = write('lies-here.json', byPath.replace('"/restore/tenant"', JSON.stringify(page)));
    const { pages } = await checked(profile, page);
    expect(pages[0]?.place).toBe('elsewhere');
  });
});
