import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commitmentFault,
  commitmentLines,
  commitmentMessage,
  commitmentPath,
  committedValue,
  fieldKeyInfo,
  linesOfCapture,
} from '../../../../lib/core/evidence/commitments.ts';
import { lengthPrefixed } from '../../../../lib/core/evidence/encoding.ts';

const hmac = 'a'.repeat(64);
const RECORD = 'c'.repeat(64);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const message = (path: string, value: string, kind = 'text') => hex(commitmentMessage('cs-1', { path, kind, value }));

describe('what is committed to', () => {
  test('is led by its length in every part, so that no two lists give the same bytes', () => {
    expect(hex(lengthPrefixed(['a', 'bc']))).toBe('00000001610000000262 63'.replace(' ', ''));
    const parts = fc.array(fc.string(), { maxLength: 5 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other) && [...one, ...other].every((part) => part.isWellFormed()));
        expect(hex(lengthPrefixed(one))).not.toBe(hex(lengthPrefixed(other)));
      }),
    );
  });

  test('differs by bundle, path, kind and value, and between key and value', () => {
    const all = [
      message('entries/1/email', 'a'),
      message('entries/2/email', 'a'),
      message('entries/1/email', 'b'),
      message('entries/1/email', 'a', 'set'),
      hex(commitmentMessage('cs-2', { path: 'entries/1/email', kind: 'text', value: 'a' })),
      hex(fieldKeyInfo('cs-1', 'entries/1/email')),
      hex(fieldKeyInfo('cs-1', 'entries/2/email')),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('is the same for one text in two Unicode forms', () => {
    expect(message('p', 'J\u00e9r\u00f4me')).toBe(message('p', 'Je\u0301ro\u0302me'));
  });

  test('is the same for a set in any order', () => {
    expect(committedValue({ kind: 'set', items: ['b', 'a', 'b'] })).toEqual(committedValue({ kind: 'set', items: ['a', 'b'] }));
    expect(committedValue({ kind: 'set', items: ['a,b'] })).not.toEqual(committedValue({ kind: 'set', items: ['a', 'b'] }));
  });

  test('can be opened alone, with the key of the one field', () => {
    const K = Buffer.alloc(32, 7);
    const keyOf = (path: string) => Buffer.from(hkdfSync('sha256', K, Buffer.alloc(0), fieldKeyInfo('cs-1', path), 32));
    const path = commitmentPath(RECORD, 'email');
    const made = createHmac('sha256', keyOf(path))
      .update(commitmentMessage('cs-1', { path, kind: 'text', value: 'x' }))
      .digest('hex');
    const other = createHmac('sha256', keyOf(commitmentPath(RECORD, 'tenant'))).update(
      commitmentMessage('cs-1', { path, kind: 'text', value: 'x' }),
    );
    expect(path).toBe(`captures/${RECORD}/email`);
    expect(made).not.toBe(other.digest('hex'));
  });
});

describe('commitments.jsonl', () => {
  const lines = commitmentLines([
    { path: 'entries/1/email', kind: 'text', hmac },
    { path: 'entries/1/scope', kind: 'set', hmac },
  ]);

  test('reads back', () => {
    expect(commitmentFault(lines)).toBeNull();
    expect(commitmentFault('')).toBeNull();
  });

  test('names a path once', () => {
    const twice = { path: 'entries/1/email', kind: 'text', hmac } as const;
    expect(() => commitmentLines([twice, twice])).toThrow('one path');
    expect(commitmentFault(`${lines}${lines}`)).toContain('repeats');
  });

  test('are told apart by their capture', () => {
    const other = 'd'.repeat(64);
    const both = [RECORD, other].map((record) => commitmentLines([{ path: commitmentPath(record, 'email'), kind: 'text', hmac }]));
    expect(linesOfCapture(both.join(''), RECORD)).toBe(both[0]);
    expect(linesOfCapture(both.join(''), other)).toBe(both[1]);
    expect(linesOfCapture(both.join(''), 'e'.repeat(64))).toBe('');
  });

  test.each([
    ['a value beside it', lines.replace('"path"', '"value":"x","path"')],
    ['a short hash', lines.replace(hmac, 'a'.repeat(63))],
    ['an end that is cut', lines.slice(0, -1)],
    ['another spelling', lines.replace('{"hmac"', '{ "hmac"')],
  ])('is faulty with %s', (_, content) => {
    expect(commitmentFault(content)).not.toBeNull();
  });
});
