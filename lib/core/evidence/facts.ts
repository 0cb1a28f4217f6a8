import type { VerificationFact } from '../execution/page-views.ts';
import type { VerifyCheck } from './verdict.ts';

const STATES = { good: 'good', bad: 'bad', 'not-judged': 'unknown' } as const;

/** The checks of a bundle as the evidence page lists them. */
export function factsOf(checks: readonly VerifyCheck[]): readonly VerificationFact[] {
  return checks.map((one) => ({ label: one.title, seen: one.says[0] ?? 'yes', state: STATES[one.state] }));
}
