import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant, parseWallTime, utcText } from '../../../../lib/core/compare/instant.ts';
import { instantsOf, offsetAt } from '../../../../lib/core/compare/zone.ts';
import { compared, verdictOf } from './specs.ts';

const END = '2026-11-23T07:00:00Z';
const BERLIN = { zone: 'Europe/Berlin' };

describe('the end of access', () => {
  test.each([
    ['the same instant in the console’s zone', '2026-11-23T08:00', BERLIN, 'match'],
    ['with a space and seconds', '2026-11-23 08:00:00', BERLIN, 'match'],
    ['with an offset, whatever the zone', '2026-11-23T12:30:00+05:30', BERLIN, 'match'],
    ['in UTC to the minute', '2026-11-23T07:00Z', {}, 'match'],
    ['a minute later', '2026-11-23T08:01', BERLIN, 'broader window-differs'],
    ['a second later', '2026-11-23T08:00:01', BERLIN, 'broader window-differs'],
    ['a minute earlier', '2026-11-23T07:59', BERLIN, 'mismatch window-differs'],
    ['the digits of UTC in a zone ahead of it', '2026-11-23T07:00', BERLIN, 'mismatch window-differs'],
    ['the digits of UTC in a zone behind it', '2026-11-23T07:00', { zone: 'America/New_York' }, 'broader window-differs'],
    ['day and month swapped', '2027-11-23T08:00', BERLIN, 'broader window-differs'],
    ['no end at all, in words', 'Never', BERLIN, 'broader window-differs'],
    ['no expiry, in words', 'no expiration date', BERLIN, 'broader window-differs'],
    ['nothing', '', BERLIN, 'empty field-empty'],
    ['half a date', '2026-11-2', BERLIN, 'mismatch window-differs'],
    ['another order of the date', '23/11/2026 08:00', BERLIN, 'mismatch window-differs'],
    ['a day that does not exist', '2026-11-31T08:00', BERLIN, 'mismatch window-differs'],
    ['without a zone', '2026-11-23T08:00', {}, 'unreadable control-unreadable'],
    ['in a zone that nobody knows', '2026-11-23T08:00', { zone: 'Mars/Olympus' }, 'unreadable control-unreadable'],
  ])('%s', (_, seen, zone, verdict) => {
    expect(verdictOf(compared('instant', END, seen, zone))).toBe(verdict);
  });

  test.each([
    ['skipped when clocks go forward', '2026-03-29T02:30', 'clocks skip this time on that day'],
    ['shown twice when clocks go back', '2026-10-25T02:30', 'clocks show this time twice on that day'],
  ])('a time that is %s is not guessed', (_, seen, detail) => {
    expect(compared('instant', '2026-10-25T00:30:00Z', seen, BERLIN)).toMatchObject({
      verdict: 'unreadable',
      reason: { code: 'control-unreadable', details: { field: 'The field', detail } },
    });
  });

  test('the minute beside the change of clocks is read', () => {
    expect(verdictOf(compared('instant', '2026-10-25T02:00:00Z', '2026-10-25T03:00', BERLIN))).toBe('match');
    expect(verdictOf(compared('instant', '2026-03-29T01:00:00Z', '2026-03-29T03:00', BERLIN))).toBe('match');
  });

  test('an end said to the minute stands for an approved one with seconds, and is never later', () => {
    expect(verdictOf(compared('instant', '2026-11-23T07:00:30Z', '2026-11-23T08:00', BERLIN))).toBe('match');
    expect(verdictOf(compared('instant', '2026-11-23T07:00:30Z', '2026-11-23T08:01', BERLIN))).toBe('broader window-differs');
    expect(verdictOf(compared('instant', '2026-11-23T07:00:30Z', '2026-11-23T08:00:00', BERLIN))).toBe('mismatch window-differs');
  });

  test('where no end is approved, none is the right one', () => {
    expect(verdictOf(compared('instant', '', '2026-11-23T08:00', BERLIN))).toBe('unreadable control-unreadable');
    expect(verdictOf(compared('instant', 'never', 'never', BERLIN))).toBe('unreadable control-unreadable');
  });

  test('approved and entered are shown in the console’s own time, with how far apart they are', () => {
    expect(compared('instant', END, '2026-11-23T10:05', BERLIN)).toMatchObject({
      reason: { details: { seen: '2026-11-23T10:05', expected: '2026-11-23T08:00' } },
      difference: { kind: 'instant', approved: '2026-11-23T08:00', seen: '2026-11-23T10:05', note: '2 h 5 min later than approved.' },
    });
    expect(compared('instant', END, '2026-11-23T07:59:30', BERLIN).difference).toMatchObject({
      note: 'Less than a minute earlier than approved.',
    });
  });
});

