import { describe, expect, it } from 'vitest';
import { parseWallTime } from '../../../../lib/core/compare/instant.ts';
import { joinedTime } from '../../../../lib/core/compare/parts.ts';
import { parseDuration, parseWrittenTime } from '../../../../lib/core/compare/written-time.ts';
import { SEGMENT_NAMES, type SegmentName } from '../../../../lib/core/profile/profile.ts';

const joined = (parts: Partial<Record<SegmentName, string>>) =>
  joinedTime(
    new Map(
      SEGMENT_NAMES.flatMap((name) => {
        const value = parts[name];
        return value === undefined ? [] : [[name, { value, text: value }] as const];
      }),
    ),
    ['en', 'de'],
  );

describe('a date and a time that stand apart', () => {
  it('are one time as ISO 8601 writes it', () => {
    expect(joined({ date: '2026-11-23', time: '08:00' })).toBe('2026-11-23T08:00');
  });

  it('are a time where the date is written out, in a language of the console', () => {
    expect(joined({ date: 'Nov 23, 2026', time: '9:00 PM' })).toBe('2026-11-23T21:00');
    expect(joined({ date: '23 novembre 2026', time: '21:00' })).toBe('23 novembre 2026 21:00');
  });

  it('are nothing while one of them is', () => {
    expect(joined({ date: 'Nov 23, 2026', time: '' })).toBe('');
  });

  it('may name their month, in a language of the console', () => {
    const day = { year: '2026', day: '23', hour: '8' };
    expect(joined({ ...day, month: 'November' })).toBe('2026-11-23T08:00');
    expect(joined({ ...day, month: 'Dez.' })).toBe('2026-12-23T08:00');
    expect(joined({ ...day, month: 'novembre' })).toBe('2026 · novembre · 23 · 8');
  });

  it('count an hour to twelve with its half of the day', () => {
    const at = (hour: string, halfDay: string) => joined({ date: '2026-11-23', hour, halfDay });
    expect(['12', '1', '11'].map((hour) => at(hour, 'a.m.'))).toEqual(['00', '01', '11'].map((hour) => `2026-11-23T${hour}:00`));
    expect(['12', '1', '11'].map((hour) => at(hour, 'PM'))).toEqual(['12', '13', '23'].map((hour) => `2026-11-23T${hour}:00`));
    expect(at('0', 'AM')).toBe('2026-11-23 · 0 · AM');
    expect(at('13', 'PM')).toBe('2026-11-23 · 13 · PM');
    expect(at('8', 'maybe')).toBe('2026-11-23 · 8 · maybe');
  });

  it('are no time, and no duration, while one of them is no number', () => {
    const text = joined({ year: '1 d', month: '2 h', day: '3 m' });
    expect([parseWallTime(text), parseDuration(text), parseWrittenTime(text, 'YMD')]).toEqual([null, null, null]);
  });
});
