import { describe, expect, it } from 'vitest';
import { type Draft, newDraft, type SeenScreen, withField, withOwnId, withRequest } from '../../../../lib/core/profile/draft.ts';
import { fieldNamed, type Naming } from '../../../../lib/core/profile/draft-field.ts';
import { profileOf } from '../../../../lib/core/profile/draft-profile.ts';
import { withConfirmation, withSpot } from '../../../../lib/core/profile/draft-saying.ts';
import { fixedQuery, pathPattern } from '../../../../lib/core/profile/learned-address.ts';
import { requestNamed, stoppedRequest } from '../../../../lib/core/profile/learning.ts';
import type { ControlSpec } from '../../../../lib/core/profile/profile.ts';
import { naming } from './naming.ts';

// What a profile was made of on one day, by one press, has to hold on the next one: for another tenant, in the page's own language.

const SCREEN: SeenScreen = { recognise: { heading: { de: 'Zugang' } }, title: 'Zugang', region: { role: 'main' }, controls: [] };
const START = newDraft('https://console.example/new', 'en');

/** A box that must stay off. */
const BOX = {
  approved: { constant: 'off' },
  label: 'Benachrichtigen',
  locator: { css: '#one' },
  kind: 'checkbox',
  isRequired: false,
} as const;

function kept(draft: Draft, over: Partial<Naming>): Draft {
  const field = fieldNamed(naming({ ...BOX, ...over }));
  return withField(draft, SCREEN, withOwnId(draft, field, [{ locator: field.spec.locator }]));
}

const idsOf = (draft: Draft) => draft.screens.flatMap(({ fields }) => fields.map(({ spec }) => `${spec.id} ${spec.label}`));

describe('what must always hold one value', () => {
  it('is a field of its own for each control, whatever it is called and in whatever letters', () => {
    const two = kept(kept(START, { label: '承認を省略', locator: { css: '#a' } }), { label: '通知しない', locator: { css: '#b' } });
    expect(idsOf(two)).toEqual(['field 承認を省略', 'field-2 通知しない']);
    expect(idsOf(kept(two, { label: '承認を省略', locator: { css: '#a' }, approved: { constant: 'on' } }))).toHaveLength(2);
    const alike = kept(kept(START, { label: 'Enabled', locator: { css: '#a' } }), { label: 'Enabled', locator: { css: '#b' } });
    expect(idsOf(alike)).toEqual(['enabled Enabled', 'enabled-2 Enabled']);
  });

  it('never takes the place of a part of the packet', () => {
    const scope = kept(START, { approved: { packet: 'scope' }, label: 'Rechte', kind: 'checkbox-set', options: ['a'] });
    expect(idsOf(kept(scope, { label: 'Scope', locator: { css: '#b' } }))).toEqual(['scope Rechte', 'scope-2 Scope']);
  });
});

describe('a part of the packet', () => {
  const mail = (label: string, css: string) =>
    ({ approved: { packet: 'administrator.email' }, label, kind: 'text', locator: { css }, sentAs: [css] }) as const;

  it('that a second control holds as well is a field of each', () => {
    const both = kept(kept(START, mail('E-mail', '#a')), mail('Repeat e-mail', '#b'));
    expect(idsOf(both)).toEqual(['administrator.email E-mail', 'administrator.email-2 Repeat e-mail']);
    expect(idsOf(kept(both, mail('Again', '#b')))).toEqual(['administrator.email E-mail', 'administrator.email-2 Again']);
    expect(idsOf(kept(both, mail('First', '#a')))).toEqual(['administrator.email-2 Repeat e-mail', 'administrator.email First']);
  });

  it('that stands in two controls is named anew by pointing at the first of them', () => {
    const end = { approved: { packet: 'window.end' }, label: 'Ends', kind: 'text', locator: { css: '#date' } } as const;
    const time = { locator: { css: '#time' }, pick: null, sentAs: [], labels: {}, around: { css: '#ends' } };
    const parted = withSpot(kept(START, end), { for: 'part', field: 'window.end', parts: ['date', 'time'], at: 1 }, time);
    expect(idsOf(kept(parted, { ...end, label: 'Until' }))).toEqual(['window.end Until']);
  });
});

