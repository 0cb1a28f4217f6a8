import { describe, expect, it } from 'vitest';
import {
  type Draft,
  newDraft,
  type SeenScreen,
  withField,
  withoutField,
  withRequest,
  withReview,
} from '../../../../lib/core/profile/draft.ts';
import { fieldNamed, proposedPath, wrongOnPurpose } from '../../../../lib/core/profile/draft-field.ts';
import { isWhole, obstaclesIn, partsOf } from '../../../../lib/core/profile/draft-missing.ts';
import { profileOf, unwatchedIn } from '../../../../lib/core/profile/draft-profile.ts';
import {
  withAllChanging,
  withConfirmation,
  withMapped,
  withoutPlain,
  withSpot,
  withWords,
} from '../../../../lib/core/profile/draft-saying.ts';
import { fixedQuery, pathPattern } from '../../../../lib/core/profile/learned-address.ts';
import {
  knownAs,
  obstacleIn,
  passable,
  passFor,
  requestNamed,
  type Stopped,
  stoppedForm,
  stoppedRequest,
} from '../../../../lib/core/profile/learning.ts';
import type { LastPress } from '../../../../lib/core/profile/picked.ts';
import { type Locator, opensNewTab } from '../../../../lib/core/profile/profile.ts';
import { profileFaults } from '../../../../lib/wire/profile-schema.ts';
import { naming } from './naming.ts';

const ADDRESS = 'https://console.example/new';
const screen = (title: string): SeenScreen => ({ recognise: { heading: { en: title } }, title, region: { role: 'main' }, controls: [] });

const FIELDS = [
  fieldNamed(naming({ sentAs: ['tenant_id'] })),
  fieldNamed(naming({ approved: { packet: 'scope' }, label: 'Roles', kind: 'checkbox-set', options: ['a.b'], sentAs: ['roles[]'] })),
  fieldNamed(naming({ approved: { packet: 'window.end' }, label: 'Ends', kind: 'datetime', zone: { fixed: 'UTC' }, sentAs: ['ends'] })),
];

const form = (button: string, names: readonly string[]) =>
  stoppedForm({
    control: { name: button, ways: [{ locator: { role: 'button', name: { en: button } }, hits: 1, isRight: true }] },
    method: 'POST',
    url: 'https://console.example/requests/42',
    isBodyRead: true,
    opensTab: false,
    names,
    button: { name: 'action', value: button },
  });
const SUBMIT = form('Submit', ['csrf', 'action', 'tenant_id', 'roles[]', 'ends']);

const spot = (locator: Locator) => ({ locator, pick: null, sentAs: ['ends_time'], labels: {}, around: { css: '.ends' } });

function filled(): Draft {
  let draft = newDraft(ADDRESS, 'en');
  for (const field of FIELDS) draft = withField(draft, screen('Request'), field);
  draft = withRequest(draft, requestNamed(SUBMIT, 'commit'), { role: 'button', name: { en: 'Submit' } });
  draft = withSpot(draft, { for: 'reference' }, spot({ testId: 'reference' }));
  draft = withSpot(draft, { for: 'confirmed', field: 'tenant.id' }, spot({ testId: 'tenant' }));
  draft = { ...draft, confirmation: { ...draft.confirmation, recognise: { heading: { en: 'Granted' } } } };
  return withAllChanging(withWords(draft, 'revokePath', '/grants'));
}

