import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalReadings } from '../../../../lib/core/compare/canonical-readings.ts';
import { skeleton } from '../../../../lib/core/compare/characters.ts';
import { compareField, maskReason } from '../../../../lib/core/compare/compare.ts';
import type { Reading } from '../../../../lib/core/compare/reading.ts';
import type { CompareKind } from '../../../../lib/core/profile/profile.ts';
import { reason, SENTENCES, sentence } from '../../../../lib/core/reason.ts';
import { compared, reading, spec } from './specs.ts';

const KINDS = ['identifier', 'email', 'name', 'set', 'references', 'instant', 'constant'] as const satisfies readonly CompareKind[];

describe('a sentence about a field', () => {
  test.each(['Tenant ID:', 'Tenant ID :', 'Tenant ID\uff1a', 'Tenant ID'])(
    'ends its label once, however the console writes it: %s',
    (field) => {
      const said = sentence(reason('field-mismatch', { field, seen: 'a:', expected: 'a' }));
      expect(said).toBe('Tenant ID: typed a:, approved a.');
    },
  );
});

describe('any comparison', () => {
  test('a control that could not be looked at is unreadable for the reason of the look, whatever is approved', () => {
    const look = { isReadable: false, reason: reason('locator-ambiguous', { field: 'x', count: '2' }) } as const;
    for (const kind of KINDS) {
      const found = compareField({ spec: spec(kind), approved: '', reading: reading('', { look }) });
      expect(found).toEqual({
        verdict: 'unreadable',
        reason: { code: 'locator-ambiguous', subject: 'f', details: { field: 'The field', count: '2' } },
        difference: null,
      });
    }
  });

  const anyValue = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
  );

  test('there is a reason exactly when it is no match, about this field, in a whole sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), anyValue, anyValue, (kind, approved, seen) => {
        const found = compared(kind, approved, seen, { zone: 'Europe/Berlin' });
        expect(found.reason === null).toBe(found.verdict === 'match');
        if (found.reason === null) return;
        expect(found.reason.subject).toBe('f');
        const spoken = [...SENTENCES[found.reason.code].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
        expect(Object.keys(found.reason.details ?? {})).toEqual(expect.arrayContaining(['field', ...spoken]));
      }),
    );
  });

  test('nothing is never broader and never a match', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        anyValue,
        fc.constantFrom<string | readonly string[]>('', '  ', '\n', [], ['']),
        (kind, approved, seen) => {
          expect(['empty', 'unreadable']).toContain(compared(kind, approved, seen, { zone: 'UTC' }).verdict);
        },
      ),
    );
  });
});

describe('a masked reason', () => {
  const shown = { isShown: true, pattern: '^[a-z.]+$', hides: 'a role' };
  const hidden = { ...shown, isShown: false };

  test.each([
    ['a field that the profile shows keeps values that fit', shown, 'tenant.admin.read', 'tenant.admin.read'],
    ['a value that does not fit the pattern is masked', shown, 'Tenant 7', 'masked: a role'],
    ['a field that the profile does not show is masked', hidden, 'tenant.admin.read', 'masked: a role'],
    ['a pattern that is none shows nothing', { ...shown, pattern: '[' }, 'a', 'masked: a role'],
    ['a pattern must fit from end to end', { ...shown, pattern: '[a-z]+' }, 'abc 1', 'masked: a role'],
  ])('%s', (_, evidence, seen, masked) => {
    const why = reason('field-mismatch', { field: 'The field', seen, expected: seen }, 'f');
    expect(maskReason(why, spec('identifier', { evidence })).details).toEqual({ field: 'The field', seen: masked, expected: masked });
  });

  test('members of a set are looked at one by one, and masked all together', () => {
    const mask = (members: readonly string[]) => {
      const { reason: why } = compared('set', ['a.b'], members);
      return why === null ? null : maskReason(why, spec('set', { evidence: shown })).details?.seen;
    };
    expect(mask(['a.b', 'c.d'])).toBe('a.b, c.d');
    expect(mask(['a.b', 'C D'])).toBe('masked: a role');
    expect(mask(['a.b', 'C D', 'E F'])).toBe('masked: a role');
  });

  test('what is missing is masked too', () => {
    const { reason: why } = compared('set', ['A 1', 'B 2'], ['A 1']);
    expect(why && maskReason(why, spec('set', { evidence: hidden })).details).toEqual({
      field: 'The field',
      seen: 'masked: a role',
      expected: 'masked: a role',
      missing: 'masked: a role',
    });
  });

  test('a switch that must stay off is told of in the profile’s words', () => {
    const { reason: why } = compared('constant', 'off', 'on', { approved: { constant: 'off' } });
    const masked = why && maskReason(why, spec('constant', { evidence: hidden }));
    expect(masked && sentence(masked)).toBe('The console would grant “The field” too; approved is only without it.');
  });

  test('no value of a hidden field is left in it, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.stringMatching(/^[!-~]{1,12}$/),
        fc.stringMatching(/^[!-~]{1,12}$/),
        (kind, approved, secret) => {
          const marked = `secret ${secret}`;
          const { reason: why } = compared(kind, `right ${approved}`, marked, { zone: 'UTC', evidence: hidden });
          const text = JSON.stringify(why && maskReason(why, spec(kind, { evidence: hidden })));
          expect(text).not.toContain('secret');
          expect(text).not.toContain('right');
        },
      ),
    );
  });
});

