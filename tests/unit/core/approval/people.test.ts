import { describe, expect, test } from 'vitest';
import { approvalWords, authorityTitle } from '../../../../lib/core/approval/authority-words.ts';
import { calledIn, isSameHuman, kindBehind, someone } from '../../../../lib/core/approval/people.ts';
import { PEOPLE, person } from '../gate/good-sources.ts';

const find = (named: string, people = PEOPLE) => someone(people, named);

describe('who is meant', () => {
  test('a person by id, or by any of their accounts', () => {
    expect(find('sec-01').person?.id).toBe('sec-01');
    expect(find('sec-01-local').person?.id).toBe('sec-01');
  });

  test('nobody, when no record fits', () => {
    expect(find('sec-02').person).toBeNull();
  });

  test('nobody, when two people share the account', () => {
    const shared = [person('a', { accounts: ['duty'] }), person('b', { accounts: ['duty'] })];
    expect(find('duty', shared).person).toBeNull();
  });

  test('an id counts before somebody else’s account of that name', () => {
    const people = [person('a', { accounts: ['b'] }), person('b')];
    expect(find('b', people).person?.id).toBe('b');
  });
});

describe('whether two names are one human being', () => {
  test('two accounts of one person are', () => {
    expect(isSameHuman(find('sec-01'), find('sec-01-local'))).toBe(true);
  });

  test('two records with one e-mail address, written differently, are', () => {
    const people = [person('a', { email: 'Jo@Support.example' }), person('b', { email: 'jo@support.EXAMPLE' })];
    expect(isSameHuman(find('a', people), find('b', people))).toBe(true);
  });

  test('two records without an e-mail address are not, for that', () => {
    const people = [person('a', { email: '' }), person('b', { email: '' })];
    expect(isSameHuman(find('a', people), find('b', people))).toBe(false);
  });

  test('two that are not on record are when the names are the same, and only then', () => {
    expect(isSameHuman(find('x'), find('x'))).toBe(true);
    expect(isSameHuman(find('x'), find('y'))).toBe(false);
  });
});

describe('what stands behind a name', () => {
  test.each([
    ['sec-01-local', 'person'],
    ['svc-case', 'service'],
    ['nobody', 'unknown'],
  ])('%s: %s', (named, kind) => {
    expect(kindBehind(PEOPLE, named)).toBe(kind);
  });

  test('a person named by id is a person when any account is', () => {
    const people = [person('a', { accounts: ['bot', 'own'], accountKinds: { bot: 'service', own: 'person' } })];
    expect(kindBehind(people, 'a')).toBe('person');
    expect(kindBehind(people, 'bot')).toBe('service');
  });

  test('an account of which nobody says what it is counts as a service, also beside one of a person', () => {
    const people = [person('a', { accounts: ['a', 'own', 'new'], accountKinds: { own: 'person' } })];
    expect(['a', 'own', 'new'].map((named) => kindBehind(people, named))).toEqual(['service', 'person', 'service']);
  });
});

test('people are called by their name, and by what was written where there is none', () => {
  expect(calledIn(find('ic-01'))).toBe('Name of ic-01');
  expect(calledIn(find('x'))).toBe('x');
});

test('an authority that only a policy knows keeps its own name', () => {
  expect([authorityTitle('security'), authorityTitle('privacy'), authorityTitle('constructor')]).toEqual([
    'Security',
    'privacy',
    'constructor',
  ]);
  expect([approvalWords('customer-account'), approvalWords('privacy')]).toEqual(['customer approval', 'privacy approval']);
});
