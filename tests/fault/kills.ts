import type { Victim } from '../hand/browser.ts';

/** One kill: who dies, in which state, what the journal may call it, and what must be there after the restart. */
export type Kill = Readonly<{ victim: Victim; state: State; phases: readonly string[]; after: readonly string[]; isOpen: boolean }>;
export type State = 'filling' | 'rechecking' | 'armed' | 'committing';

/** What the table of the architecture says of each state. A recheck may have been about to open the gate. */
const AFTER: Readonly<Record<State, readonly string[]>> = {
  filling: ['filling', 'held'],
  rechecking: ['filling', 'held', 'unknown'],
  armed: ['unknown'],
  committing: ['unknown'],
};

const STATES: readonly State[] = ['filling', 'rechecking', 'armed', 'committing'];
const VICTIMS: readonly Victim[] = ['worker', 'extension', 'browser'];

/** Each victim in each state. */
export const KILLS: readonly Kill[] = VICTIMS.flatMap((victim) =>
  STATES.map((state) => ({
    victim,
    state,
    phases: state === 'committing' ? ['committing', 'confirming'] : [state],
    after: AFTER[state],
    isOpen: state === 'armed',
  })),
);
