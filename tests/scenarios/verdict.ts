import type { Oracle } from '../hand/control.ts';
import type { Played } from '../hand/plan.ts';
import type { Expectation, Situation, VerdictName } from './scenario.ts';

/** What a play came to, in the words of a scenario's `expect`. */
export type Observed = Readonly<{
  verdict: VerdictName;
  escalated: boolean;
  stage: string | null;
  reasons: readonly string[];
  commits: number;
  finalState: string;
}>;

/** Where something can be caught, in the order of the journey. */
const STAGES: readonly string[] = ['preflight', 'entry', 'submit', 'confirm', 'takeover', 'evidence'];

/** The verdict as people see it: from what the gate showed last, and what the console's own database holds. */
export function observed(played: Played, oracle: Oracle): Observed {
  const verdict = verdictOf(played);
  return {
    verdict,
    escalated: played.isEscalated,
    stage: verdict === 'allow' ? null : verdict === 'warn' ? played.warnedAt : played.stage,
    reasons: reasonsOf(verdict, played),
    commits: oracle.commits,
    finalState: played.state === 'closed' ? 'idle' : played.state,
  };
}

function verdictOf(played: Played): VerdictName {
  const { state, isEscalated, isTriedWhileHeld } = played;
  if (state === 'unknown') return 'escalate';
  if (isOnlyIncomplete(played)) return 'block';
  if (isEscalated && ['confirmed', 'rejected', 'halted', 'abandoned'].includes(state)) return 'escalate';
  // Halted, and somebody tried to get past it: what is judged is the attempt.
  if (state === 'halted') return isTriedWhileHeld && played.reasons.includes('takeover-held') ? 'block' : 'halt';
  if (state !== 'confirmed') return 'block';
  if (played.reasons.length + played.refusals.length > 0) return 'block';
  return played.acknowledged.length > 0 ? 'warn' : 'allow';
}

/** What happened is known, and nobody has to decide about it: only the evidence is held to be not whole. */
function isOnlyIncomplete({ state, reasons }: Played): boolean {
  return state === 'confirmed' && reasons.length > 0 && reasons.every((code) => code === 'bundle-incomplete');
}

function reasonsOf(verdict: VerdictName, played: Played): readonly string[] {
  if (verdict === 'warn') return [...played.acknowledged].sort();
  if (verdict === 'block' && played.state === 'confirmed') return [...new Set([...played.reasons, ...played.refusals])].sort();
  return [...played.reasons].sort();
}

/**
 * Moments of the plan that never came: then something else was played than the file says. Where it may be caught earlier, they
 * need not come.
 */
export function neverCame({ expect, owns }: Pick<Situation, 'expect' | 'owns'>, { missed }: Played): readonly string[] {
  if (expect.orEarlier) return [];
  return missed.flatMap(({ of, moment }) => (owns.includes(of) ? [`${moment} never came, which ${of} needs`] : []));
}

/** Every difference between what was expected and what was seen, in words. Empty when they agree. */
export function differences(expected: Expectation, seen: Observed): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, wanted: unknown, got: unknown) => {
    if (wanted !== got) found.push(`${what} ${String(got)} instead of ${String(wanted)}`);
  };
  compare('verdict', expected.verdict, seen.verdict);
  compare('escalated', expected.escalated, seen.escalated);
  compare('reasons', listed(expected.reasons), listed(seen.reasons));
  compare('commits', expected.commits, seen.commits);
  if (expected.finalState !== null && !liesOver(seen.finalState, expected.finalState))
    compare('final state', expected.finalState, seen.finalState);
  if (expected.verdict !== 'allow' && expected.stage !== null && !isStageRight(expected, seen.stage)) {
    compare('stage', expected.stage, seen.stage);
  }
  return found;
}

/** A hold is no state of its own: it lies over the one that the execution is in, which a file may name just as well. */
function liesOver(seen: string, beneath: string): boolean {
  return seen === 'held' && ['filling', 'rechecking', 'armed'].includes(beneath);
}

/** Words of the corpus that name a kind of situation and no place: where such a one can be caught. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  approval: ['preflight', 'submit'],
  guard: ['preflight', 'entry', 'submit', 'confirm'],
};

function isStageRight({ stage, orEarlier }: Expectation, seen: string | null): boolean {
  if (stage === null || seen === null) return seen === stage;
  const places = KINDS[stage] ?? [stage];
  if (places.includes(seen)) return true;
  const last = Math.max(...places.map((one) => STAGES.indexOf(one)));
  return orEarlier && STAGES.includes(seen) && STAGES.indexOf(seen) < last;
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? 'none' : [...codes].sort().join(', ');
}
