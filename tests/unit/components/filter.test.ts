import { describe, expect, it } from 'vitest';
import { byDay, chips, NO_FILTER, narrowed } from '../../../components/evidence/filter.ts';
import { evidenceRow } from '../../fakes/evidence-row.ts';

const other = evidenceRow({
  execution: 'exe-2',
  caseId: 'CASE-1031',
  outcome: 'unknown',
  reference: null,
  at: '2026-11-22T23:59:59.000Z',
  isDelivered: false,
});
const open = evidenceRow({
  execution: 'exe-3',
  outcome: 'abandoned',
  reference: null,
  isComplete: false,
  isExportable: false,
  isDelivered: false,
});
const ROWS = [evidenceRow({}), open, other];

describe('what the list is narrowed to', () => {
  it.each([
    ['a part of the tenant, whatever its case', 'NORTHW', 3],
    ['the reference', 'bg-77120', 1],
    ['every word, in any order', '1031 northwind', 1],
    ['the day in words', '22 november', 1],
    ['one word that nothing has', 'northwind nobody', 0],
    ['only blanks', '   ', 3],
  ])('%s', (_, words, count) => {
    expect(narrowed(ROWS, { ...NO_FILTER, words })).toHaveLength(count);
  });

  it('is a chip, and an unfinished bundle does not count as undelivered', () => {
    expect(chips(ROWS)).toEqual([
      { word: 'All', count: 3 },
      { word: 'Confirmed', count: 1 },
      { word: 'Abandoned', count: 1 },
      { word: 'Outcome unknown', count: 1 },
      { word: 'Incomplete', count: 1 },
      { word: 'Not delivered', count: 1 },
    ]);
    expect(narrowed(ROWS, { words: '', chip: 'Not delivered' })).toEqual([other]);
  });

  it('stands under the day in UTC on which it ended', () => {
    expect(byDay(ROWS).map(({ day, rows }) => [day, rows.length])).toEqual([
      ['Monday, 23 November 2026', 2],
      ['Sunday, 22 November 2026', 1],
    ]);
  });
});
