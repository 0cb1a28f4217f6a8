import type { Profile } from '../core/profile/profile.ts';
import { browser } from './api.ts';

/** The built content script; it is registered at run time, for the profile's own hosts and no others. */
const SCRIPT_FILE = 'console.js';

/** Match patterns for the hosts of a console's pages. Firefox knows no ports in them; the worker checks the origin. */
export function hostPatterns(origins: readonly string[]): string[] {
  return [...new Set(origins.map((origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`))];
}

/** Registers the page room for a profile's pages, also for the next start of the browser. Idempotent. */
export async function registerPageRoom(profile: Profile): Promise<void> {
  const id = scriptId(profile);
  const matches = hostPatterns(profile.where.pageOrigins);
  if (!(await browser.permissions.contains({ origins: matches }))) return;
  const script = { id, matches, js: [SCRIPT_FILE], runAt: 'document_start' as const, allFrames: false, persistAcrossSessions: true };
  const [there] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (there === undefined) await browser.scripting.registerContentScripts([script]);
  else await browser.scripting.updateContentScripts([script]);
}

/** What is wrong with our footing on a console's pages and API, in words; null when nothing is. */
export async function pageRoomFault(profile: Profile): Promise<string | null> {
  const origins = hostPatterns([...profile.where.pageOrigins, ...profile.where.apiOrigins]);
  if (!(await browser.permissions.contains({ origins }))) return 'access to this console was withdrawn';
  const there = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId(profile)] });
  return there.length === 1 ? null : 'the panel is not registered for this console';
}

function scriptId(profile: Profile): string {
  return `page-room:${profile.id}`;
}
