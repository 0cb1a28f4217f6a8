import type { Sha256Hex } from '../packet/packet.ts';
import { canonical, readCanonical } from './canonical.ts';
import { type Digest, utf8 } from './encoding.ts';
import { instant, record, sha256, text, wholeNumber } from './guards.ts';
import type { JournalEntry } from './record.ts';

/** What the first line of a chain names as the line before it. */
export const NO_LINE_BEFORE: Sha256Hex = '0'.repeat(64);

/** What is wrong with one line; `seq` is the number that its place gives it. */
export type ChainFault = Readonly<{ seq: number; says: string }>;

/** Entries are numbered from here. */
const FIRST_SEQ = 0;

/** The line that stands for an entry in the journal: RFC 8785, without the line break. Throws `NotCanonical`. */
export function journalLine(entry: JournalEntry): string {
  return canonical(entry);
}

/** The entry of a line; null when the line is not canonical or not an entry. */
export function readLine(line: string): JournalEntry | null {
  const read = readCanonical(line);
  if (read === null || !record(read.value)) return null;
  const { v, seq, prev, execution, at, actor, kind, body, ...others } = read.value;
  if (Object.keys(others).length > 0) return null;
  if (v !== 1 || !wholeNumber(seq) || !sha256(prev) || !instant(at)) return null;
  if (!text(execution) || !text(actor) || !text(kind) || !record(body)) return null;
  return { v, seq, prev, execution, at, actor, kind, body };
}

/** The lines of `journal.jsonl`; null when it does not end in exactly one line break, or is empty. */
export function journalLines(content: string): readonly string[] | null {
  if (!content.endsWith('\n')) return null;
  const lines = content.slice(0, -1).split('\n');
  return lines.includes('') ? null : lines;
}

/** The entries of lines that this device wrote; what is no entry is left out. Whether they are a chain is not judged. */
export function entriesIn(lines: readonly string[]): readonly JournalEntry[] {
  return lines.map(readLine).filter((entry) => entry !== null);
}

/** A chain as it was read: for each line its entry, or null where it is none, and its SHA-256. */
export type Chain = Readonly<{ entries: readonly (JournalEntry | null)[]; hashes: readonly Sha256Hex[] }>;

export async function readChain(lines: readonly string[], digest: Digest): Promise<Chain> {
  return { entries: lines.map(readLine), hashes: await Promise.all(lines.map((line) => digest(utf8(line)))) };
}

/** Everything that is wrong with a chain; empty when each line is canonical, numbered, and names the line before. */
export function faultsOf({ entries, hashes }: Chain, execution: string): readonly ChainFault[] {
  if (entries.length === 0) return [{ seq: FIRST_SEQ, says: 'is missing: the journal is empty' }];
  return entries.flatMap((entry, at): readonly ChainFault[] => {
    const seq = FIRST_SEQ + at;
    if (entry === null) return [{ seq, says: 'is not a journal entry in canonical form' }];
    const faults: ChainFault[] = [];
    if (entry.seq !== seq) faults.push({ seq, says: `is numbered ${entry.seq}` });
    if (entry.prev !== (at === 0 ? NO_LINE_BEFORE : hashes[at - 1])) faults.push({ seq, says: 'does not follow from the line before' });
    if (entry.execution !== execution) faults.push({ seq, says: `belongs to execution ${entry.execution}` });
    return faults;
  });
}

/** The last entry's number and hash: what the signature and the case note speak for. An empty journal has none. */
export function headOf({ hashes }: Chain): Readonly<{ seq: number; sha256: Sha256Hex }> | null {
  const last = hashes.at(-1);
  return last === undefined ? null : { seq: FIRST_SEQ + hashes.length - 1, sha256: last };
}
