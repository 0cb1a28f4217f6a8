import { describe, expect, it } from 'vitest';
import { isMeasured, measureChoices, NOT_NARROWED } from '../../../components/evidence/narrow-measures.ts';
import type { Measured } from '../../../lib/core/metrics/tally.ts';
import { confirmed } from '../core/evidence/sample-journal.ts';
import { factsOf } from '../core/metrics/sample-facts.ts';

const NOW_MS = Date.parse('2026-11-25T12:00:00.000Z');
const one = (operator: string, closedAt: string): Measured => ({ facts: { ...factsOf(confirmed), operator, closedAt }, addenda: [] });
const recent = one('lead-01', '2026-11-24T12:00:00.000Z');
const old = one('lead-02', '2026-10-01T12:00:00.000Z');

describe('what is measured', () => {
  it('is everything while nothing is chosen', () => {
    expect([recent, old].filter((each) => isMeasured(each, NOT_NARROWED, NOW_MS))).toEqual([recent, old]);
  });

  it('is what the operator, the console and the period leave', () => {
    const left = (narrowed: Partial<typeof NOT_NARROWED>) =>
      [recent, old].filter((each) => isMeasured(each, { ...NOT_NARROWED, ...narrowed }, NOW_MS));
    expect(left({ Operator: 'lead-02' })).toEqual([old]);
    expect(left({ Console: 'another' })).toEqual([]);
    expect(left({ Period: '7' })).toEqual([recent]);
  });

  it('is chosen from what there is, each once and in order', () => {
    const [operator] = measureChoices([old, recent, recent], NOT_NARROWED);
    expect(operator?.options.map(({ word }) => word)).toEqual(['Everybody', 'lead-01', 'lead-02']);
  });
});
