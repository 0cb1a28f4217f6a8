import type { Played } from '../hand/plan.ts';

/** What an honest play comes to, for tests of what judges plays. */
export const CALM: Played = {
  state: 'confirmed',
  reasons: [],
  refusals: [],
  acknowledged: [],
  warnedAt: null,
  isEscalated: false,
  isTriedWhileHeld: false,
  stage: null,
  missed: [],
  troubles: [],
  tookMs: 1,
};