describe('a draft', () => {
  it('of a console that was described whole is a profile that can be used', () => {
    const draft = filled();
    expect(profileFaults(profileOf(draft))).toEqual([]);
    expect(isWhole(draft)).toBe(true);
  });

  it('with a field of a file says that this console cannot be guarded here, as soon as it is named and as long as it is there', () => {
    const file = fieldNamed(
      naming({ approved: { packet: 'approvalEvidence' }, label: 'Signed packet', kind: 'file', sentAs: ['tenant_id'] }),
    );
    const begun = withField(newDraft(ADDRESS, 'en'), screen('Request'), file);
    expect(obstaclesIn(begun)).toEqual([expect.stringContaining('“Signed packet” is a file')]);
    const draft = withField(filled(), screen('Request'), file);
    expect([obstaclesIn(draft).length, isWhole(draft)]).toEqual([1, false]);
    const without = withoutField(draft, file.spec.id);
    expect([obstaclesIn(without), isWhole(without)]).toEqual([[], true]);
  });

  it('of a console that sends everything to one path tells its requests apart by their query, and lets go what was named alone', () => {
    const sent = (query: string) =>
      stoppedRequest(
        { method: 'POST', url: `https://console.example/index.php?${query}`, by: 'script', body: { tenant_id: ['t'] }, atMs: 1 },
        null,
      );
    const signIn = withRequest(newDraft(ADDRESS, 'en'), requestNamed(sent('route=/'), 'free'), null);
    expect(knownAs(signIn, sent('route=/'))?.kind).toBe('free');
    expect(knownAs(signIn, sent('route=/table/replace'))).toBeNull();
    const both = withRequest(signIn, requestNamed(sent('route=/table/replace'), 'commit'), null);
    expect(passable(both).map(({ url, query }) => `${url}?${query}`)).toEqual(['/index.php?route=/']);
    expect(profileOf(both).requests.map(({ class: kind, query }) => [kind, query])).toEqual([
      ['free', 'route=/'],
      ['commit', 'route=/table/replace'],
    ]);
  });

  it('holds a commit to the words that it sends beside the fields, until a person lets one go', () => {
    const body = {
      tenant_id: ['t'],
      'name[7]': ['tenant'],
      table: ['grants', 'grants'],
      both: ['a', 'b'],
      is_new: ['1'],
      token: ['5f2'],
      none: [''],
    };
    const sentBy = (press: LastPress | null) =>
      stoppedRequest({ method: 'POST', url: 'https://console.example/replace', by: 'script', body, atMs: 1 }, press);
    const press = { name: 'Go', role: 'button', ways: [], atMs: 0, unentered: Object.keys(body) };
    const sent = sentBy(press);
    const draft = withRequest(
      withField(newDraft(ADDRESS, 'en'), screen('One'), FIELDS[0] ?? fieldNamed(naming({}))),
      requestNamed(sent, 'commit'),
      null,
    );
    const keyIn = (one: Draft) => profileOf(one).requests[0]?.bodyKey;
    expect(keyIn(draft)).toEqual({ 'name[7]': 'tenant', table: 'grants', is_new: '1', none: '' });
    expect(keyIn(withoutPlain(draft, 'none'))).toEqual({ 'name[7]': 'tenant', table: 'grants', is_new: '1' });
    expect(keyIn(withMapped(draft, 'tenant.id', 'none'))).not.toHaveProperty('none');
    expect(keyIn(withRequest(newDraft(ADDRESS, 'en'), requestNamed(sent, 'step'), null))).toBeNull();
    const keyOf = (stopped: Stopped) => keyIn(withRequest(newDraft(ADDRESS, 'en'), requestNamed(stopped, 'commit'), null));
    expect(keyOf(sentBy({ ...press, unentered: ['table', 'token'] }))).toEqual({ table: 'grants' });
    expect(keyOf(sentBy(null))).toBeNull();
  });

  it('is not done while something is sent that nobody watches, until a person says that it may change', () => {
    const first = form('Next', ['csrf', 'action', 'tenant_id', 'level']);
    const draft = withRequest(filled(), requestNamed(first, 'step'), null);
    expect([unwatchedIn(draft), isWhole(draft)]).toEqual([['level'], false]);
    expect(partsOf(draft).find(({ part }) => part === 'request')).toEqual({
      part: 'request',
      state: 'to-do',
      says: 'also sends “level”, which nobody watches',
    });
    const said = withAllChanging(draft);
    expect([unwatchedIn(said), isWhole(said)]).toEqual([[], true]);
    expect(profileOf(said)).toEqual(profileOf(draft));
    const level = fieldNamed(naming({ approved: { constant: 'viewer' }, label: 'Level', sentAs: ['level'] }));
    expect(unwatchedIn(withField(draft, screen('Request'), level))).toEqual(['level']);
    expect(unwatchedIn(withMapped(withField(draft, screen('Request'), level), 'level', 'level'))).toEqual([]);
    // What one form more sends is asked about anew.
    const more = withRequest(said, requestNamed(form('Submit', [...SUBMIT.names, 'on_behalf']), 'commit'), null);
    expect(unwatchedIn(more)).toEqual(['on_behalf']);
    // What was held to one word, and let go, was asked about then.
    const held = { ...SUBMIT, names: [...SUBMIT.names, 'mode'], plain: { mode: 'one' } };
    const plain = withRequest({ ...said, requests: [] }, requestNamed(held, 'commit'), null);
    expect([unwatchedIn(plain), unwatchedIn(withoutPlain(plain, 'mode'))]).toEqual([[], []]);
  });

  it('knows a confirmation without a heading by its reference, and one with a heading where a person says so', () => {
    const pointed = (heading: string | null) =>
      withSpot(
        withConfirmation(filled(), heading === null ? { locator: { css: '#f' } } : { heading: { en: heading } }),
        { for: 'reference' },
        spot({ css: '.yes' }),
      );
    const knownBy = (draft: Draft) => profileOf(draft).confirmation.success.recognise;
    expect(knownBy(pointed(null))).toEqual({ locator: { css: '.yes' } });
    expect(knownBy(pointed('Done'))).toEqual({ heading: { en: 'Done' } });
    const { confirmation } = pointed('Menu');
    expect(knownBy({ ...pointed('Menu'), confirmation: { ...confirmation, isByReference: true } })).toEqual({ locator: { css: '.yes' } });
  });

  it('keeps of a form that would open a tab that its commit does, and of no other', () => {
    const opening = { ...SUBMIT, opens: 'new-tab' as const };
    const drafted = (kind: 'commit' | 'step') => profileOf(withRequest(newDraft(ADDRESS, 'en'), requestNamed(opening, kind), null));
    expect([opensNewTab(drafted('commit')), drafted('step').requests.some((one) => 'opens' in one)]).toEqual([true, false]);
  });

  it('says of each part that is not there yet that it is missing, and a profile of it cannot be used', () => {
    const draft = newDraft(ADDRESS, 'en');
    expect(
      partsOf(draft)
        .filter(({ state }) => state === 'to-do')
        .map(({ part }) => part),
    ).toEqual(['screens', 'fields', 'context', 'submit', 'request', 'confirmation', 'revoke']);
    expect(profileFaults(profileOf(draft))).not.toEqual([]);
  });

  it('takes a field that is named anew in the place of the old one, and a page that is the review out of the screens', () => {
    const twice = withField(
      withField(newDraft(ADDRESS, 'en'), screen('One'), fieldNamed(naming({}))),
      screen('Two'),
      fieldNamed(naming({})),
    );
    expect(twice.screens.map(({ fields }) => fields.length)).toEqual([0, 1]);
    const reviewed = withReview(twice, screen('Two'));
    expect([reviewed.screens.length, reviewed.review?.title]).toEqual([1, 'Two']);
  });

  it('maps what the submit sends by the names of the fields’ own forms, and else by what a person says', () => {
    const commit = profileOf(filled()).requests[0]?.body;
    expect(commit).toEqual({
      encoding: 'urlencoded',
      fields: { 'tenant.id': 'tenant_id', scope: 'roles[]', 'window.end': 'ends' },
      others: ['csrf', 'action'],
    });
    const unnamed = withField(filled(), screen('Request'), fieldNamed(naming({ sentAs: ['other'] })));
    expect(partsOf(unnamed).find(({ part }) => part === 'request')?.state).toBe('to-do');
    expect(profileOf(withMapped(unnamed, 'tenant.id', 'csrf')).requests[0]?.body?.fields['tenant.id']).toBe('csrf');
  });
});

