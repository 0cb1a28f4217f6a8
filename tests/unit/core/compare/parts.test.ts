import { describe, expect, it } from 'vitest';
import { joinedTime } from '../../../../lib/core/compare/parts.ts';
import { parseNamedTime } from '../../../../lib/core/compare/written-time.ts';
import type { SegmentName } from '../../../../lib/core/profile/profile.ts';

const joined = (parts: Partial<Record<SegmentName, string>>) =>
  joinedTime(
    new Map(
      (['date', 'time', 'hour'] as const).flatMap((name) => {
        const value = parts[name];
        return value === undefined ? [] : [[name, { value, text: value }] as const];
      }),
    ),
  );

describe('a date and a time that stand apart', () => {
  it('are one time as ISO 8601 writes it', () => {
    expect(joined({ date: '2026-11-23', time: '08:00' })).toBe('2026-11-23T08:00');
  });

  it('keep the words of a date that is written out, and are a time still', () => {
    const text = joined({ date: 'Nov 23, 2026', time: '9:00 PM' });
    expect(text).toBe('Nov 23, 2026 9:00 PM');
    expect(parseNamedTime(text ?? '', ['en'])).toEqual(parseNamedTime('23 November 2026 21:00', ['en']));
  });

  it('are nothing while one of them is', () => {
    expect(joined({ date: 'Nov 23, 2026', time: '' })).toBe('');
  });
});
