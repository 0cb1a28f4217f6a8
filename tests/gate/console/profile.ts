import { readFileSync } from 'node:fs';

const ORIGIN_IN_FILE = 'http://gate.range.localhost:1';

/** The console's profile at its origin: one screen, and requests of every class; next, draft and commit share one address. */
export function gateProfile(origin: string): object {
  const text = readFileSync(new URL('profile.json', import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll(ORIGIN_IN_FILE, origin));
}
