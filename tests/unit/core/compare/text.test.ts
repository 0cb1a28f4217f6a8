import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompareKind } from '../../../../lib/core/profile/profile.ts';
import { compared, verdictOf } from './specs.ts';

type Row = readonly [what: string, compare: CompareKind, approved: string, seen: string, verdict: string];

describe('one text', () => {
  test.each<Row>([
    ['the same id', 'identifier', 'tnt_7Q2K94', 'tnt_7Q2K94', 'match'],
    ['blanks at the ends of an id', 'identifier', 'tnt_7Q2K94', '  tnt_7Q2K94 \n', 'match'],
    ['another case in an id', 'identifier', 'tnt_7Q2K94', 'TNT_7Q2K94', 'mismatch field-mismatch'],
    ['two characters swapped', 'identifier', 'tnt_7Q2K94', 'tnt_7Q2K49', 'mismatch field-mismatch'],
    ['half an id', 'identifier', 'tnt_7Q2K94', 'tnt_7Q', 'mismatch field-mismatch'],
    ['the letter O for a nought', 'identifier', 'INC-2093O', 'INC-20930', 'mismatch field-mismatch'],
    ['nothing', 'identifier', 'tnt_7Q2K94', '', 'empty field-empty'],
    ['only blanks', 'identifier', 'tnt_7Q2K94', '  \t ', 'empty field-empty'],
    ['nothing, where nothing is approved', 'identifier', '', '', 'empty field-empty'],
    ['something, where nothing is approved', 'identifier', '', 'x', 'mismatch field-mismatch'],
    ['a zero width space inside', 'identifier', 'tnt_7Q2K94', 'tnt_7Q\u200B2K94', 'mismatch invisible-characters'],
    ['a byte order mark at the end', 'identifier', 'tnt_7Q2K94', 'tnt_7Q2K94\uFEFF', 'mismatch invisible-characters'],
    ['a no-break space at the end', 'identifier', 'tnt_7Q2K94', 'tnt_7Q2K94\u00A0', 'mismatch invisible-characters'],
    ['a turn of direction', 'identifier', 'tnt_7Q2K94', 'tnt_\u202E49K2Q7', 'mismatch invisible-characters'],
    ['a Cyrillic К', 'identifier', 'tnt_7Q2K94', 'tnt_7Q2К94', 'mismatch invisible-characters'],
    ['a wide digit', 'identifier', 'tnt_7Q2K94', 'tnt_７Q2K94', 'mismatch invisible-characters'],
    ['a long dash for a hyphen', 'identifier', 'INC-20931', 'INC–20931', 'mismatch invisible-characters'],
    ['ids in another Unicode form', 'identifier', 'caf\u00E9', 'cafe\u0301', 'mismatch invisible-characters'],
    ['e-mail in another case', 'email', 'admin-77@northwind.example', 'Admin-77@NORTHWIND.example ', 'match'],
    ['e-mail in another Unicode form', 'email', 'jos\u00E9@northwind.example', 'jose\u0301@northwind.example', 'match'],
    ['e-mail with the other sigma', 'email', 'ΣΑΣ@x.example', 'σας@x.example', 'match'],
    ['e-mail with ss for ß', 'email', 'groß@x.example', 'gross@x.example', 'mismatch field-mismatch'],
    ['e-mail of another domain', 'email', 'admin-77@northwind.example', 'admin-77@northwind.exampel', 'mismatch field-mismatch'],
    ['e-mail with a Cyrillic а', 'email', 'admin-77@northwind.example', 'аdmin-77@northwind.example', 'mismatch invisible-characters'],
    ['e-mail with a dotless i', 'email', 'admin-77@northwind.example', 'admın-77@northwind.example', 'mismatch invisible-characters'],
    ['e-mail with a Kelvin sign', 'email', 'kim@northwind.example', '\u212Aim@northwind.example', 'mismatch invisible-characters'],
    ['e-mail with a Kelvin sign that is approved', 'email', '\u212Aim@northwind.example', '\u212Aim@northwind.example', 'match'],
    ['e-mail with a capital I that has a dot', 'email', 'i\u0307@x.example', '\u0130@x.example', 'mismatch invisible-characters'],
    ['e-mail with an umlaut in the other case', 'email', 'm\u00FCller@x.example', 'M\u00DCLLER@x.example', 'match'],
    ['e-mail with the sign for \u00C5ngstr\u00F6m', 'email', '\u00E5@x.example', '\u212B@x.example', 'match'],
    ['e-mail left empty', 'email', 'admin-77@northwind.example', '', 'empty field-empty'],
    ['a name with other blanks', 'name', 'Northwind Traders', ' Northwind  Traders', 'match'],
    ['a name in another case', 'name', 'Northwind Traders', 'Northwind traders', 'mismatch field-mismatch'],
    ['a name with an apostrophe', 'name', 'Northwind Traders', "Northwind Trader's", 'mismatch field-mismatch'],
    ['a name with a Kelvin sign', 'name', 'Kelvin Traders', '\u212Aelvin Traders', 'mismatch invisible-characters'],
    ['a name with a Greek question mark', 'name', 'North; wind', 'North\u037E wind', 'mismatch invisible-characters'],
    ['a name with a grave that is no accent', 'name', 'North` wind', 'North\u1FEF wind', 'mismatch invisible-characters'],
    ['a name in another Unicode form', 'name', 'Caf\u00E9', 'Cafe\u0301', 'match'],
    ['a name with a no-break space', 'name', 'Northwind Traders', 'Northwind\u00A0Traders', 'mismatch invisible-characters'],
  ])('%s', (_, compare, approved, seen, verdict) => {
    expect(verdictOf(compared(compare, approved, seen))).toBe(verdict);
  });
});

