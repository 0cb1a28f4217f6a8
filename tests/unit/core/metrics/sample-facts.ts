import type { Addendum } from '../../../../lib/core/evidence/addendum.ts';
import { journalLine, NO_LINE_BEFORE, readLine } from '../../../../lib/core/evidence/journal.ts';
import type { JournalEntry } from '../../../../lib/core/evidence/record.ts';
import { summarise } from '../../../../lib/core/evidence/summary.ts';
import { type ExecutionFacts, executionFacts } from '../../../../lib/core/metrics/execution-facts.ts';
import { EXECUTION, type Happened } from '../evidence/sample-journal.ts';

/** Entries of what happened, a minute apart. */
export function entriesOfSample(happened: readonly Happened[]): readonly JournalEntry[] {
  const filler = { record: '0'.repeat(64), picture: null, because: 'none', commitments: '0'.repeat(64), sha256: '0'.repeat(64) };
  return happened.flatMap((one, seq) => {
    const more = one.kind === 'capture' || one.kind === 'sealed' ? filler : {};
    const at = new Date(Date.UTC(2026, 10, 23, 3, seq)).toISOString();
    const body = { ...more, ...one.body };
    const entry = readLine(
      journalLine({ v: 1, seq, prev: NO_LINE_BEFORE, execution: EXECUTION, at, actor: 'lead-01', kind: one.kind, body }),
    );
    return entry === null ? [] : [entry];
  });
}

export function factsOf(happened: readonly Happened[]): ExecutionFacts {
  const entries = entriesOfSample(happened);
  const summary = summarise(entries, new Set(), { seq: entries.length - 1, sha256: '0'.repeat(64) });
  if (summary === null) throw new Error('the sample is not closed');
  return executionFacts(summary, entries);
}

export const endRead = (isEnded: boolean | null): Addendum => ({
  v: 1,
  is: 'window-end',
  execution: EXECUTION,
  at: '2026-11-23T07:01:00Z',
  by: 'lead-01',
  windowEnd: '2026-11-23T07:00:00Z',
  grants: isEnded === null ? null : isEnded ? 0 : 1,
  isEnded,
});

export const correction: Addendum = {
  v: 1,
  is: 'correction',
  execution: EXECUTION,
  at: '2026-11-25T09:00:00Z',
  by: 'sec-01',
  finding: 'over-privileged',
};