describe('a practice press', () => {
  it('is known again by its method, path and button, and by nothing else', () => {
    const draft = filled();
    expect(SUBMIT.url).toBe('/requests/{id}');
    expect(knownAs(draft, SUBMIT)?.kind).toBe('commit');
    expect(knownAs(draft, form('Submit all', []))).toBeNull();
  });

  it('named as a step is all that may pass; the submit never may', () => {
    const next = form('Next', []);
    const draft = withRequest(filled(), requestNamed(next, 'step'), next.pressed?.locator ?? null);
    expect(passable(draft).map((one) => one.class)).toEqual(['step']);
    expect(passFor(draft, [{ locator: { role: 'button', name: { en: 'Next' } }, hits: 1, isRight: true }])).toBe('step');
    expect(passFor(draft, [{ locator: { role: 'button', name: { en: 'Submit' } }, hits: 1, isRight: true }])).toBeNull();
  });

  const sent = { method: 'POST', url: 'https://console.example/grant', by: 'script', body: { '/tenant': ['t'] }, atMs: 1_000 } as const;
  const picked = { name: 'Role', role: 'combobox', ways: [], atMs: 900, unentered: [] };

  it.each([
    ['over a WebSocket', stoppedRequest({ ...sent, by: 'socket', method: 'GET', body: null }, null), 'WebSocket: its page, by itself'],
    ['over a WebSocket that a press opens', stoppedRequest({ ...sent, by: 'socket', body: null }, picked), 'a press on “Role”'],
    ['by GET', { ...SUBMIT, method: 'GET' }, 'GET'],
    ['when something is picked', stoppedRequest(sent, picked), 'Role'],
    ['with a body that nobody can read', stoppedRequest({ ...sent, body: null }, null), 'cannot be read'],
  ])('that commits %s makes the console not guardable, and says why', (_, stopped, words) => {
    expect(obstacleIn(stopped)).toContain(words);
  });

  it('by a script is read as JSON, and put down to what was pressed just before', () => {
    const stopped = stoppedRequest(sent, { ...picked, role: 'button' });
    expect(stopped).toMatchObject({ encoding: 'json', names: ['/tenant'], pressed: { name: 'Role' } });
    expect(obstacleIn(stopped)).toBeNull();
    expect(stoppedRequest({ ...sent, atMs: 60_000 }, picked).pressed).toBeNull();
  });
});

