import { DEMANDED_AUTHORITIES } from '../approval/case-record.ts';
import { entriesOf, type Outcome } from '../evidence/kinds.ts';
import type { JournalEntry } from '../evidence/record.ts';
import { stopsOf } from '../evidence/stops.ts';
import type { Summary } from '../evidence/summary.ts';
import { type Anomaly, anomalyOf } from './anomaly.ts';
import { type Halt, haltsOf } from './halts.ts';

/** What makes a submitted restoration not as approved. */
export type Fault = 'over-privileged' | 'duplicate' | 'differs';

/** What one bundle contributes to the measures: little enough to keep for every execution of a year. */
export type ExecutionFacts = Readonly<{
  execution: string;
  closedAt: string;
  operator: string;
  console: string;
  outcome: Outcome;
  /** Whether a commit left the browser. */
  isSubmitted: boolean;
  faults: readonly Fault[];
  windowEnd: string | null;
  /** Kinds of anomaly that were seen before the commit, and those that were only seen after it. */
  caught: readonly Anomaly[];
  slipped: readonly Anomaly[];
  caughtCodes: readonly string[];
  requiredCount: number;
  missing: readonly string[];
  /** Whether the three approvals stand in it, all of the packet that was executed. */
  isLinked: boolean;
  halts: readonly Halt[];
}>;

export function executionFacts(summary: Summary, entries: readonly JournalEntry[]): ExecutionFacts {
  const caughtCodes = [...new Set(codesBefore(entries, summary.commits[0]?.seq ?? Number.POSITIVE_INFINITY))];
  const caught = anomaliesOf(caughtCodes);
  return {
    execution: summary.execution,
    closedAt: summary.closedAt,
    operator: summary.operator,
    console: summary.profile.id,
    outcome: summary.outcome,
    isSubmitted: summary.commits.length > 0,
    faults: faultsOf(summary, entries),
    windowEnd: summary.packet.window.end,
    caught,
    slipped: summary.commits.length === 0 ? [] : anomaliesOf(codesAfter(entries)),
    caughtCodes,
    requiredCount: summary.completeness.required.length,
    missing: summary.completeness.missing,
    isLinked: isLinked(summary),
    halts: haltsOf(entries),
  };
}

/** Reasons that kept the gate closed on the way to the commit. */
function codesBefore(entries: readonly JournalEntry[], commitSeq: number): readonly string[] {
  return stopsOf(entries)
    .filter((stop) => stop.seq < commitSeq)
    .flatMap((stop) => stop.reasons.map((reason) => reason.code));
}

/** What was only seen in the commit or in what came back: it was not caught. */
function codesAfter(entries: readonly JournalEntry[]): readonly string[] {
  const seen = [...entriesOf(entries, 'commit-seen'), ...entriesOf(entries, 'outcome-read')];
  return seen.flatMap((entry) => entry.body.reasons.map((reason) => reason.code));
}

function anomaliesOf(codes: readonly string[]): readonly Anomaly[] {
  return [...new Set(codes.map(anomalyOf).filter((one) => one !== null))];
}

function faultsOf(summary: Summary, entries: readonly JournalEntry[]): readonly Fault[] {
  if (summary.commits.length === 0) return [];
  const verdicts = entriesOf(entries, 'fields-read').flatMap((entry) => entry.body.fields.map((one) => one.verdict));
  const codes = codesAfter(entries);
  const faults: Fault[] = [];
  if (verdicts.includes('broader') || codes.includes('grant-broader') || codes.includes('scope-broader')) faults.push('over-privileged');
  if (summary.commits.length > 1 || codes.includes('grant-duplicate')) faults.push('duplicate');
  if (verdicts.includes('mismatch') || summary.commits.some((commit) => !commit.isEqual)) faults.push('differs');
  return faults;
}

function isLinked({ approvals, packet }: Summary): boolean {
  return DEMANDED_AUTHORITIES.every((authority) =>
    approvals.some((approval) => approval.authority === authority && approval.packetDigest === packet.digest),
  );
}
