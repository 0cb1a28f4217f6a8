import type { Profile } from '../core/profile/profile.ts';
import { browser } from './api.ts';
import { hostPatterns } from './origins.ts';
import { turns } from './turns.ts';

/**
 * The built content scripts; they are registered at run time, for the profile's own hosts and no others. The second runs
 * in the page's own world, where alone a dialog of the browser is seen, and has no power.
 */
const SCRIPTS = [
  { name: 'page-room', file: 'console.js', world: 'ISOLATED' },
  { name: 'dialogs', file: 'dialogs.js', world: 'MAIN' },
] as const;

/**
 * Registrations of content scripts follow one another, whoever asks: what one of them read of the others must not be old when it
 * writes, and an end that is still under way must not take away what was begun after it. Never within one another.
 */
export const registering = turns();

/** Registers the page room for a profile's pages, also for the next start of the browser. Idempotent. */
export function registerPageRoom(profile: Profile): Promise<void> {
  return registering(() => register(profile));
}

async function register(profile: Profile): Promise<void> {
  const matches = hostPatterns(profile.where.pageOrigins);
  if (!(await browser.permissions.contains({ origins: matches }))) return;
  const common = { matches, runAt: 'document_start', allFrames: false, persistAcrossSessions: true } as const;
  for (const { name, file, world } of SCRIPTS) {
    const script = { ...common, id: scriptId(profile, name), js: [file], world };
    const [there] = await browser.scripting.getRegisteredContentScripts({ ids: [script.id] });
    if (there === undefined) await browser.scripting.registerContentScripts([script]);
    else await browser.scripting.updateContentScripts([script]);
  }
}

/** Takes the page room away from every profile's pages but those of these; what stands open keeps it until it is loaded anew. */
export function unregisterOthers(profiles: () => Promise<readonly Profile[]>): Promise<void> {
  return registering(async () => {
    const kept = (await profiles()).flatMap((profile) => SCRIPTS.map(({ name }) => scriptId(profile, name)));
    const there = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
    const ids = there.filter((id) => SCRIPTS.some(({ name }) => id.startsWith(`${name}:`)) && !kept.includes(id));
    if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
  });
}

/** What is wrong with our footing on a console's pages and API, in words; null when nothing is. */
export async function pageRoomFault(profile: Profile): Promise<string | null> {
  const origins = hostPatterns([...profile.where.pageOrigins, ...profile.where.apiOrigins]);
  if (!(await browser.permissions.contains({ origins }))) return 'access to this console was withdrawn';
  const there = await browser.scripting.getRegisteredContentScripts({ ids: SCRIPTS.map(({ name }) => scriptId(profile, name)) });
  return there.length === SCRIPTS.length ? null : 'the panel is not registered for this console';
}

function scriptId(profile: Profile, name: string): string {
  return `${name}:${profile.id}`;
}
