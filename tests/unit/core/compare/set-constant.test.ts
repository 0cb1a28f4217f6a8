import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compared, verdictOf } from './specs.ts';

const RESTORE = 'tenant.admin.restore';
const READ = 'tenant.admin.read';

describe('a scope', () => {
  test.each([
    ['as approved', [RESTORE], [RESTORE], 'match'],
    ['in another order', [RESTORE, READ], [READ, RESTORE], 'match'],
    ['with a member twice', [RESTORE], [RESTORE, RESTORE], 'match'],
    ['with blanks around', [RESTORE], [` ${RESTORE} `, ''], 'match'],
    ['with one more', [RESTORE], [RESTORE, READ], 'broader scope-broader'],
    ['with another one instead', [RESTORE], [READ], 'broader scope-broader'],
    ['with one less', [RESTORE, READ], [READ], 'mismatch scope-narrower'],
    ['with none', [RESTORE], [], 'empty field-empty'],
    ['with only blanks', [RESTORE], ['', ' '], 'empty field-empty'],
    ['in another case', [RESTORE], [RESTORE.toUpperCase()], 'broader scope-broader'],
    ['with a hidden character', [RESTORE], [`${RESTORE}\u200B`], 'broader invisible-characters'],
    ['with a Cyrillic а', [RESTORE], ['tenаnt.admin.restore'], 'broader invisible-characters'],
    ['where nothing is approved', [], [RESTORE], 'broader scope-broader'],
    ['with nothing where nothing is approved', [], [], 'empty field-empty'],
  ])('%s', (_, approved, seen, verdict) => {
    expect(verdictOf(compared('set', approved, seen))).toBe(verdict);
  });

  test('a text is a list', () => {
    expect(verdictOf(compared('set', [RESTORE, READ], `${READ}, ${RESTORE}`))).toBe('match');
    expect(verdictOf(compared('set', [RESTORE], `${READ}\n${RESTORE}`))).toBe('broader scope-broader');
  });

  test('what is too much and what is missing are told apart', () => {
    const { reason, difference } = compared('set', [RESTORE], [READ]);
    expect(difference).toEqual({ kind: 'set', approved: [RESTORE], missing: [RESTORE], extra: [READ] });
    expect(reason?.details).toEqual({ field: 'The field', seen: READ, expected: RESTORE, missing: RESTORE });
  });

  const members = fc.uniqueArray(fc.stringMatching(/^[a-z.]{1,8}$/), { minLength: 1, maxLength: 8 });

  test('any order of the approved members matches', () => {
    fc.assert(
      fc.property(
        members.chain((approved) => fc.tuple(fc.constant(approved), fc.shuffledSubarray(approved, { minLength: approved.length }))),
        ([approved, seen]) => {
          expect(compared('set', approved, seen).verdict).toBe('match');
        },
      ),
    );
  });

  test('any member that is not approved makes it broader, whatever else is set', () => {
    fc.assert(
      fc.property(members, fc.stringMatching(/^[A-Z]{1,8}$/), fc.func(fc.boolean()), (approved, extra, isSet) => {
        const seen = [...approved.filter((one) => isSet(one)), extra];
        expect(compared('set', approved, seen).verdict).toBe('broader');
      }),
    );
  });

  test('any part of it that is not all is a mismatch, and nothing is empty', () => {
    fc.assert(
      fc.property(
        members.chain((approved) => fc.tuple(fc.constant(approved), fc.subarray(approved, { maxLength: approved.length - 1 }))),
        ([approved, seen]) => {
          expect(compared('set', approved, seen).verdict).toBe(seen.length === 0 ? 'empty' : 'mismatch');
        },
      ),
    );
  });
});