describe('the canonical text of readings', () => {
  const one = reading('a', { field: 'x' });
  const two = reading(['b', 'c'], { field: 'y', zone: 'UTC' });

  test('does not depend on order, source, screen, document, time or hand', () => {
    const later: Reading = { ...one, source: 'carried', screen: 't', document: 'e', readAtMs: 9, changedBy: 'page' };
    expect(canonicalReadings([two, later])).toBe(canonicalReadings([one, two]));
    expect(canonicalReadings([one, later])).toBe(canonicalReadings([one]));
  });

  test('does not depend on the order of a set', () => {
    expect(canonicalReadings([reading(['c', 'b'], { field: 'y', zone: 'UTC' })])).toBe(canonicalReadings([two]));
  });

  const unreadable = (code: 'control-unreadable' | 'locator-ambiguous') =>
    reading('', { field: 'x', look: { isReadable: false, reason: reason(code) } });

  test.each<readonly [string, readonly Reading[]]>([
    ['another value', [reading('b', { field: 'x' }), two]],
    ['a blank more', [reading('a ', { field: 'x' }), two]],
    ['another field', [reading('a', { field: 'z' }), two]],
    ['another zone', [one, { ...two, zone: 'Europe/Berlin' }]],
    ['no zone', [one, { ...two, zone: null }]],
    ['a member less', [one, reading(['b'], { field: 'y', zone: 'UTC' })]],
    ['a member twice', [one, reading(['b', 'b', 'c'], { field: 'y', zone: 'UTC' })]],
    ['members as one text', [one, reading('b,c', { field: 'y', zone: 'UTC' })]],
    ['a set of one for a text', [reading(['a'], { field: 'x' }), two]],
    ['a field missing', [two]],
    ['a second value of the field', [one, reading('b', { field: 'x' }), two]],
    ['not to be read', [unreadable('control-unreadable'), two]],
  ])('%s changes it', (_, readings) => {
    expect(canonicalReadings(readings)).not.toBe(canonicalReadings([one, two]));
  });

  test('why something cannot be read is part of it', () => {
    expect(canonicalReadings([unreadable('control-unreadable')])).not.toBe(canonicalReadings([unreadable('locator-ambiguous')]));
  });

  test('no two different forms have one text', () => {
    const value = fc.oneof(fc.string({ maxLength: 4 }), fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }));
    const form = fc.dictionary(fc.constantFrom('x', 'y', 'z'), value);
    const readingsOf = (held: Readonly<Record<string, string | readonly string[]>>) =>
      Object.entries(held).map(([field, content]) => reading(content, { field }));
    const plain = (held: Readonly<Record<string, string | readonly string[]>>) =>
      JSON.stringify(
        Object.entries(held)
          .map(([field, content]) => [field, typeof content === 'string' ? content : [...content].sort()])
          .sort(),
      );
    fc.assert(
      fc.property(form, form, (a, b) => {
        expect(canonicalReadings(readingsOf(a)) === canonicalReadings(readingsOf(b))).toBe(plain(a) === plain(b));
      }),
    );
  });
});

describe('what names look like', () => {
  test.each([
    ['Northwind Traders', "Northwind Trader's"],
    ['Northwind Traders', 'NORTHWIND  TRADERS'],
    ['Northwind Traders', 'Nоrthwind Тraders'],
    ['Northwind Traders', 'N0rthw1nd Traders'],
    ['Northwind Traders', 'Ｎorthwind Traders'],
  ])('%s and %s look alike', (one, other) => {
    expect(skeleton(one)).toBe(skeleton(other));
  });

  test.each([
    ['Northwind Traders', 'Southwind Traders'],
    ['Northwind Traders', 'Northwind Traders EU'],
  ])('%s and %s do not', (one, other) => {
    expect(skeleton(one)).not.toBe(skeleton(other));
  });
});
