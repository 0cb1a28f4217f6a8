import type { Measured } from '../../lib/core/metrics/tally.ts';
import type { Choice } from './metrics-words.ts';

const ALL = '';
const DAY_MS = 86_400_000;
const PERIODS: Choice['options'] = [
  { value: ALL, word: 'All of it' },
  { value: '7', word: 'Last 7 days' },
  { value: '30', word: 'Last 30 days' },
  { value: '91', word: 'Last 13 weeks' },
  { value: '365', word: 'Last 12 months' },
];

/** What the measures are narrowed to, by the name of the choice; an empty text is everything. */
export type Narrowed = Readonly<{ Operator: string; Console: string; Period: string }>;
export const NOT_NARROWED: Narrowed = { Operator: ALL, Console: ALL, Period: ALL };

export function isMeasured({ facts }: Measured, { Operator, Console, Period }: Narrowed, nowMs: number): boolean {
  return (
    (Operator === ALL || facts.operator === Operator) &&
    (Console === ALL || facts.console === Console) &&
    (Period === ALL || Date.parse(facts.closedAt) >= nowMs - Number(Period) * DAY_MS)
  );
}

/** What there is to choose from, over everything that was measured. */
export function measureChoices(all: readonly Measured[], { Operator, Console, Period }: Narrowed): readonly Choice[] {
  const named = (word: (one: Measured) => string, everything: string): Choice['options'] => [
    { value: ALL, word: everything },
    ...[...new Set(all.map(word))].sort().map((one) => ({ value: one, word: one })),
  ];
  return [
    { name: 'Operator', value: Operator, options: named(({ facts }) => facts.operator, 'Everybody') },
    { name: 'Console', value: Console, options: named(({ facts }) => facts.console, 'Every console') },
    { name: 'Period', value: Period, options: PERIODS },
  ];
}
