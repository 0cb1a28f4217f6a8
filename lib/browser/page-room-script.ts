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
  if (!(await browser.permissions.contains({ origins: hostPatterns(profile.where.pageOrigins) }))) return;
  for (const script of scriptsFor(profile)) {
    const [there] = await browser.scripting.getRegisteredContentScripts({ ids: [script.id] });
    if (there === undefined) await browser.scripting.registerContentScripts([script]);
    else await browser.scripting.updateContentScripts([script]);
  }
}

/** Takes the page room away from every profile's pages but those of these; what stands open keeps it until it is loaded anew. */
export function unregisterOthers(profiles: () => Promise<readonly Profile[]>): Promise<void> {
  return registering(async () => {
    const kept = (await profiles()).flatMap((profile) => scriptsFor(profile).map(({ id }) => id));
    const there = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
    const ids = there.filter((id) => SCRIPTS.some(({ name }) => id.startsWith(`${name}:`)) && !kept.includes(id));
    if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
  });
}

/** What is wrong with our footing on a console's pages and API, in words; null when nothing is. */
export async function pageRoomFault(profile: Profile): Promise<string | null> {
  const origins = hostPatterns([...profile.where.pageOrigins, ...profile.where.apiOrigins]);
  if (!(await browser.permissions.contains({ origins }))) return 'it has no access to this console; its first steps ask for it';
  const ids = scriptsFor(profile).map(({ id }) => id);
  const there = await browser.scripting.getRegisteredContentScripts({ ids });
  return there.length === ids.length ? null : 'the panel is not registered for this console';
}

/**
 * A registration for each host, named by it: two profiles of one id, such as a version and the one before it, cannot take each
 * other's pages away, and a page that two of them describe has one page room.
 */
function scriptsFor({ where }: Profile) {
  const common = { runAt: 'document_start', allFrames: false, persistAcrossSessions: true } as const;
  return hostPatterns(where.pageOrigins).flatMap((pattern) =>
    SCRIPTS.map(({ name, file, world }) => ({ ...common, id: `${name}:${pattern}`, matches: [pattern], js: [file], world })),
  );
}
