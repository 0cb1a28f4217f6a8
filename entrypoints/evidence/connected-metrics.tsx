import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Metrics } from '../../components/evidence/Metrics.tsx';
import { isMeasured, measureChoices, type Narrowed, NOT_NARROWED } from '../../components/evidence/narrow-measures.ts';
import { ask } from '../../lib/browser/ask.ts';
import { type Measured, measure } from '../../lib/core/metrics/tally.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';

/** The measures of this device's own executions, joined to the worker. */
export function ConnectedMetrics(): JSX.Element {
  const [all, setAll] = useState<readonly Measured[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [narrowed, setNarrowed] = useState<Narrowed>(NOT_NARROWED);
  useEffect(() => {
    void ask<'measured'>({ type: 'measured' }).then((reply) => (reply.ok ? setAll(reply.value) : setProblem(problemOf(reply.reason))));
  }, []);
  const measures = useMemo(
    () => (all === null ? null : measure(all.filter((one) => isMeasured(one, narrowed, Date.now())))),
    [all, narrowed],
  );
  return (
    <Metrics
      measures={measures}
      problem={problem}
      choices={measureChoices(all ?? [], narrowed)}
      onChoose={(name, value) => setNarrowed((now) => ({ ...now, [name]: value }))}
    />
  );
}
