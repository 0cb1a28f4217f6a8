import type { readLine as real, entriesIn as realEntriesIn } from '../../lib/core/evidence/journal.ts';
import type { JournalEntry } from '../../lib/core/evidence/record.ts';

export * from '../../lib/core/evidence/journal.ts';

/**
 * Stands in for the journal's form while the model runs: a line is plain JSON, and is read without being proven canonical.
 * Form and chain have tests of their own; here they would be most of the work.
 */
export const readLine: typeof real = (line) => KNOWN.get(line) ?? null;

export const entriesIn: typeof realEntriesIn = (lines) => lines.map(readLine).filter((entry) => entry !== null);

/** The lines of the walk that goes on now. */
const KNOWN = new Map<string, JournalEntry>();

/** The line of an entry. */
export function spell(entry: JournalEntry): string {
  const line = JSON.stringify(entry);
  KNOWN.set(line, entry);
  return line;
}

/** Another walk begins. */
export function forgetLines(): void {
  KNOWN.clear();
}