describe('what is proposed', () => {
  it('is the part of the packet that the label speaks of, once', () => {
    expect(proposedPath('Administrator e-mail', [])).toBe('administrator.email');
    expect(proposedPath('Access ends', [])).toBe('window.end');
    expect(proposedPath('Tenant name', [])).toBe('tenant.name');
    expect(proposedPath('Tenant ID', ['tenant.id'])).toBeNull();
    expect(proposedPath('Colour', [])).toBeNull();
  });

  it('of a date whose time stands in another control holds both, and finds each in what is sent', () => {
    const draft = withSpot(filled(), { for: 'part', field: 'window.end', parts: ['date', 'time'], at: 1 }, spot({ css: '#time' }));
    const ends = (names: readonly string[]) =>
      profileOf({ ...draft, requests: draft.requests.map((one) => ({ ...one, names })) }).requests[0]?.body?.fields['window.end'];
    expect(draft.screens[0]?.fields[2]?.spec).toMatchObject({
      kind: 'datetime',
      locator: { css: '.ends' },
      segments: { date: { role: 'textbox' }, time: { css: '#time' } },
    });
    expect(ends(['ends', 'ends_time'])).toEqual({ date: 'ends', time: 'ends_time' });
    expect(ends(['ends'])).toBeUndefined();
  });

  it('of an end in five controls holds each as a part of it, and of a partial one only what was pointed at', () => {
    const parts = ['day', 'year', 'month', 'hour', 'minute'] as const;
    const pointed = (draft: Draft, at: number) =>
      withSpot(draft, { for: 'part', field: 'window.end', parts, at }, { ...spot({ css: `#${parts[at]}` }), sentAs: [`${parts[at]}`] });
    const all = [1, 2, 3, 4].reduce(pointed, filled());
    expect(Object.keys(all.screens[0]?.fields[2]?.spec.segments ?? {})).toEqual(parts);
    const names = ['ends', 'year', 'month', 'hour', 'minute'];
    const commit = { ...all, requests: all.requests.map((one) => ({ ...one, names })) };
    expect(profileOf(commit).requests[0]?.body?.fields['window.end']).toEqual({
      day: 'ends',
      year: 'year',
      month: 'month',
      hour: 'hour',
      minute: 'minute',
    });
    expect(Object.keys(pointed(filled(), 1).screens[0]?.fields[2]?.spec.segments ?? {})).toEqual(['day', 'year']);
  });

  it('of an amount with its unit is a number, and what is sent for a unit is known where it is no word of one', () => {
    const labels = { 1: { en: 'hours' }, 24: { en: 'days' }, d: { en: 'd' }, x: { en: 'as agreed' } };
    const target = { for: 'part', field: 'window.end', parts: ['amount', 'unit'], at: 1 } as const;
    const { spec } = withSpot(filled(), target, { ...spot({ css: '#unit' }), labels }).screens[0]?.fields[2] ?? {};
    expect(spec).toMatchObject({ kind: 'number', compare: 'instant', sends: { hours: '1', days: '24' } });
    expect(Object.keys(spec?.sends ?? {})).toHaveLength(2);
    expect(spec?.labels).toBeUndefined();
    const plain = withSpot(filled(), target, { ...spot({ css: '#unit' }), labels: { h: { en: 'hours' } } });
    expect(plain.screens[0]?.fields[2]?.spec.sends).toBeUndefined();
  });

  it('of roles that are sent by number has the packet’s own words for them, and what is sent for each', () => {
    const labels = { 7: { en: 'Restore' }, 9: { en: 'Everything' } };
    const { spec } = fieldNamed(
      naming({
        approved: { packet: 'scope' },
        kind: 'select',
        options: ['7', '9', 'tenant.read'],
        labels,
        called: { 7: 'tenant.restore' },
      }),
    );
    expect(spec).toMatchObject({
      options: ['tenant.restore', '9', 'tenant.read'],
      labels: { 'tenant.restore': { en: 'Restore' }, 9: { en: 'Everything' } },
      sends: { 'tenant.restore': '7' },
    });
  });

  it('of a box of what was chosen is sent under its own name, though a press that was stopped did not show it', () => {
    const box = fieldNamed(
      naming({ approved: { packet: 'scope' }, label: 'Roles', kind: 'transfer', options: ['a.b'], sentAs: ['roles'] }),
    );
    const draft = withField(filled(), screen('Request'), box);
    expect(profileOf(draft).requests[0]?.body?.fields.scope).toBe('roles');
  });

  it('of a path keeps words, and makes {id} of what looks like one', () => {
    expect(pathPattern('/requests/42/submit')).toBe('/requests/{id}/submit');
    expect(pathPattern('/tenants/8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77')).toBe('/tenants/{id}');
    expect(pathPattern('/api/v1/restore')).toBe('/api/v1/restore');
  });

  it.each([
    ['?route=/table/replace', 'route=/table/replace'],
    ['?route=/navigation&ajax_request=1', 'route=/navigation&ajax_request=1'],
    ['', null],
    ['?', null],
    ['?id=42', null],
    ['?route=/tenants/42', null],
    ['?token=a81c55e0', null],
    ['?tenant=8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77', null],
    [`?a=${'x'.repeat(300)}`, null],
    ['?next=/admin/auth/grant/add/', null],
    ['?returnUrl=%2Fgrants', null],
  ])('of the query “%s” keeps what says what the request is', (search, query) => {
    expect(fixedQuery(search)).toBe(query);
  });

  it.each([['tnt_1'], ['on'], ['off'], ['2030-01-02T03:04Z'], [['a', 'b']], [['a']]])(
    'a wrong value on purpose is another one: %s',
    (value) => {
      expect(wrongOnPurpose(value)).not.toEqual(value);
    },
  );
});
