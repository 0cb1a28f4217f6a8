import type { During } from './plan.ts';
import type { Sight } from './sight.ts';

/** What happens around the operator: each thing once, at its moment. */
export type Moments = Readonly<{
  /** Lets happen what belongs just before an act of the hand. */
  before: (moment: 'preflight' | 'rechecking' | 'press') => Promise<void>;
  /** Takes note of a state that was seen, and lets happen what belongs there. */
  see: (sight: Sight) => void;
  /** Waits until everything that was set off has happened. */
  done: () => Promise<void>;
  /** The same. True when there was something since this was last asked. */
  settled: () => Promise<boolean>;
  /** Moments that have not come, of what waits for them. */
  missed: () => readonly string[];
}>;

const BEFORE: readonly string[] = ['preflight', 'rechecking', 'press'];

export function momentsOf(during: readonly During[], happen: (one: During) => Promise<void>): Moments {
  const waiting = new Set(during);
  let work: Promise<void> = Promise.resolve();
  let isNew = false;
  let failure: Error | null = null;
  const setOff = (moment: string) => {
    for (const one of waiting) {
      if (one.at !== moment) continue;
      waiting.delete(one);
      isNew = true;
      // What fails here fails whoever waits for it, and nobody else: a play that breaks must not end the others.
      work = work
        .then(() => (failure === null ? happen(one) : undefined))
        .catch((error: unknown) => {
          failure ??= error instanceof Error ? error : new Error(String(error));
        });
    }
  };
  const done = async () => {
    await work;
    if (failure !== null) throw failure;
  };
  return {
    before: async (moment) => {
      setOff(moment);
      await done();
    },
    see: ({ state }) => {
      for (const moment of momentsAt(state)) if (!BEFORE.includes(moment)) setOff(moment);
    },
    done,
    settled: async () => {
      await done();
      const wasNew = isNew;
      isNew = false;
      return wasNew;
    },
    missed: () => [...waiting].map(({ at }) => at),
  };
}

/** Every moment that a state of the gate is. */
export function momentsAt(state: string): readonly string[] {
  if (state === 'closed') return ['idle'];
  // A console that answers at once leaves the popup no time to show that the commit is on its way.
  if (state === 'confirming') return ['committing', state, 'after-commit'];
  if (state === 'unknown') return [state, 'after-commit'];
  if (['confirmed', 'rejected'].includes(state)) return ['committing', 'confirming', state, 'after-commit', 'closing'];
  if (state === 'abandoned') return [state, 'closing'];
  return [state];
}
