import type { Trial, Tried } from '../../core/profile/picked.ts';
import type { Memory } from '../memory.ts';
import { tryProfile } from './try-profile.ts';

type TryingInput = Readonly<{ window: Window; memory: Memory; nowMs: () => number; tell: (tried: Tried) => void; signal: AbortSignal }>;

export type Trying = Readonly<{
  /** What a page comes to is told at once, and from then on whenever it is another thing. */
  begin: (trial: Trial) => void;
  /** The page may have changed. */
  look: () => void;
}>;

/** How long the page is left alone before a dry run looks again. */
const SETTLED_MS = 200;

/** A dry run: the page is looked at with a profile and practice values, as often as a hand or the page does something. */
export function createTrying({ window, memory, nowMs, tell, signal }: TryingInput): Trying {
  let trial: Trial | null = null;
  let told = '';
  const look = () => {
    if (trial === null || signal.aborted) return;
    memory.forgetAll();
    const tried = tryProfile(trial, { pathname: window.location.pathname, memory, nowMs: nowMs() });
    const now = JSON.stringify(tried);
    if (now !== told) tell(tried);
    told = now;
  };
  for (const type of ['input', 'change', 'click', 'keyup'])
    window.addEventListener(type, () => setTimeout(look, SETTLED_MS), { capture: true, signal });
  return {
    begin: (next) => {
      trial = next;
      told = '';
      look();
    },
    look,
  };
}
