import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTrust } from '../../../../lib/core/evidence/device-trust.ts';
import { readStrictJson } from '../../../../lib/core/evidence/strict-json.ts';

describe('JSON from elsewhere', () => {
  test('is read as JSON.parse reads it when no key comes twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readStrictJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  test.each([
    ['{"a":1,"a":2}'],
    ['{"a":1,"\\u0061":2}'],
    ['[{"b":{"a":1,"c":[1,2],"a":1}}]'],
    ['{"a":{"a":1},"b":"}","a":2}'],
    ['{"":1,"":1}'],
    ['{"__proto__":1,"__proto__":2}'],
  ])('with a key twice is not read: %s', (text) => {
    expect(readStrictJson(text)).toBeNull();
  });

  test.each([['{"a":{"a":1},"b":[{"a":1},{"a":1}]}'], ['{"a":"\\"a\\":1,","b":"a"}'], ['["a","a"]'], ['{"a":["b","b"],"b":"b"}']])(
    'with one word in several places is read: %s',
    (text) => {
      expect(readStrictJson(text)).toEqual({ value: JSON.parse(text) });
    },
  );

  test.each([[''], ['{'], ['{"a":1,}'], ["{'a':1}"], ['{"a":1}{"a":1}']])('that is none is not read: %s', (text) => {
    expect(readStrictJson(text)).toBeNull();
  });
});

test('a trust file that names a key twice trusts nobody', () => {
  const device = '"id":"KD-1","person":"lead-01","signingKey":"pem","confirmedBy":"sec-01","revokedAt":null';
  expect(readTrust(`[{${device}}]`)).toHaveLength(1);
  expect(readTrust(`[{"revokedAt":"2026-11-24T00:00:00Z",${device}}]`)).toBeNull();
});
