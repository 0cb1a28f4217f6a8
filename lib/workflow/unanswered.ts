import type { Written } from '../ports/answer.ts';

/**
 * Whether the system itself said nothing to a write: no answer came, or nothing was sent because the sign-in had ended. Only
 * what it says counts as a refusal; this is asked again.
 */
export function isUnanswered(written: Written<unknown>): boolean {
  return written.is === 'unsure' || (written.is === 'refused' && written.isUnheard === true);
}
