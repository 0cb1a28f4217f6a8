import { describe, expect, test } from 'vitest';
import { outcomeOf, type Situation } from '../good-sources.ts';

/** Plays each situation through all legs: exactly these codes block, exactly these warn, and nothing else does. */
export function play(what: string, situations: readonly Situation[]): void {
  describe(what, () => {
    test.each(situations)('$name', (situation) => {
      expect(outcomeOf(situation)).toEqual({ blocks: situation.blocks ?? [], warns: situation.warns ?? [] });
    });
  });
}
