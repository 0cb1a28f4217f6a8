import { visible } from '../ui/visible.ts';

/** How two texts are laid under one another, so that the same place is the same column. */

export type Cell = Readonly<{ shown: string; isMarked: boolean }>;
export type CellPair = Readonly<{ approved: readonly Cell[]; seen: readonly Cell[]; isCutBefore: boolean; isCutAfter: boolean }>;

/** Wider texts do not fit beside their label in the panel: a stretch around the difference is shown. */
const CELLS_MAX = 19;

/** `at` counts characters (code points) from nought. */
export function cellPair(approved: string, seen: string, at: number): CellPair {
  const left = [...approved];
  const right = [...seen];
  const length = Math.max(left.length, right.length, at + 1);
  const from = length <= CELLS_MAX ? 0 : Math.max(0, Math.min(at - Math.floor(CELLS_MAX / 2), length - CELLS_MAX));
  const to = Math.min(length, from + CELLS_MAX);
  return { approved: cells(left, from, to, at), seen: cells(right, from, to, at), isCutBefore: from > 0, isCutAfter: to < length };
}

function cells(characters: readonly string[], from: number, to: number, at: number): readonly Cell[] {
  const made: Cell[] = [];
  for (let index = from; index < to; index += 1) {
    const character = characters[index];
    if (character === undefined && index !== at) continue;
    made.push({ shown: character === undefined ? ' ' : visible(character), isMarked: index === at });
  }
  return made;
}
