import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import { outcomeLook } from '../ui/meaning.ts';
import { dayOf } from '../ui/when.ts';

/** What the list is narrowed to: words that a person typed, and one chip. */
export type Filter = Readonly<{ words: string; chip: string }>;

export const ALL = 'All';
export const NO_FILTER: Filter = { words: '', chip: ALL };

const INCOMPLETE = 'Incomplete';
const NOT_DELIVERED = 'Not delivered';

/** The chips of a row. One that nothing has is not offered. */
function chipsOf(row: EvidenceRow): readonly string[] {
  return [
    ALL,
    outcomeLook(row.outcome).word,
    ...(row.isComplete ? [] : [INCOMPLETE]),
    ...(row.isExportable && !row.isDelivered ? [NOT_DELIVERED] : []),
  ];
}

export type Chip = Readonly<{ word: string; count: number }>;

/** Every chip with how many rows it would leave, the outcomes first. */
export function chips(rows: readonly EvidenceRow[]): readonly Chip[] {
  const counts = new Map<string, number>([[ALL, 0]]);
  for (const row of rows) for (const word of chipsOf(row)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rank = (word: string) => (word === ALL ? 0 : word === INCOMPLETE ? 2 : word === NOT_DELIVERED ? 3 : 1);
  return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => rank(a.word) - rank(b.word));
}

/** The rows that have the chip and, somewhere, every word. */
export function narrowed(rows: readonly EvidenceRow[], filter: Filter): readonly EvidenceRow[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => chipsOf(row).includes(filter.chip) && hasAll(row, words));
}

function hasAll(row: EvidenceRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [row.tenant.name, row.tenant.id, row.caseId, row.reference ?? '', row.execution, row.at, dayOf(row.at)]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

export type Day = Readonly<{ day: string; rows: readonly EvidenceRow[] }>;

/** Newest first, as they come, under the day they ended on. */
export function byDay(rows: readonly EvidenceRow[]): readonly Day[] {
  const days: { day: string; rows: EvidenceRow[] }[] = [];
  for (const row of rows) {
    const day = dayOf(row.at);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
