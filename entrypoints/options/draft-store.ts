import { browser } from '../../lib/browser/api.ts';
import type { Draft } from '../../lib/core/profile/draft.ts';

const KEY = 'draft';

/** The one draft that was being made here, so that closing the page loses nothing. It holds how a console is built, and no value. */
export async function keptDraft(): Promise<Draft | null> {
  const found: unknown = (await browser.storage.local.get(KEY))[KEY];
  return isDraft(found) ? found : null;
}

export async function keepDraft(draft: Draft): Promise<void> {
  await browser.storage.local.set({ [KEY]: draft });
}

/** Only this module writes this key; what an older version wrote is not gone on with. */
function isDraft(value: unknown): value is Draft {
  const parts = [
    'id',
    'startUrl',
    'screens',
    'requests',
    'controls',
    'context',
    'confirmation',
    'exits',
    'sockets',
    'obstacles',
    'apiOrigins',
  ];
  return typeof value === 'object' && value !== null && parts.every((part) => part in value);
}
