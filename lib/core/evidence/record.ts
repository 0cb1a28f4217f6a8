import type { Verdict } from '../compare/reading.ts';
import type { Sha256Hex } from '../packet/packet.ts';

/**
 * The display record: what a capture knows, built from nothing. A value is in it only where the profile allow-lists
 * the field and the value fits its pattern; everything else is `masked`, which says what it hides and nothing more.
 */
export type DisplayRecord = Readonly<{
  v: 1;
  kind: 'capture';
  execution: string;
  /** The journal sequence number this capture follows. */
  seq: number;
  at: string;
  tenant: Readonly<{ id: string; name: string }>;
  caseId: string;
  incident: string;
  packetVersion: number;
  profile: Readonly<{ id: string; version: string; digest: Sha256Hex }>;
  screen: Readonly<{ id: string; title: string; index: number; count: number }>;
  /** What moved it: a gated checkpoint, the press, a halt, or the confirmation. */
  moment: 'checkpoint' | 'press' | 'halt' | 'confirmation';
  rows: readonly DisplayRow[];
  /** What no profile lists: structure only (role and count), never text. */
  unlisted: readonly Readonly<{ role: string; count: number }>[];
  /** `layout`: the rows of this screen say where they stood among one another. */
  mode: PictureMode;
}>;

export type PictureMode = 'schematic' | 'layout';

/** Where a field stood among the others of its screen, counted from 0. Only the order shows, and no distance. */
export type Cell = Readonly<{ row: number; column: number }>;

export type DisplayRow = Readonly<{
  field: string;
  label: string;
  kind: string;
  shown: Readonly<{ is: 'value'; text: string }> | Readonly<{ is: 'masked'; hides: string }> | Readonly<{ is: 'nothing' }>;
  verdict: Verdict;
  source: 'live' | 'review' | 'carried' | 'confirmation';
  /** Only in `layout`, and only for what stands on this screen. */
  cell?: Cell;
}>;

/** One fact of the journal. The line on disk is its RFC 8785 form; `prev` is the SHA-256 of the line before (64 zeros first). */
export type JournalEntry = Readonly<{
  v: 1;
  seq: number;
  prev: Sha256Hex;
  execution: string;
  at: string;
  actor: string;
  kind: string;
  body: Readonly<Record<string, unknown>>;
}>;
