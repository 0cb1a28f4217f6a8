import type { During } from './plan.ts';
import type { Sight } from './sight.ts';

/** What happens around the operator: each thing once, at its moment. */
export type Moments = Readonly<{
  /** Lets happen what belongs just before an act of the hand. */
  before: (moment: 'preflight' | 'rechecking' | 'press') => Promise<void>;
  /** Takes note of a state that was seen, and lets happen what belongs there. */
  see: (sight: Sight) => void;
  /** Waits until everything that was set off has happened. True when there was something. */
  settled: () => Promise<boolean>;
}>;

const BEFORE: readonly string[] = ['preflight', 'rechecking', 'press'];

export function momentsOf(during: readonly During[], happen: (one: During) => Promise<void>): Moments {
  const waiting = new Set(during);
  let work: Promise<void> = Promise.resolve();
  let isNew = false;
  const setOff = (moment: string) => {
    for (const one of waiting) {
      if (one.at !== moment) continue;
      waiting.delete(one);
      isNew = true;
      work = work.then(() => happen(one));
    }
  };
  return {
    before: async (moment) => {
      setOff(moment);
      await work;
    },
    see: ({ state }) => {
      for (const moment of momentsAt(state)) if (!BEFORE.includes(moment)) setOff(moment);
    },
    settled: async () => {
      await work;
      const wasNew = isNew;
      isNew = false;
      return wasNew;
    },
  };
}

function momentsAt(state: string): readonly string[] {
  if (state === 'closed') return ['idle'];
  if (['confirming', 'unknown'].includes(state)) return [state, 'after-commit'];
  if (['confirmed', 'rejected'].includes(state)) return [state, 'after-commit', 'closing'];
  if (state === 'abandoned') return [state, 'closing'];
  return [state];
}
