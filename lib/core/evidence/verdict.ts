import type { Bytes, Digest } from './encoding.ts';
import type { Chain } from './journal.ts';
import type { JournalEntry } from './record.ts';

/** One line of the checklist. `not-judged` is neither: what it would need was not given. What is good may say something all the same. */
export type VerifyCheck = Readonly<{ id: string; title: string; state: 'good' | 'bad' | 'not-judged'; says: readonly string[] }>;

/** Cryptography, done by whoever has it. `raw` is r || s; the key is SPKI, DER. */
export type VerifyTools = Readonly<{
  digest: Digest;
  isSigned: (given: Readonly<{ spki: Bytes; raw: Bytes; message: Uint8Array }>) => Promise<boolean>;
}>;

/** What the checks look at: the files, and what could be read of journal and statement. */
export type Opened = Readonly<{
  files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 of each file, by path in code unit order. */
  hashes: ReadonlyMap<string, string>;
  chain: Chain;
  entries: readonly JournalEntry[];
  execution: string;
  /** The statement's predicate, as it stands there. */
  predicate: unknown;
}>;

/** A check that is bad when it found something to say. */
export function check(id: string, title: string, faults: readonly string[]): VerifyCheck {
  return { id, title, state: faults.length === 0 ? 'good' : 'bad', says: faults };
}