describe('references to evidence', () => {
  const APPROVED = ['APR-301', 'APR-302', 'APR-303'];
  test.each([
    ['as the packet names them', APPROVED, 'match'],
    ['in another order', APPROVED.toReversed(), 'match'],
    ['one more, which grants nothing', [...APPROVED, 'APR-304'], 'mismatch field-mismatch'],
    ['one less', APPROVED.slice(1), 'mismatch field-mismatch'],
    ['one with a long dash', ['APR–301', 'APR-302', 'APR-303'], 'mismatch invisible-characters'],
    ['none', [], 'empty field-empty'],
  ])('%s', (_, seen, verdict) => {
    expect(verdictOf(compared('references', APPROVED, seen))).toBe(verdict);
  });

  const named = fc.uniqueArray(fc.stringMatching(/^[A-Z]{2,4}-[0-9]{1,4}$/), { minLength: 1, maxLength: 6 });
  const between = fc.constantFrom(', ', ',', ';', '\n', '\r\n', ' ; ', '\n\n');

  test('match in any order, with any said twice, as items or as one text with whatever between', () => {
    const written = named.chain((approved) =>
      fc.tuple(fc.constant(approved), fc.shuffledSubarray([...approved, ...approved], { minLength: approved.length * 2 }), between),
    );
    fc.assert(
      fc.property(written, ([approved, seen, sign]) => {
        expect(compared('references', approved, seen).verdict).toBe('match');
        expect(compared('references', approved, seen.join(sign)).verdict).toBe('match');
      }),
    );
  });

  test('that are any others, more or fewer are a mismatch, and never broader: they grant nothing', () => {
    const other = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(named, fc.func(fc.boolean()), fc.array(other, { maxLength: 3 }), (approved, isSaid, more) => {
        const seen = [...approved.filter((one) => isSaid(one)), ...more];
        const { verdict, difference } = compared('references', approved, seen);
        const isSame = more.length === 0 && seen.length === approved.length;
        expect(verdict).toBe(seen.length === 0 ? 'empty' : isSame ? 'match' : 'mismatch');
        if (difference?.kind !== 'set') return;
        expect([...difference.missing].sort()).toEqual(approved.filter((one) => !isSaid(one)).sort());
        expect([...difference.extra].sort()).toEqual([...new Set(more)].sort());
      }),
    );
  });

  test('one of which holds a character that nobody sees is called out, wherever that stands', () => {
    const hidden = fc.constantFrom('\u200B', '\u202E', '\u00AD', '\uFEFF', '\u00A0', '\u{E0061}');
    fc.assert(
      fc.property(named, hidden, fc.nat(5), fc.nat(6), (approved, sign, which, at) => {
        const seen = approved.map((one, index) => (index === which % approved.length ? one.slice(0, at) + sign + one.slice(at) : one));
        expect(verdictOf(compared('references', approved, seen))).toBe('mismatch invisible-characters');
      }),
    );
  });

  test('as lines of one text', () => {
    expect(verdictOf(compared('references', APPROVED, 'APR-303\r\nAPR-301\r\n\r\nAPR-302\r\n'))).toBe('match');
  });
});

describe('a field that the profile fixes', () => {
  test.each([
    ['off and off', 'off', 'off', 'match'],
    ['on and on', 'on', 'on', 'match'],
    ['off, and it is on', 'off', 'on', 'broader scope-broader'],
    ['on, and not ticked yet', 'on', 'off', 'empty field-empty'],
    ['off, and nothing there', 'off', '', 'empty field-empty'],
    ['off, and a third state', 'off', 'mixed', 'mismatch field-mismatch'],
    ['a choice', 'This tenant only', 'This tenant only', 'match'],
    ['a choice, and another one', 'This tenant only', 'All tenants', 'mismatch field-mismatch'],
    ['nothing fixed', '', '', 'empty field-empty'],
  ])('%s', (_, constant, seen, verdict) => {
    expect(verdictOf(compared('constant', constant, seen, { approved: { constant } }))).toBe(verdict);
  });

  test('several values are unreadable', () => {
    expect(verdictOf(compared('constant', 'off', ['on', 'off']))).toBe('unreadable control-unreadable');
  });
});
