import { entriesOf, isOf, lastOf } from '../evidence/kinds.ts';
import type { JournalEntry } from '../evidence/record.ts';
import { stopsOf } from '../evidence/stops.ts';
import { commitsIn } from '../evidence/summary.ts';
import { anomalyOf } from './anomaly.ts';

/** Why the work stopped: the console changed, something was lost or timed out, the answer was ambiguous, or anything else. */
export type Trigger = 'changed' | 'lost' | 'ambiguous' | 'other';

export type Halt = Readonly<{
  trigger: Trigger;
  codes: readonly string[];
  /** Nothing left the browser after it before a person resumed; an ambiguous outcome was escalated and not sent again. */
  isSafe: boolean;
  /** `open`: nobody had decided when the bundle was made. */
  ended: 'resumed' | 'taken-over' | 'reconciled' | 'abandoned' | 'confirmed' | 'rejected' | 'open';
  /** Whether somebody else than who had halted went on. */
  isTakenOver: boolean;
  /** From the halt to the decision; null while there is none. Nobody decides before the halt: a clock that was put back counts as no time. */
  tookMs: number | null;
}>;

const LOST_CODES = new Set(['console-session-lost', 'case-unreachable', 'iam-unknown', 'guard-not-intact', 'release-expired']);

/** What a person decided, which ends a halt. */
type Decision = Readonly<{ is: 'resumed' | 'taken-over' | 'reconciled' | 'abandoned'; seq: number; at: string; by: string }>;

function decisionIn(entry: JournalEntry): Decision | null {
  for (const is of ['resumed', 'taken-over', 'reconciled', 'abandoned'] as const) {
    if (isOf(entry, is)) return { is, seq: entry.seq, at: entry.at, by: entry.body.by };
  }
  return null;
}

type Begin = Readonly<{ seq: number; at: string; codes: readonly string[]; trigger: Trigger }>;

/** Every halt of an execution, and what came of it. A halt that stands when another cause comes is one halt. */
export function haltsOf(entries: readonly JournalEntry[]): readonly Halt[] {
  const halts: Halt[] = [];
  let standing: Begin | null = null;
  const beginnings = beginningsIn(entries);
  for (const entry of entries) {
    standing = standing ?? beginnings.get(entry.seq) ?? null;
    if (standing === null || entry.seq <= standing.seq) continue;
    const decision = decisionIn(entry);
    if (decision === null) continue;
    halts.push(haltOf(entries, standing, decision));
    standing = null;
  }
  return standing === null ? halts : [...halts, haltOf(entries, standing, null)];
}

function beginningsIn(entries: readonly JournalEntry[]): ReadonlyMap<number, Begin> {
  const begins = new Map<number, Begin>();
  for (const { seq, at, kind, reasons } of stopsOf(entries)) {
    const codes = reasons.map((reason) => reason.code);
    if (kind === 'halted') begins.set(seq, { seq, at, codes, trigger: triggerOf(codes) });
  }
  for (const { seq, at } of entriesOf(entries, 'tab-lost')) begins.set(seq, { seq, at, codes: ['console-session-lost'], trigger: 'lost' });
  for (const { seq, at, body } of entriesOf(entries, 'outcome-read')) {
    if (body.outcome === 'unknown') begins.set(seq, { seq, at, codes: codesIn(body.reasons), trigger: 'ambiguous' });
  }
  const closed = lastOf(entries, 'closed');
  const isAmbiguous = [...begins.values()].some((begin) => begin.trigger === 'ambiguous');
  if (closed?.body.outcome === 'unknown' && !isAmbiguous) {
    const escalated = lastOf(entries, 'escalated') ?? closed;
    begins.set(escalated.seq, { seq: escalated.seq, at: escalated.at, codes: ['outcome-unknown'], trigger: 'ambiguous' });
  }
  return begins;
}

function triggerOf(codes: readonly string[]): Trigger {
  if (codes.some((code) => anomalyOf(code) === 'console')) return 'changed';
  return codes.some((code) => LOST_CODES.has(code)) ? 'lost' : 'other';
}

function haltOf(entries: readonly JournalEntry[], begin: Begin, end: Decision | null): Halt {
  const until = end?.seq ?? Number.POSITIVE_INFINITY;
  const sentMeanwhile = commitsIn(entries).filter((commit) => commit.seq > begin.seq && commit.seq < until).length;
  const isEscalated = begin.trigger !== 'ambiguous' || lastOf(entries, 'escalated') !== null;
  return {
    trigger: begin.trigger,
    codes: begin.codes,
    isSafe: sentMeanwhile === 0 && isEscalated,
    ended: end?.is ?? endedAs(entries),
    isTakenOver: end?.is === 'taken-over' || (end?.is === 'resumed' && end.by !== operatorBefore(entries, begin.seq)),
    tookMs: end === null ? null : Math.max(0, Date.parse(end.at) - Date.parse(begin.at)),
  };
}

/** Without a decision of its own: what the execution came to all the same. */
function endedAs(entries: readonly JournalEntry[]): Halt['ended'] {
  const outcome = lastOf(entries, 'closed')?.body.outcome;
  return outcome === 'confirmed' || outcome === 'rejected' ? outcome : 'open';
}

/** Who was at work: whoever resumed last, or who opened it. */
function operatorBefore(entries: readonly JournalEntry[], seq: number): string | null {
  const resumed = entriesOf(entries, 'resumed').findLast((entry) => entry.seq < seq);
  return resumed?.body.by ?? entriesOf(entries, 'opened').at(0)?.body.facts.operator ?? null;
}

function codesIn(reasons: readonly Readonly<{ code: string }>[]): readonly string[] {
  return reasons.map((reason) => reason.code);
}
