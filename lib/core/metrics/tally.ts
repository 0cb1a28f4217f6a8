import type { Addendum } from '../evidence/addendum.ts';
import type { Outcome } from '../evidence/kinds.ts';
import type { Anomaly } from './anomaly.ts';
import { type Correctness, correctnessOf } from './correctness.ts';
import type { ExecutionFacts } from './execution-facts.ts';
import type { Halt, Trigger } from './halts.ts';

/** A share in whole numbers; who shows it makes a percentage of it, and none where `of` is 0. */
export type Share = Readonly<{ count: number; of: number }>;

/** The four evaluation considerations, over a set of executions. */
export type Measures = Readonly<{
  executions: number;
  outcomes: Readonly<Record<Outcome, number>>;
  /** Restorations that were submitted: `right` of those that are known. What is not yet known is in neither number. */
  submitted: Readonly<{
    right: Share;
    wrong: Readonly<Record<string, number>>;
    notYetKnown: Readonly<Record<string, number>>;
    rejected: number;
  }>;
  /** Executions in which each kind of anomaly was caught before the submission, of those in which it showed at all. */
  caught: Readonly<Record<Anomaly, Share>> & Readonly<{ any: Share; codes: Readonly<Record<string, number>> }>;
  /** Bundles in which everything is that their outcome asks for; `linked`: of the submitted ones, with all three approvals in it. */
  completeness: Readonly<{ complete: Share; linked: Share; missing: Readonly<Record<string, number>> }>;
  halts: Readonly<{
    safe: Share;
    byTrigger: Readonly<Record<Trigger, Share>>;
    ended: Readonly<Record<Halt['ended'], number>>;
    takenOver: number;
    /** Milliseconds from the halt to the decision, of those that were decided; null when none was. */
    tookMs: Readonly<{ median: number; longest: number }> | null;
  }>;
}>;

/** One execution, and what was learnt about it afterwards. */
export type Measured = Readonly<{ facts: ExecutionFacts; addenda: readonly Addendum[] }>;

export function measure(all: readonly Measured[]): Measures {
  const facts = all.map((one) => one.facts);
  return {
    executions: all.length,
    outcomes: countOutcomes(facts),
    submitted: measureSubmitted(all),
    caught: measureCaught(facts),
    completeness: measureCompleteness(facts),
    halts: measureHalts(facts.flatMap((one) => one.halts)),
  };
}

function countOutcomes(facts: readonly ExecutionFacts[]): Measures['outcomes'] {
  const count = (outcome: Outcome) => facts.filter((one) => one.outcome === outcome).length;
  return {
    confirmed: count('confirmed'),
    rejected: count('rejected'),
    unknown: count('unknown'),
    halted: count('halted'),
    abandoned: count('abandoned'),
    'taken-over': count('taken-over'),
  };
}

function measureSubmitted(all: readonly Measured[]): Measures['submitted'] {
  const submitted = all.filter(({ facts }) => facts.isSubmitted || facts.outcome === 'unknown');
  const restored = submitted.filter(({ facts }) => facts.outcome !== 'rejected');
  const judged: readonly Correctness[] = restored.map(({ facts, addenda }) => correctnessOf(facts, addenda));
  const known = judged.filter((one) => one.is !== 'not-yet-known');
  return {
    right: { count: known.filter((one) => one.is === 'right').length, of: known.length },
    wrong: countOf(judged.flatMap((one) => (one.is === 'wrong' ? one.faults : []))),
    notYetKnown: countOf(judged.flatMap((one) => (one.is === 'not-yet-known' ? [one.because] : []))),
    rejected: submitted.length - restored.length,
  };
}

function measureCaught(facts: readonly ExecutionFacts[]): Measures['caught'] {
  const share = (isIn: (kinds: readonly Anomaly[]) => boolean): Share => ({
    count: facts.filter((one) => isIn(one.caught)).length,
    of: facts.filter((one) => isIn(one.caught) || isIn(one.slipped)).length,
  });
  const of = (kind: Anomaly) => share((kinds) => kinds.includes(kind));
  return {
    approvals: of('approvals'),
    tenant: of('tenant'),
    scope: of('scope'),
    console: of('console'),
    any: share((kinds) => kinds.length > 0),
    codes: countOf(facts.flatMap((one) => one.caughtCodes)),
  };
}

function measureCompleteness(facts: readonly ExecutionFacts[]): Measures['completeness'] {
  const submitted = facts.filter((one) => one.isSubmitted);
  return {
    complete: { count: facts.filter((one) => one.missing.length === 0).length, of: facts.length },
    linked: { count: submitted.filter((one) => one.isLinked && one.missing.length === 0).length, of: submitted.length },
    missing: countOf(facts.flatMap((one) => one.missing)),
  };
}

function measureHalts(halts: readonly Halt[]): Measures['halts'] {
  const safe = (some: readonly Halt[]): Share => ({ count: some.filter((one) => one.isSafe).length, of: some.length });
  const of = (trigger: Trigger) => safe(halts.filter((one) => one.trigger === trigger));
  const ended = (how: Halt['ended']) => halts.filter((one) => one.ended === how).length;
  const took = halts.flatMap((one) => (one.tookMs === null ? [] : [one.tookMs])).sort((a, b) => a - b);
  const [median, longest] = [took[Math.floor((took.length - 1) / 2)], took.at(-1)];
  return {
    safe: safe(halts),
    byTrigger: { changed: of('changed'), lost: of('lost'), ambiguous: of('ambiguous'), other: of('other') },
    ended: {
      resumed: ended('resumed'),
      'taken-over': ended('taken-over'),
      reconciled: ended('reconciled'),
      abandoned: ended('abandoned'),
      confirmed: ended('confirmed'),
      rejected: ended('rejected'),
      open: ended('open'),
    },
    takenOver: halts.filter((one) => one.isTakenOver).length,
    tookMs: median === undefined || longest === undefined ? null : { median, longest },
  };
}

/** How often each word comes, the most frequent first. */
function countOf(words: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
