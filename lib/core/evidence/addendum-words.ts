import { type Addendum, FINDINGS } from './addendum.ts';

export type CorrectionFinding = (typeof FINDINGS)[number];

/** What can have been found, in the words of a sentence. */
const FINDING_WORDS: Readonly<Record<CorrectionFinding, string>> = {
  'over-privileged': 'more access was given than was approved',
  'duplicate-grant': 'access was given twice',
  'wrong-target': 'access was given to the wrong tenant or administrator',
  'should-not-have-been': 'access should not have been given at all',
  other: 'something else was wrong with it',
};

/** One of them, to be chosen. */
export type FindingChoice = Readonly<{ is: CorrectionFinding; words: string }>;
export const FINDING_CHOICES: readonly FindingChoice[] = FINDINGS.map((is) => ({ is, words: FINDING_WORDS[is] }));

/** What an addendum says of the restoration: that it ended as approved, that it did not go right, or that nobody knows. */
export type AddendumShows = 'as-approved' | 'wrong' | 'not-known';

export function addendumShows(addendum: Addendum): AddendumShows {
  if (addendum.is === 'correction') return 'wrong';
  if (addendum.isEnded === null) return 'not-known';
  return addendum.isEnded ? 'as-approved' : 'wrong';
}

/** An addendum as a person reads it. */
export function addendumWords(addendum: Addendum): string {
  if (addendum.is === 'correction') return `Corrected: ${FINDING_WORDS[addendum.finding]}.`;
  if (addendum.isEnded === null) return 'IAM could not be read when the access should have ended.';
  return addendum.isEnded
    ? 'IAM was read at the end of the access: it had ended.'
    : 'IAM was read when the access should have ended: it was still there.';
}