describe('a profile', () => {
  const list = (over: Partial<ControlSpec>): ControlSpec => ({
    role: 'combobox',
    name: { de: 'Administrator' },
    isRequired: true,
    options: ['Break-glass', 'Jane'],
    ...over,
  });

  it('reads what is written in words in the languages of the pages that were seen', () => {
    expect(profileOf(kept(START, {})).where.locales).toEqual(['de']);
    expect(profileOf(START).where.locales).toEqual(['en']);
  });

  it('lists of a list of people neither who is in it nor what they are called: each tenant has its own', () => {
    const screen = { ...SCREEN, controls: [list({}), list({ name: { de: 'Rolle' }, options: ['lesen', 'ändern'] })] };
    const people = fieldNamed(
      naming({
        ...BOX,
        approved: { packet: 'administrator.subject' },
        label: 'Administrator',
        kind: 'select',
        options: ['u_17', 'u_18'],
        labels: { u_17: { de: 'Break-glass' } },
      }),
    );
    const scope = fieldNamed(
      naming({ ...BOX, approved: { packet: 'scope' }, label: 'Rolle', kind: 'select', options: ['lesen', 'ändern'] }),
    );
    const [drafted] = profileOf(withField(withField(START, screen, people), screen, scope)).screens;
    expect(drafted?.controls.map(({ options }) => options)).toEqual([[], ['lesen', 'ändern']]);
    expect(drafted?.fields[0]?.labels).toBeUndefined();
  });

  it('knows a confirmation by its reference where its heading holds a number, or is that of a screen', () => {
    const byReference = (heading: string) => withConfirmation(kept(START, {}), { heading: { de: heading } }).confirmation.isByReference;
    expect(byReference('Antrag GR-10482 erteilt')).toBe(true);
    expect(byReference('Zugang')).toBe(true);
    expect(byReference('Zugang erteilt')).toBe(false);
  });
});

describe('an address', () => {
  it('holds nobody’s mail address, and keeps the words that number a part of the console', () => {
    expect(pathPattern('/users/jane.doe@example.com/grants')).toBe('/users/{id}/grants');
    expect(pathPattern('/users/jane%40example.com/grants')).toBe('/users/{id}/grants');
    expect(fixedQuery('?user=jane@example.com')).toBeNull();
    expect(pathPattern('/wizard/step-2')).toBe('/wizard/step-2');
    expect(pathPattern('/api/oauth2-callback')).toBe('/api/oauth2-callback');
    expect(pathPattern('/requests/INC-1042')).toBe('/requests/{id}');
  });
});

describe('a request that is named once more', () => {
  const sent = (plain: Readonly<Record<string, string>>) =>
    stoppedRequest(
      {
        method: 'POST',
        url: 'https://console.example/grant',
        by: 'script',
        body: Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, [value]])),
        atMs: 1,
      },
      { name: 'Go', role: 'button', ways: [], atMs: 0, unentered: Object.keys(plain) },
    );
  const named = (draft: Draft, plain: Readonly<Record<string, string>>) => withRequest(draft, requestNamed(sent(plain), 'commit'), null);

  it('keeps what was said of it, and of what it sends each time only what was the same again', () => {
    const once = named(START, { table: 'grants', operator: 'jane', mode: 'new' });
    const said = { ...once, requests: once.requests.map((one) => ({ ...one, mapped: { scope: 'mode' } })) };
    const [again] = named(said, { table: 'grants', operator: 'joe', mode: 'new', more: 'x' }).requests;
    expect(again).toMatchObject({ plain: { table: 'grants', mode: 'new' }, mapped: { scope: 'mode' } });
    expect(again?.plain).not.toHaveProperty('operator');
    expect(again?.plain).not.toHaveProperty('more');
  });
});
