import type { Enforcement } from './view.ts';

/** What a level of enforcement means for the person at the browser. The journal keeps the level by its own name. */
export const ENFORCEMENT_WORDS: Readonly<Record<Enforcement, Readonly<{ secondSubmit: string; means: string | null }>>> = {
  'one-shot': { secondSubmit: 'is stopped', means: null },
  'best-effort': {
    secondSubmit: 'may pass',
    means:
      'While the gate is closed, nothing gets out. While it is armed, this browser cannot count: if the page itself sends again in those seconds, that may pass, too. Now: press the submit once; if the outcome is unknown, never again. Firefox stops a second one, and so does Chrome where your organisation installs Countersign by policy.',
  },
};
