/** Chance that can be had again: the same seed gives the same sequence. */
export type Random = Readonly<{
  /** A whole number from 0 up to, and not with, `end`. */
  below: (end: number) => number;
  pick: <T>(from: readonly T[]) => T;
}>;

/** Mulberry32 over a mix of seed and run, so that each run of a round can be had alone. */
export function randomOf(seed: number, run: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(run + 1, 0xc2b2ae35);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (end: number) => next() % end;
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
  };
}
