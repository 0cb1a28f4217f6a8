import type { Sha256Hex } from '../packet/packet.ts';

/** A head of an execution's journal that stands in a note of the case, out of this device's reach. `by` is who wrote the note. */
export type Anchor = Readonly<{ execution: string; seq: number; head: Sha256Hex; by: string }>;

export type AnchorWords = Readonly<{ says: string; execution: string; packetVersion: number; seq: number; head: Sha256Hex }>;

/** The note: what happened, for people, and the head of journal entry `seq`. */
export function anchorText({ says, execution, packetVersion, seq, head }: AnchorWords): string {
  return [`Countersign: ${says}.`, `Execution ${execution}, packet version ${packetVersion}.`, `Journal entry ${seq}, head ${head}.`].join(
    '\n',
  );
}

const ANCHOR = /^Countersign: .*\nExecution (\S+), packet version \d+\.\nJournal entry (\d{1,9}), head ([0-9a-f]{64})\.$/u;

/** The head that a note of the case carries; null for a note that says something else. */
export function anchorIn({ text, by }: Readonly<{ text: string; by: string }>): Anchor | null {
  const [, execution, seq, head] = ANCHOR.exec(text) ?? [];
  return execution === undefined || head === undefined ? null : { execution, seq: Number(seq), head, by };
}
