import { describe, expect, it } from 'vitest';
import { hoursAndMinutes, percent } from '../../../components/evidence/metrics-words.ts';

describe('a share', () => {
  it.each([
    [0, 0, 'Not yet known'],
    [0, 3, '0 %'],
    [3, 3, '100 %'],
    [999, 1000, '99 %'],
    [1, 1000, '1 %'],
    [1, 2, '50 %'],
  ])('%i of %i is %s: rounding never makes all or nothing', (count, of, words) => {
    expect(percent({ count, of })).toBe(words);
  });
});

describe('a time from halt to decision', () => {
  it.each([
    [4_200, '4 s'],
    [660_000, '11 min'],
    [5_460_000, '1 h 31 min'],
  ])('%i ms is %s', (ms, words) => {
    expect(hoursAndMinutes(ms)).toBe(words);
  });
});
