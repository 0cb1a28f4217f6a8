import type { Addendum } from '../evidence/addendum.ts';
import type { ExecutionFacts, Fault } from './execution-facts.ts';

/** What became of a submitted restoration, as far as it is known. It is never guessed. */
export type Correctness =
  | Readonly<{ is: 'right' }>
  | Readonly<{ is: 'wrong'; faults: readonly (Fault | 'corrected' | 'outlived-its-window')[] }>
  | Readonly<{ is: 'not-yet-known'; because: 'outcome-unknown' | 'window-end-not-read' }>;

/**
 * Joins what the bundle says with what was learnt after it was closed. A restoration is right only when IAM was read at
 * the end of its window, showed that the access had ended, and nobody corrected it.
 */
export function correctnessOf(facts: ExecutionFacts, addenda: readonly Addendum[]): Correctness {
  const corrected = addenda.some((one) => one.is === 'correction');
  const ends = addenda.filter((one) => one.is === 'window-end' && one.isEnded !== null);
  const outlived = ends.some((one) => one.is === 'window-end' && one.isEnded === false);
  const faults = [...facts.faults, ...(corrected ? (['corrected'] as const) : []), ...(outlived ? (['outlived-its-window'] as const) : [])];
  if (faults.length > 0) return { is: 'wrong', faults };
  if (facts.outcome === 'unknown') return { is: 'not-yet-known', because: 'outcome-unknown' };
  return ends.length > 0 ? { is: 'right' } : { is: 'not-yet-known', because: 'window-end-not-read' };
}
