import { browser } from '../../lib/browser/api.ts';
import { readDeployment } from '../../lib/browser/deployment.ts';
import { hostPatterns } from '../../lib/browser/origins.ts';
import { readProfiles } from '../../lib/browser/profile-shelf.ts';
import { systemOrigins } from '../../lib/wire/deployment.ts';

/** Every host that the deployment needs: the consoles' pages and APIs, and the systems that are read. */
export async function patternsToAsk(): Promise<readonly string[]> {
  const known = await readDeployment();
  if (known === null) return [];
  const consoles = (await readProfiles()).flatMap(({ profile }) => [...profile.where.pageOrigins, ...profile.where.apiOrigins]);
  return hostPatterns([...consoles, ...systemOrigins(known.deployment)]);
}

/** Has to be called in the turn of the press. What was given before is not asked again by the browser. */
export async function askForAccess(patterns: readonly string[]): Promise<boolean> {
  if (patterns.length === 0) return false;
  return browser.permissions.request({ origins: [...patterns] });
}
