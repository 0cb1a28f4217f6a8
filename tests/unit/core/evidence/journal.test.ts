import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, NotCanonical, readCanonical } from '../../../../lib/core/evidence/canonical.ts';
import { utf8 } from '../../../../lib/core/evidence/encoding.ts';
import { faultsOf, journalLine, journalLines, NO_LINE_BEFORE, readChain, readLine } from '../../../../lib/core/evidence/journal.ts';
import { sampleJournal } from './sample-bundle.ts';
import { digest } from './sample-crypto.ts';
import { confirmed, EXECUTION } from './sample-journal.ts';

const { lines } = await sampleJournal(confirmed);
const faults = (changed: readonly string[]) => readChain(changed, digest).then((chain) => faultsOf(chain, EXECUTION));

describe('the canonical form', () => {
  test('orders keys by code unit and writes numbers as RFC 8785 says', () => {
    const value = { '\u20ac': 'Euro', '\r': 'CR', '1': 'One', '\u00f6': 'o', numbers: [333333333.3333333, 1e15, 4.5, 2e-3, 1e-27] };
    expect(canonical(value)).toBe(
      '{"\\r":"CR","1":"One","numbers":[333333333.3333333,1000000000000000,4.5,0.002,1e-27],"ö":"o","€":"Euro"}',
    );
  });

  test.each([
    ['a number beyond 2^53', { n: 2 ** 53 }],
    ['a number beyond -2^53', { n: -(2 ** 53) }],
    ['not a number', { n: Number.NaN }],
    ['infinity', { n: Number.POSITIVE_INFINITY }],
    ['undefined', { n: undefined }],
    ['undefined in a list', [undefined]],
    ['a big integer', { n: 1n }],
    ['a function', { n: () => 1 }],
    ['a symbol', { n: Symbol('n') }],
    ['a date', { n: new Date(0) }],
    ['a map', { n: new Map() }],
    ['bytes', { n: new Uint8Array(2) }],
    ['half a character', { n: '\ud800' }],
    ['half a character in a key', { '\ud800': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value)).toThrow(NotCanonical);
  });

  test('refuses what holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.loop = loop;
    expect(() => canonical(loop)).toThrow(NotCanonical);
  });

  test('is read back only from itself', () => {
    const small = (_: string, value: unknown) => (typeof value === 'number' ? value % 1e9 : value);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonical(JSON.parse(JSON.stringify(value, small)));
        expect(readCanonical(text)).toEqual({ value: JSON.parse(text) });
        expect(readCanonical(` ${text}`)).toBeNull();
      }),
    );
  });

  test.each(['{"b":1,"a":2}', '{"a":1,"a":2}', '{"a":1.0}', '{"a":9007199254740993}', '{"a":"\\u0041"}', '{"a" :1}', '[1,]', ''])(
    'is not %s',
    (text) => {
      expect(readCanonical(text)).toBeNull();
    },
  );
});

describe('a chain', () => {
  test('as it was written has no fault', async () => {
    expect(await faults(lines)).toEqual([]);
  });

  test.each([
    ['a line that is gone', lines.filter((_, at) => at !== 4)],
    ['the first line that is gone', lines.slice(1)],
    ['two lines that changed places', [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]],
    ['a line that stands twice', [...lines.slice(0, 3), lines[2] ?? '', ...lines.slice(3)]],
    ['a changed word', lines.map((line, at) => (at === 5 ? line.replace('lead-01', 'lead-02') : line))],
    ['another spelling of the same values', lines.map((line, at) => (at === 5 ? line.replace('{"actor"', '{ "actor"') : line))],
    ['a field that no entry has', lines.map((line, at) => (at === 5 ? line.replace('"v":1}', '"v":1,"w":1}') : line))],
    ['nothing in it', []],
  ])('with %s has a fault', async (_, changed) => {
    expect(await faults(changed)).not.toEqual([]);
  });

  test('of another execution has a fault in every line', async () => {
    expect(faultsOf(await readChain(lines, digest), 'another')).toHaveLength(lines.length);
  });

  test('rewritten from one line on differs in its head, which is what an anchor holds', async () => {
    const entry = readLine(lines[8] ?? '');
    if (entry === null) throw new Error('the sample has no such line');
    const rewritten = lines.slice(0, 8);
    for (const line of [journalLine({ ...entry, actor: 'somebody' }), ...lines.slice(9)]) {
      const read = readLine(line);
      if (read === null) throw new Error('not a line');
      const prev = await digest(utf8(rewritten.at(-1) ?? ''));
      rewritten.push(journalLine({ ...read, prev: rewritten.length === 8 ? read.prev : prev }));
    }
    expect(await faults(rewritten)).toEqual([]);
    expect(rewritten.at(-1)).not.toBe(lines.at(-1));
  });
});

test('a journal file ends in one line break, with no empty line', () => {
  expect(journalLines('{}\n{}\n')).toEqual(['{}', '{}']);
  expect(journalLines('{}\n{}')).toBeNull();
  expect(journalLines('{}\n\n{}\n')).toBeNull();
  expect(journalLines('')).toBeNull();
});

test('the first line names 64 zeros', () => {
  expect(readLine(lines[0] ?? '')?.prev).toBe(NO_LINE_BEFORE);
});
