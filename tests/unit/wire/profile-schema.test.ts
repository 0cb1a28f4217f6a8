import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import { parseProfile, profileDigestText, profileFaults, type profileSchema } from '../../../lib/wire/profile-schema.ts';
import type { z } from '../../../lib/wire/zod.ts';

/** A class of requests beside those that are shipped. */
const FREE = {
  class: 'free',
  origin: 'http://console.range.localhost:4701',
  methods: ['POST'],
  url: '/x',
  bodyKey: null,
  body: null,
  exit: null,
};

function shipped(name: 'range-server' | 'range-spa'): unknown {
  return JSON.parse(readFileSync(new URL(`../../../public/profiles/${name}.json`, import.meta.url), 'utf8'));
}

/** The server skin's profile with one thing changed. */
function changed(...patch: readonly Operation[]): unknown {
  return fastJsonPatch.applyPatch(structuredClone(shipped('range-server')), [...patch]).newDocument;
}

describe('the profile schema', () => {
  it('gives a Profile: the type of what it parses is one', () => {
    const isProfile: z.infer<typeof profileSchema> extends Profile ? true : false = true;
    expect(isProfile).toBe(true);
  });

  it.each(['range-server', 'range-spa'] as const)('takes the shipped %s as it is', (name) => {
    expect(profileFaults(shipped(name))).toEqual([]);
    const parsed = parseProfile(shipped(name));
    expect(parsed).toEqual({ isParsed: true, value: shipped(name) });
  });

  it('makes a digest text that does not depend on the order of keys', () => {
    const parsed = parseProfile(shipped('range-server'));
    if (!parsed.isParsed) throw new Error(parsed.where);
    const turned: Profile = { ...parsed.value, name: parsed.value.name, format: 1 };
    const reversed = Object.fromEntries(Object.entries(turned).reverse());
    const again = parseProfile(reversed);
    if (!again.isParsed) throw new Error(again.where);
    expect(profileDigestText(again.value)).toBe(profileDigestText(parsed.value));
    const digest = (profile: Profile) => createHash('sha256').update(profileDigestText(profile)).digest('hex');
    expect(digest(parsed.value)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest({ ...parsed.value, version: '1.0.1' })).not.toBe(digest(parsed.value));
  });
});

const field = '/screens/0/fields/0';

