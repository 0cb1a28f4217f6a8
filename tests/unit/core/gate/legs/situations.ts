import { describe, expect, test } from 'vitest';
import { legAdvice } from '../../../../../lib/core/gate/leg-advice.ts';
import { decisionOn, outcomeOf, type Situation } from '../good-sources.ts';

/** Plays each situation through all legs: exactly these codes block, exactly these warn, nothing else does, and each is told with what to do. */
export function play(what: string, situations: readonly Situation[]): void {
  describe(what, () => {
    test.each(situations)('$name', (situation) => {
      expect(outcomeOf(situation)).toEqual({ blocks: situation.blocks ?? [], warns: situation.warns ?? [] });
      const { reasons, warnings } = decisionOn(situation);
      expect([...reasons, ...warnings].filter((one) => legAdvice(one) === null)).toEqual([]);
    });
  });
}
