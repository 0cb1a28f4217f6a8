import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Metrics } from '../../components/evidence/Metrics.tsx';
import type { Choice } from '../../components/evidence/metrics-words.ts';
import { ask } from '../../lib/browser/ask.ts';
import { type Measured, measure } from '../../lib/core/metrics/tally.ts';
import { sentence } from '../../lib/core/reason.ts';

const ALL = '';
const DAY_MS = 86_400_000;
const PERIODS: readonly Readonly<{ value: string; word: string }>[] = [
  { value: ALL, word: 'All of it' },
  { value: '7', word: 'Last 7 days' },
  { value: '30', word: 'Last 30 days' },
  { value: '91', word: 'Last 13 weeks' },
  { value: '365', word: 'Last 12 months' },
];

type Narrowed = Readonly<{ Operator: string; Console: string; Period: string }>;

/** The measures of this device's own executions, joined to the worker. */
export function ConnectedMetrics(): JSX.Element {
  const [all, setAll] = useState<readonly Measured[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [narrowed, setNarrowed] = useState<Narrowed>({ Operator: ALL, Console: ALL, Period: ALL });
  useEffect(() => {
    void ask<'measured'>({ type: 'measured' }).then((reply) => (reply.ok ? setAll(reply.value) : setProblem(sentence(reply.reason))));
  }, []);
  const measures = useMemo(() => (all === null ? null : measure(all.filter((one) => isIn(one, narrowed, Date.now())))), [all, narrowed]);
  return (
    <Metrics
      measures={measures}
      problem={problem}
      choices={choicesOf(all ?? [], narrowed)}
      onChoose={(name, value) => setNarrowed((now) => ({ ...now, [name]: value }))}
    />
  );
}

function isIn({ facts }: Measured, { Operator, Console, Period }: Narrowed, nowMs: number): boolean {
  return (
    (Operator === ALL || facts.operator === Operator) &&
    (Console === ALL || facts.console === Console) &&
    (Period === ALL || Date.parse(facts.closedAt) >= nowMs - Number(Period) * DAY_MS)
  );
}

function choicesOf(all: readonly Measured[], narrowed: Narrowed): readonly Choice[] {
  const of = (words: readonly string[], everything: string) => [
    { value: ALL, word: everything },
    ...[...new Set(words)].sort().map((word) => ({ value: word, word })),
  ];
  return [
    {
      name: 'Operator',
      value: narrowed.Operator,
      options: of(
        all.map(({ facts }) => facts.operator),
        'Everybody',
      ),
    },
    {
      name: 'Console',
      value: narrowed.Console,
      options: of(
        all.map(({ facts }) => facts.console),
        'Every console',
      ),
    },
    { name: 'Period', value: narrowed.Period, options: PERIODS },
  ];
}