describe('a profile is refused, and the place named,', () => {
  it.each<[string, Operation, string]>([
    ['with another format', { op: 'replace', path: '/format', value: 2 }, 'format'],
    ['without a commit control', { op: 'replace', path: '/controls/commit', value: [] }, 'controls.commit'],
    ['with a part that is misspelt', { op: 'add', path: '/where/pageOrigin', value: 'x' }, 'where'],
    ['with a part missing', { op: 'remove', path: '/danger' }, 'danger'],
    ['with a locator that says nothing', { op: 'replace', path: `${field}/locator`, value: {} }, 'screens.0.fields.0.locator'],
    [
      'with a locator within one that says nothing',
      { op: 'add', path: `${field}/locator/within`, value: {} },
      'screens.0.fields.0.locator.within',
    ],
    ['with a name in no language', { op: 'replace', path: `${field}/locator/name`, value: {} }, 'screens.0.fields.0.locator.name'],
    ['with a way to recognise that says nothing', { op: 'replace', path: '/screens/1/recognise', value: {} }, 'screens.1.recognise'],
    [
      'with a pattern that could run for ever',
      { op: 'replace', path: `${field}/evidence/pattern`, value: '(a+)+' },
      'screens.0.fields.0.evidence.pattern',
    ],
    ['with a pattern that is none', { op: 'replace', path: '/context/tenant/pick', value: '(' }, 'context.tenant.pick'],
    ['with a pattern that is too long', { op: 'replace', path: '/context/tenant/pick', value: 'a'.repeat(201) }, 'context.tenant.pick'],
    ['with a path that carries a query', { op: 'replace', path: '/requests/0/url', value: '/a?b' }, 'requests.0.url'],
    [
      'with a packet path that is none',
      { op: 'replace', path: `${field}/approved`, value: { packet: 'tenant.colour' } },
      'screens.0.fields.0.approved.packet',
    ],
    ['with a wait of hours', { op: 'replace', path: '/confirmation/waitMs', value: 3_600_001 }, 'confirmation.waitMs'],

    ['that starts on a foreign origin', { op: 'replace', path: '/where/startUrl', value: 'http://other.example/' }, 'where.startUrl'],
    ['whose origin is plain HTTP', { op: 'add', path: '/where/pageOrigins/-', value: 'http://console.example' }, 'where.pageOrigins.1'],
    ['whose origin carries a path', { op: 'add', path: '/where/pageOrigins/-', value: 'http://other.example/x' }, 'where.pageOrigins.1'],
    ['whose request goes elsewhere', { op: 'replace', path: '/requests/0/origin', value: 'http://other.example' }, 'requests.0.origin'],
    ['whose exit has no kind', { op: 'replace', path: '/requests/4/exit', value: null }, 'requests.4.exit'],
    ['whose commit only reads', { op: 'replace', path: '/requests/6/methods', value: ['GET'] }, 'requests.6.methods'],
    ['whose commit is not mapped', { op: 'replace', path: '/requests/6/body', value: null }, 'requests.6.body'],
    ['whose commit says nothing of a field', { op: 'remove', path: '/requests/6/body/fields/scope' }, 'requests.6.body.fields'],
    [
      'whose body maps a field that no screen has',
      { op: 'add', path: '/requests/6/body/fields/colour', value: 'colour' },
      'requests.6.body.fields.colour',
    ],
    ['whose commit looks like a step', { op: 'replace', path: '/requests/6/bodyKey', value: { action: 'next' } }, 'requests.6'],
    ['whose step opens a tab', { op: 'add', path: '/requests/2/opens', value: 'new-tab' }, 'requests.2.opens'],
    ['with a query that carries its question mark', { op: 'add', path: '/requests/0/query', value: '?b' }, 'requests.0.query'],
    ['whose commit has no key where others have one', { op: 'replace', path: '/requests/6/bodyKey', value: null }, 'requests.6'],
    [
      'without a commit',
      {
        op: 'replace',
        path: '/requests/6',
        value: FREE,
      },
      'requests',
    ],
    ['with two screens of one id', { op: 'replace', path: '/screens/1/id', value: 'tenant' }, 'screens.1.id'],
    ['with a screen that is called like the review', { op: 'replace', path: '/screens/1/id', value: 'review' }, 'screens.1.id'],
    ['with two fields of one id', { op: 'replace', path: '/screens/0/fields/1/id', value: 'tenant.id' }, 'screens.0.fields.1.id'],
    [
      'that compares a scope as a name',
      { op: 'replace', path: '/screens/2/fields/0/compare', value: 'name' },
      'screens.2.fields.0.compare',
    ],
    [
      'that compares a constant as an identifier',
      { op: 'replace', path: '/screens/2/fields/1/compare', value: 'identifier' },
      'screens.2.fields.1.compare',
    ],
    [
      'with a zone by three letters, which are no whole name',
      { op: 'replace', path: '/screens/3/fields/0/zone', value: { fixed: 'CET' } },
      'screens.3.fields.0.zone.fixed',
    ],
    ['with a time and no zone', { op: 'replace', path: '/screens/3/fields/0/zone', value: null }, 'screens.3.fields.0.zone'],
    [
      'with a scope whose choices are not listed',
      { op: 'replace', path: '/screens/2/fields/0/options', value: [] },
      'screens.2.fields.0.options',
    ],
    [
      'whose review shows a field that no screen has',
      { op: 'move', from: '/review/fields/scope', path: '/review/fields/colour' },
      'review.fields.colour',
    ],
    [
      'whose confirmation repeats nothing',
      { op: 'replace', path: '/confirmation/success/fields', value: {} },
      'confirmation.success.fields',
    ],
  ])('%s', (_, operation, place) => {
    const wrong = changed(operation);
    expect(parseProfile(wrong)).toEqual({ isParsed: false, where: place });
    expect(profileFaults(wrong)[0]).toMatch(new RegExp(`^${place.replaceAll('.', '\\.')}: .`));
  });

  it('with a class that cannot be told apart by its query from one that has any', () => {
    const faultsOf = (...queries: readonly (string | null)[]) =>
      profileFaults(changed(...queries.map((query): Operation => ({ op: 'add', path: '/requests/0', value: { ...FREE, query } }))));
    expect(faultsOf('route=/a', 'route=/b')).toEqual([]);
    expect(faultsOf('route=/a', 'route=/a')).toEqual(['requests.1: another class cannot be told apart from it']);
    expect(faultsOf('route=/a', null)).toEqual(['requests.1: another class cannot be told apart from it']);
  });

  it('without a field for the end of access', () => {
    const faults = profileFaults(changed({ op: 'replace', path: '/screens/3/fields', value: [] }));
    expect(faults.some((one) => one.startsWith('screens: no field holds window.end'))).toBe(true);
  });

  it('when it is no object at all', () => {
    expect(parseProfile(null)).toEqual({ isParsed: false, where: 'the whole' });
    expect(parseProfile('{}')).toEqual({ isParsed: false, where: 'the whole' });
  });
});

describe('a profile is taken', () => {
  it.each<[string, Operation]>([
    ['with a field in a closed root', { op: 'add', path: `${field}/locator/isInClosedRoot`, value: true }],
    ['with labels in two languages', { op: 'add', path: `${field}/locator/name/de`, value: 'Mandant' }],
    ['with as many unbounded repeats as are allowed', { op: 'replace', path: '/context/tenant/pick', value: '^.*\\((.*)\\).*$' }],
    ['whose way back carries a query', { op: 'replace', path: '/revoke/url', value: '/index.php?route=/sql' }],
    ['without a review', { op: 'replace', path: '/review', value: null }],
    ['with an exit that is described', { op: 'add', path: '/exits/draft/described', value: { en: 'Nothing is granted' } }],
  ])('%s', (_, operation) => {
    expect(profileFaults(changed(operation))).toEqual([]);
  });
});