test('no sign that is none of ASCII passes for one of ASCII', () => {
  const passing = Array.from({ length: 0x110000 - 0x80 }, (_, at) => String.fromCodePoint(at + 0x80)).filter((sign) =>
    (['email', 'name'] as const).some((kind) =>
      [...sign.normalize('NFC').toLowerCase(), ...sign.normalize('NFC')].some((plain) => plain <= '~' && isRight(kind, plain, sign)),
    ),
  );
  expect(passing).toEqual([]);
});

const isRight = (kind: CompareKind, approved: string, seen: string) => compared(kind, approved, seen).verdict === 'match';

describe('what a text field says', () => {
  test('a set of one is its member, a set of several is unreadable, a set of none is empty', () => {
    expect(verdictOf(compared('identifier', 'a', ['a']))).toBe('match');
    expect(verdictOf(compared('identifier', 'a', ['a', 'b']))).toBe('unreadable control-unreadable');
    expect(verdictOf(compared('identifier', 'a', []))).toBe('empty field-empty');
  });

  test('the reason names the field, what was seen and what is approved', () => {
    expect(compared('identifier', 'adm_1', ' adm_2 ').reason).toEqual({
      code: 'field-mismatch',
      subject: 'f',
      details: { field: 'The field', seen: 'adm_2', expected: 'adm_1' },
    });
  });

  test('an id matches itself and nothing else', () => {
    const id = fc.stringMatching(/^[!-~]{1,20}$/);
    fc.assert(
      fc.property(id, id, (approved, seen) => {
        expect(compared('identifier', approved, seen).verdict === 'match').toBe(approved === seen);
      }),
    );
  });

  test('an e-mail address matches whatever the case of any letter', () => {
    const address = fc.emailAddress();
    fc.assert(
      fc.property(address, fc.func(fc.boolean()), (approved, isUpper) => {
        const seen = [...approved].map((sign, at) => (isUpper(at) ? sign.toUpperCase() : sign)).join('');
        expect(compared('email', approved, seen).verdict).toBe('match');
      }),
    );
  });

  test('whatever hidden character is put wherever in an id, it is called out', () => {
    const hidden = fc.constantFrom(
      '\u200B',
      '\u200D',
      '\u2060',
      '\u00AD',
      '\u202E',
      '\u2066',
      '\uFEFF',
      '\u3164',
      '\u00A0',
      '\u{E0061}',
      '\u034F',
    );
    fc.assert(
      fc.property(hidden, fc.nat(9), (sign, at) => {
        const seen = `tnt_7Q2K94`.slice(0, at) + sign + 'tnt_7Q2K94'.slice(at);
        expect(verdictOf(compared('identifier', 'tnt_7Q2K94', seen))).toBe('mismatch invisible-characters');
      }),
    );
  });
});

