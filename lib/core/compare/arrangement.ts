import type { Cell } from '../evidence/record.ts';

/** Corners that are no further apart than this, in CSS pixels, stand in one row, or in one column. */
const SAME_PX = 24;
/** No screen has more rows or columns than this; what stands beyond them stands in the last one. */
export const CELLS_MAX = 60;

type Corner = Readonly<{ x: number; y: number }>;

/**
 * How fields stand to one another: which are in one row, and in which order. Distances are not kept: how long a text is
 * pushes what comes after it about, and must not be seen in that.
 */
export function arranged(corners: ReadonlyMap<string, Corner>): Readonly<Record<string, Cell>> {
  const rows = ranks([...corners.values()].map(({ y }) => y));
  const columns = ranks([...corners.values()].map(({ x }) => x));
  return Object.fromEntries([...corners].map(([field, { x, y }]) => [field, { row: rows(y), column: columns(x) }]));
}

/** Which of the groups of near values one belongs to, in their order. */
function ranks(values: readonly number[]): (value: number) => number {
  const starts: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = starts.at(-1);
    if (last === undefined || value - last > SAME_PX) starts.push(value);
  }
  return (value) =>
    Math.min(
      starts.findLastIndex((start) => start <= value),
      CELLS_MAX - 1,
    );
}
