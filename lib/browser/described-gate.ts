import type { DescribedConsole, DescribedGate } from '../ports/described.ts';
import { browser } from './api.ts';
import type { Closing } from './gate-rules.ts';
import type { networkGate } from './network-gate.ts';
import { hostPatterns } from './origins.ts';
import { registering } from './page-room-script.ts';

const KEY = 'described';
const SCRIPT = { id: 'describe', js: ['describe.js'], runAt: 'document_start', allFrames: false, persistAcrossSessions: false } as const;

/** What is closed while a console is described. Session storage: gone with the browser, and read anew by every worker. */
export async function describedNow(): Promise<Closing | null> {
  const console = await kept();
  return console === null ? null : closingOf(console);
}

/** The gate of a console that is being described, over the one network gate. */
export function described(gate: Pick<ReturnType<typeof networkGate>, 'renew' | 'openClass'>): DescribedGate {
  const registered = () => browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT.id] });
  const unregister = async () => {
    if ((await registered()).length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT.id] });
  };
  const begin = async (console: DescribedConsole) => {
    const before = await kept();
    await browser.storage.session.set({ [KEY]: console });
    await gate.renew();
    if (before?.startUrl === console.startUrl && (await registered()).length > 0) return;
    await unregister();
    const matches = hostPatterns([new URL(console.startUrl).origin]);
    await browser.scripting.registerContentScripts([{ ...SCRIPT, js: [...SCRIPT.js], matches }]);
  };
  const end = async () => {
    await browser.storage.session.remove(KEY);
    await unregister();
    await gate.renew();
  };
  return {
    now: kept,
    begin: (console) => registering(() => begin(console)),
    pass: async (kind, tabId, forMs) => {
      const now = await describedNow();
      return now === null ? null : gate.openClass(now, kind, tabId, forMs);
    },
    end: () => registering(end),
  };
}

function closingOf({ startUrl, apiOrigins, hasServiceWorker, requests }: DescribedConsole): Closing {
  const pageOrigins = [new URL(startUrl).origin];
  return { where: { startUrl, pageOrigins, apiOrigins, hasServiceWorker, locales: [] }, requests };
}

async function kept(): Promise<DescribedConsole | null> {
  const found: unknown = (await browser.storage.session.get(KEY))[KEY];
  return isDescribed(found) ? found : null;
}

/** Only this module writes this key, and only in this browser session. */
function isDescribed(value: unknown): value is DescribedConsole {
  return typeof value === 'object' && value !== null && 'startUrl' in value && 'apiOrigins' in value && 'requests' in value;
}