/** Every format character, filler and selector, and every blank but the plain one. */
const UNSEEN = Array.from({ length: 0x110000 }, (_, at) => String.fromCodePoint(at)).filter(
  (sign) => sign !== ' ' && /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zs}\p{Zl}\p{Zp}]/u.test(sign),
);
/** Most of them are tags of one kind: of those one a run is enough. */
const [COMMON, RARE] = [UNSEEN.filter((sign) => sign.length === 1), UNSEEN.filter((sign) => sign.length > 1)];

describe.each([
  ['an e-mail address', 'email', fc.emailAddress()],
  ['a name', 'name', fc.array(fc.stringMatching(/^[A-Za-z0-9'&.]{1,8}$/), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))],
] as const)('what nobody sees in %s', (_, kind, texts) => {
  test('is called out where it was not approved, and missed where it was, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...RARE), fc.nat(), (text, rare, place) => {
        const at = place % (text.length + 1);
        const passing = [...COMMON, rare].filter((sign) => {
          const other = text.slice(0, at) + sign + text.slice(at);
          const verdicts = [compared(kind, text, other), compared(kind, other, text)].map(verdictOf);
          return verdicts.some((one) => one !== 'mismatch invisible-characters');
        });
        expect(passing).toEqual([]);
      }),
    );
  });

  test('is a letter of another script in the place of one that is drawn alike', () => {
    const ALIKE: readonly (readonly [string, string])[] = [...'aаeеoоpрcсxхiіsѕjј'].flatMap((sign, at, all) =>
      at % 2 === 0 ? [[sign, all[at + 1] ?? '']] : [],
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...ALIKE), fc.nat(), (text, [plain, other], place) => {
        const at = place % (text.length + 1);
        const [before, behind] = [text.slice(0, at), text.slice(at)];
        expect(verdictOf(compared(kind, before + plain + behind, before + other + behind))).toBe('mismatch invisible-characters');
      }),
    );
  });
});

describe('where two texts differ', () => {
  test.each([
    ['adm_4F81C2', 'adm_4F8IC2', 7, 'Character 8: the letter I, not the digit 1.'],
    ['adm_4F8I', 'adm_4F8l', 7, 'Character 8: the small letter l, not the letter I.'],
    ['INC-1', 'inc-1', 0, 'Character 1: the small letter i, not the capital letter I.'],
    ['INC-1', 'INC_1', 3, 'Character 4: an underscore, not a hyphen.'],
    ['adm_4F', 'adm_4', 5, 'Character 6 is missing: the letter F.'],
    ['adm_4', 'adm_4F', 5, 'Character 6 is one too many: the letter F.'],
    ['adm 4', 'adm4', 3, 'Character 4: the digit 4, not a space.'],
    ['aK', 'aК', 1, 'Character 2: the Cyrillic letter К (U+041A), not the letter K.'],
    ['a_1', 'a\u200B_1', 1, 'Character 2: an invisible character (zero width space, U+200B), not an underscore.'],
    ['a_1', 'a\u202E_1', 1, 'Character 2: an invisible character (text direction mark, U+202E), not an underscore.'],
    ['a/1', 'a#1', 1, 'Character 2: the sign #, not the sign /.'],
    ['😀1', '😀2', 1, 'Character 2: the digit 2, not the digit 1.'],
  ])('%s, %s', (approved, seen, at, note) => {
    expect(compared('identifier', approved, seen).difference).toEqual({ kind: 'text', approved, seen, at, note });
  });

  test('in an e-mail address case is no difference', () => {
    expect(compared('email', 'Admin-77@x.example', 'ADMIN-78@x.example').difference).toMatchObject({
      at: 7,
      note: 'Character 8: the digit 8, not the digit 7.',
    });
  });

  test('a flood is cut before it is shown', () => {
    const { difference } = compared('identifier', 'a', 'b'.repeat(100_000));
    expect(difference?.kind === 'text' ? difference.seen.length : null).toBe(401);
  });

  test('there is one exactly when the ids differ, and up to it they are equal', () => {
    const id = fc.string({ unit: fc.constantFrom('a', 'b', '1', 'К', '😀'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(id, id, (approved, seen) => {
        const { difference } = compared('identifier', approved, seen);
        expect(difference === null).toBe(approved === seen);
        if (difference?.kind !== 'text') return;
        const [left, right] = [[...approved], [...seen]];
        expect(left.slice(0, difference.at)).toEqual(right.slice(0, difference.at));
        expect(left[difference.at]).not.toBe(right[difference.at]);
      }),
    );
  });
});