describe('the start of access', () => {
  const start = { ...BERLIN, approved: { packet: 'window.start' } } as const;

  test('an earlier one is broader, a later one is not', () => {
    expect(verdictOf(compared('instant', END, '2026-11-23T07:59', start))).toBe('broader window-differs');
    expect(verdictOf(compared('instant', END, '2026-11-23T08:01', start))).toBe('mismatch window-differs');
  });

  test('said to the minute it is never earlier than approved', () => {
    expect(verdictOf(compared('instant', '2026-11-23T07:00:30Z', '2026-11-23T08:01', start))).toBe('match');
    expect(verdictOf(compared('instant', '2026-11-23T07:00:30Z', '2026-11-23T08:00', start))).toBe('broader window-differs');
  });
});

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
];
const anyZone = fc.constantFrom(...ZONES);
const anyMinute = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 }).map((minute) => minute * 60_000);
const wallIn = (zone: string, atMs: number) => new Date(atMs + (offsetAt(zone, atMs) ?? Number.NaN)).toISOString().slice(0, 16);

describe('day and month', () => {
  const two = (part: number) => String(part).padStart(2, '0');
  const parts = fc.record({
    year: fc.integer({ min: 2000, max: 2040 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 12 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  });
  const orders = fc.constantFrom('DMY', 'MDY', 'YMD', null);
  const noteOf = ({ difference }: ReturnType<typeof compared>) => (difference?.kind === 'instant' ? difference.note : '');

  /** A date as a console that uses this order writes it; null: as ISO 8601 does. */
  function written(order: 'DMY' | 'MDY' | 'YMD' | null, year: number, month: number, day: number): string {
    if (order === 'DMY') return `${two(day)}/${two(month)}/${year}`;
    if (order === 'MDY') return `${two(month)}/${two(day)}/${year}`;
    return order === 'YMD' ? `${year}/${two(month)}/${two(day)}` : `${year}-${two(month)}-${two(day)}`;
  }

  test('that are swapped are another time, and are called so; only the same time is right', () => {
    fc.assert(
      fc.property(parts, orders, ({ year, month, day, hour, minute }, order) => {
        const approved = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00Z`;
        const time = `${order === null ? 'T' : ' '}${two(hour)}:${two(minute)}`;
        const over = { zone: 'UTC', ...(order === null ? {} : { dateOrder: order }) };
        expect(compared('instant', approved, written(order, year, month, day) + time, over).verdict).toBe('match');
        const other = compared('instant', approved, written(order, year, day, month) + time, over);
        expect(other.verdict).toBe(day === month ? 'match' : day > month ? 'broader' : 'mismatch');
        if (day !== month) expect(noteOf(other)).toMatch(/^Day and month are swapped: /);
      }),
    );
  });

  test('are not called swapped where a time differs in anything else', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), ({ year, month, day, hour, minute }, by, isLater) => {
        const approvedMs = Date.UTC(year, month - 1, day, hour, minute);
        const seen = new Date(approvedMs + (isLater ? by : -by) * 60_000).toISOString();
        const isSwapped = seen.startsWith(`${year}-${two(day)}-${two(month)}T${two(hour)}:${two(minute)}`);
        const note = noteOf(compared('instant', new Date(approvedMs).toISOString(), seen.slice(0, 16), { zone: 'UTC' }));
        expect(note.startsWith('Day and month')).toBe(isSwapped);
        expect(note).toContain(isLater ? 'later than approved.' : 'earlier than approved.');
      }),
    );
  });

  test('in the order of another console are never taken for the approved ones, unless they are the same', () => {
    fc.assert(
      fc.property(parts, ({ year, month, day, hour, minute }) => {
        const approved = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00Z`;
        const american = `${written('MDY', year, month, day)} ${two(hour)}:${two(minute)}`;
        expect(compared('instant', approved, american, { zone: 'UTC', dateOrder: 'DMY' }).verdict === 'match').toBe(day === month);
        expect(compared('instant', approved, american, { zone: 'UTC' }).verdict).toBe('mismatch');
      }),
    );
  });
});

describe('across zones', () => {
  test('an end matches exactly when it is the same instant, and is broader exactly when it is later', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: -2000, max: 2000 }), anyZone, (approvedMs, byMinutes, zone) => {
        const seenMs = approvedMs + byMinutes * 60_000;
        const { verdict } = compared('instant', new Date(approvedMs).toISOString(), wallIn(zone, seenMs), { zone });
        const times = instantsOf(zone, parseWallTime(wallIn(zone, seenMs)) ?? { asUtcMs: 0, precision: 'minute' });
        if (times.length > 1) expect(verdict).toBe('unreadable');
        else expect(verdict).toBe(byMinutes === 0 ? 'match' : byMinutes > 0 ? 'broader' : 'mismatch');
      }),
      { numRuns: 500 },
    );
  });

  test('the same instant matches in two zones at once', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: -14 * 60, max: 14 * 60 }), (atMs, offsetMinutes) => {
        const sign = offsetMinutes < 0 ? '-' : '+';
        const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60].map((part) =>
          String(part).padStart(2, '0'),
        );
        const text = `${new Date(atMs + offsetMinutes * 60_000).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
        expect(compared('instant', new Date(atMs).toISOString(), text).verdict).toBe('match');
      }),
    );
  });

  test('every instant that clocks show a time at is found, and no other', () => {
    const nearChange = fc
      .tuple(
        fc.constantFrom(Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 3, 4, 15), Date.UTC(2026, 2, 8, 7)),
        fc.integer({ min: -240, max: 240 }),
      )
      .map(([changeMs, minutes]) => changeMs + minutes * 60_000);
    fc.assert(
      fc.property(fc.oneof(anyMinute, nearChange), anyZone, (atMs, zone) => {
        const wall = parseWallTime(wallIn(zone, atMs));
        const found = wall === null ? [] : instantsOf(zone, wall);
        expect(found).toContain(atMs);
        for (const one of found) expect(wallIn(zone, one)).toBe(wallIn(zone, atMs));
        for (const shift of [-120, -60, -30, 30, 60, 120]) {
          const otherMs = atMs + shift * 60_000;
          if (wallIn(zone, otherMs) === wallIn(zone, atMs)) expect(found).toContain(otherMs);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('RFC 3339', () => {
  test.each([
    ['2026-11-23T07:00:00Z', Date.UTC(2026, 10, 23, 7)],
    ['2026-11-23T07:00:00.250Z', Date.UTC(2026, 10, 23, 7, 0, 0, 250)],
    ['2026-11-23t07:00:00z', Date.UTC(2026, 10, 23, 7)],
    ['2026-11-23T07:00:00-02:30', Date.UTC(2026, 10, 23, 9, 30)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    ['2026-02-29T00:00:00Z', null],
    ['2026-02-30T00:00:00Z', null],
    ['2026-11-23T24:00:00Z', null],
    ['2026-11-23T07:60:00Z', null],
    ['2026-11-23T07:00:60Z', null],
    ['2026-11-23T07:00:00+24:00', null],
    ['2026-11-23T07:00:00', null],
    ['2026-11-23', null],
    ['0026-11-23T07:00:00Z', null],
    ['1769', null],
    ['never', null],
    ['', null],
    [null, null],
  ])('%s', (text, atMs) => {
    expect(parseInstant(text)).toBe(atMs);
  });

  test('a sentence says it in UTC', () => {
    expect(utcText(Date.UTC(2026, 10, 23, 7, 0, 30))).toBe('2026-11-23 07:00:30 UTC');
  });
});
