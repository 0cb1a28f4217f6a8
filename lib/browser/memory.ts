import type { RunFacts, RunMemory } from '../ports/run-memory.ts';
import { browser } from './api.ts';

const KEY = 'run:';

/** Session storage: in memory only, for this extension's own contexts only, gone with the browser. */
export const memory: RunMemory = {
  load: async (execution) => {
    const found = await browser.storage.session.get(KEY + execution);
    const facts: unknown = found[KEY + execution];
    return isFacts(facts) ? facts : null;
  },
  save: (execution, facts) => browser.storage.session.set({ [KEY + execution]: facts }),
  forget: (executions) => browser.storage.session.remove([...executions].map((execution) => KEY + execution)),
};

/** Only this module writes these keys, and only in this browser session. */
function isFacts(value: unknown): value is RunFacts {
  return typeof value === 'object' && value !== null && 'packet' in value && 'known' in value && 'carried' in value;
}
