import type { PolicyRecord } from '../core/gate/sources.ts';
import type { KnownProfile } from '../ports/profiles.ts';

/** The one profile that the policy names, by id and digest; null when none of ours is it. */
export function profileFor(known: readonly KnownProfile[], policy: PolicyRecord | null): KnownProfile | null {
  if (policy === null) return null;
  return known.find((one) => policy.consoleProfiles.some((named) => named.id === one.profile.id && named.digest === one.digest)) ?? null;
}
