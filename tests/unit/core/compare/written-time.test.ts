import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareField } from '../../../../lib/core/compare/compare.ts';
import { sameEndUntil } from '../../../../lib/core/compare/end-time.ts';
import { MINUTE_MS } from '../../../../lib/core/compare/instant.ts';
import { endAfter, parseDuration, parseNamedTime, parseWrittenTime } from '../../../../lib/core/compare/written-time.ts';
import { compared, reading, spec, verdictOf } from './specs.ts';

const END = '2026-11-03T07:00:00Z';
const BERLIN = { zone: 'Europe/Berlin' };

describe('a date as people write it', () => {
  test.each([
    ['day first', '3.11.2026 08:00', 'DMY', 'match'],
    ['day first with strokes', '03/11/2026, 08:00', 'DMY', 'match'],
    ['month first with AM', '11/3/2026, 8:00 AM', 'MDY', 'match'],
    ['year first', '2026/11/03 08:00:00', 'YMD', 'match'],
    ['noon is not midnight', '11/3/2026 12:00 AM', 'MDY', 'mismatch window-differs'],
    ['in the evening', '11/3/2026 8:00 PM', 'MDY', 'broader window-differs'],
    ['in the order of another country', '3.11.2026 08:00', 'MDY', 'mismatch window-differs'],
    ['a year of two digits', '3.11.26 08:00', 'DMY', 'mismatch window-differs'],
    ['a month that there is not', '3.13.2026 08:00', 'DMY', 'mismatch window-differs'],
    ['an hour that there is not', '11/3/2026 13:00 AM', 'MDY', 'mismatch window-differs'],
  ] as const)('%s', (_, seen, dateOrder, verdict) => {
    expect(verdictOf(compared('instant', END, seen, { ...BERLIN, dateOrder }))).toBe(verdict);
  });

  test('is not understood where the profile does not say the order', () => {
    expect(verdictOf(compared('instant', END, '3.11.2026 08:00', BERLIN))).toBe('mismatch window-differs');
  });

  test('day and month that changed places are called that', () => {
    expect(compared('instant', END, '2026-03-11T08:00', BERLIN)).toMatchObject({
      verdict: 'mismatch',
      difference: { note: expect.stringMatching(/^Day and month are swapped: /) },
    });
    expect(compared('instant', END, '2026-03-12T08:00', BERLIN)).toMatchObject({
      difference: { note: expect.not.stringContaining('swapped') },
    });
  });

  test('any time comes back from any order', () => {
    const anyTime = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(anyTime, fc.constantFrom('.', '/', '-'), (date, sign) => {
        const [year, month, day, hour, minute] = date.toISOString().split(/[-T:]/);
        const time = `${hour}:${minute}`;
        const wanted = Math.floor(date.getTime() / MINUTE_MS) * MINUTE_MS;
        const [dmy, mdy, ymd] = [
          [day, month, year],
          [month, day, year],
          [year, month, day],
        ].map((parts) => `${parts.join(sign)} ${time}`);
        expect(parseWrittenTime(dmy ?? '', 'DMY')?.asUtcMs).toBe(wanted);
        expect(parseWrittenTime(mdy ?? '', 'MDY')?.asUtcMs).toBe(wanted);
        expect(parseWrittenTime(ymd ?? '', 'YMD')?.asUtcMs).toBe(wanted);
      }),
    );
  });
});

