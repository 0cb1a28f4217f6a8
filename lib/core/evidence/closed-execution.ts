import { JOURNAL, STATEMENT } from './bundle-names.ts';
import { type Digest, textOf } from './encoding.ts';
import { headOf, journalLines, readChain } from './journal.ts';
import type { JournalEntry } from './record.ts';
import { type Summary, summarise } from './summary.ts';

/** What a verified bundle says happened. `statement` is the SHA-256 of its `statement.json`, by which others speak of it. */
export type ClosedExecution = Readonly<{ summary: Summary; entries: readonly JournalEntry[]; statement: string }>;

/** Reads a bundle that was verified before; null when it is none. */
export async function closedExecution(files: ReadonlyMap<string, Uint8Array>, digest: Digest): Promise<ClosedExecution | null> {
  const lines = journalLines(textOf(files.get(JOURNAL) ?? new Uint8Array()) ?? '') ?? [];
  const chain = await readChain(lines, digest);
  const entries = chain.entries.filter((entry) => entry !== null);
  const head = headOf(chain);
  const summary = head === null ? null : summarise(entries, new Set(files.keys()), head);
  return summary === null ? null : { summary, entries, statement: await digest(files.get(STATEMENT) ?? new Uint8Array()) };
}
