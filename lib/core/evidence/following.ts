import { oneOf, type Shaped, sha256, shape, text, wholeNumber } from './guards.ts';
import { lastOf } from './kinds.ts';
import type { JournalEntry } from './record.ts';

const followed = {
  execution: text,
  claim: text,
  epoch: wholeNumber,
  to: oneOf('resume', 'abandon'),
  by: text,
  device: text,
  head: shape({ seq: wholeNumber, sha256 }),
  capsule: text,
};
const isFollowed = shape(followed);

/** The execution that one goes on from, as its first entry names it: whose it was, where its journal stood, what was decided. */
export type Followed = Shaped<typeof followed>;

/** Null where an execution began on its own. */
export function followedIn(entries: readonly JournalEntry[]): Followed | null {
  const facts: Readonly<Record<string, unknown>> = { ...lastOf(entries, 'opened')?.body.facts };
  return isFollowed(facts['follows']) ? facts['follows'] : null;
}