describe('a duration', () => {
  test.each([
    ['4 h', 240],
    ['4 hours from now', 240],
    ['in 90 minutes', 90],
    ['1 day 2 h 30 min', 1_590],
    ['240', null],
    ['0 h', null],
    ['', null],
    ['four hours', null],
    ['4 h later than planned', null],
  ])('%s', (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes === null ? null : minutes * MINUTE_MS);
  });

  const at = (readAtMs: number, source: 'live' | 'carried' = 'live') =>
    verdictOf(compareField({ spec: spec('instant'), approved: END, reading: reading('4 h from now', { readAtMs, source }) }));
  const START_MS = Date.parse('2026-11-03T03:00:00Z');

  test('ends when it would end if it were sent now: the same words are right, too long and too short in turn', () => {
    expect(at(START_MS)).toBe('match');
    expect(at(START_MS + 59_999)).toBe('match');
    expect(at(START_MS + MINUTE_MS)).toBe('broader window-differs');
    expect(at(START_MS - 1)).toBe('mismatch window-differs');
  });

  test('of a screen that was left is not known, unless it is said for when it is asked', () => {
    expect(at(START_MS, 'carried')).toBe('unreadable control-unreadable');
    const left = (source: 'carried' | 'review', atMs: number) =>
      compareField({ spec: spec('instant'), approved: END, reading: reading('4 h', { readAtMs: START_MS, source }), atMs }).verdict;
    for (const source of ['carried', 'review'] as const)
      expect([0, 1, -1].map((minutes) => left(source, START_MS + minutes * MINUTE_MS))).toEqual(['match', 'broader', 'mismatch']);
  });

  test('is the same end to the end of its minute, and a later one from then on', () => {
    const held = spec('instant');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 4_102_444_800_000 }), (minutes, sentAtMs) => {
        const approved = new Date(endAfter(minutes * MINUTE_MS, sentAtMs)).toISOString();
        const when = (atMs: number) =>
          compareField({ spec: held, approved, reading: reading(`${minutes} min`, { source: 'carried' }), atMs }).verdict;
        const untilMs = sameEndUntil(sentAtMs);
        expect(untilMs).toBeGreaterThanOrEqual(sentAtMs);
        expect([when(sentAtMs), when(untilMs), when(untilMs + 1), when(untilMs - MINUTE_MS)]).toEqual([
          'match',
          'match',
          'broader',
          'mismatch',
        ]);
      }),
    );
  });

  test('that is longer by any minute than what is left until the approved end is broader, one that is shorter is not enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9_999 }),
        fc.integer({ min: -9_998, max: 9_999 }),
        fc.integer({ min: 0, max: MINUTE_MS - 1 }),
        (left, more, intoMs) => {
          const readAtMs = Date.parse(END) - left * MINUTE_MS + intoMs;
          const words = `${Math.max(1, left + more)} minutes from now`;
          const seen = Math.sign(Math.max(1, left + more) - left);
          const { verdict } = compareField({ spec: spec('instant'), approved: END, reading: reading(words, { readAtMs }) });
          expect(verdict).toBe(seen === 0 ? 'match' : seen > 0 ? 'broader' : 'mismatch');
        },
      ),
    );
  });

  test('that is longer never ends earlier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 999 }), (minutes, more) => {
        expect(parseDuration(`${minutes + more} min`) ?? 0).toBeGreaterThan(parseDuration(`${minutes} minutes`) ?? 0);
      }),
    );
  });
});

describe('a date with its month in words', () => {
  test.each([
    ['23 November 2026 08:00', '2026-11-23T08:00'],
    ['Nov 23, 2026, 8:00 AM', '2026-11-23T08:00'],
    ['23 november 2026 20:00:30', '2026-11-23T20:00:30'],
    ['Nov. 23, 2026 08:00', '2026-11-23T08:00'],
    ['23. März 2026, 08:00', '2026-03-23T08:00'],
    ['5 May 2026 12:05 pm', '2026-05-05T12:05'],
    ['23 Novembre 2026 08:00', null],
    ['23 November 2026', null],
    ['23 November 08:00', null],
    ['Monday, 23 November 2026 20:00', null],
    ['23 24 November 2026 08:00', null],
    ['23 November December 2026 08:00', null],
    ['until 23 November 2026 08:00', null],
    ['31 November 2026 08:00', null],
    ['23 November 2026 25:00', null],
    ['', null],
  ])('“%s”', (text, iso) => {
    const seen = parseNamedTime(text, ['en', 'de']);
    expect(seen?.asUtcMs ?? null).toBe(iso === null ? null : Date.parse(`${iso}Z`));
  });
});
