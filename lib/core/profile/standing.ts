import type { Sha256Hex } from '../packet/packet.ts';
import type { Profile } from './profile.ts';

/** Where a profile came from. */
export type ProfileOrigin = 'shipped' | 'managed' | 'imported';

/**
 * What a profile may do here, and who says so. Only `named` and `by-policy` can arm the gate. `set-aside`: this browser is
 * managed, and a profile that a person brought counts for nothing in it.
 */
export type Standing = 'named' | 'by-policy' | 'other-version' | 'not-named' | 'not-known' | 'set-aside';

/** The profiles that the emergency policy names, by id and digest; null where the policy could not be read. */
export type NamedProfiles = readonly Readonly<{ id: string; digest: Sha256Hex }>[] | null;

type Judged = Readonly<{ profile: Pick<Profile, 'id'>; digest: Sha256Hex; origin: ProfileOrigin }>;

/** The trust rule, for a person to see before an execution meets it (`core/gate/legs/profile-leg.ts`). */
export function standingOf({ profile, digest, origin }: Judged, named: NamedProfiles, isManaged: boolean): Standing {
  if (origin === 'imported' && isManaged) return 'set-aside';
  if (named === null) return 'not-known';
  const same = named.filter(({ id }) => id === profile.id);
  if (same.some((one) => one.digest === digest)) return 'named';
  if (same.length > 0) return 'other-version';
  return origin === 'managed' ? 'by-policy' : 'not-named';
}

/**
 * Why a profile cannot be brought in beside those that are here; null when it can. Nobody describes a console anew that the
 * extension or the policy describes already: what it holds would then depend on which of the two is asked.
 */
export function whyNotBeside(
  profile: Profile,
  known: readonly Readonly<{ profile: Profile; origin: ProfileOrigin }>[],
): Readonly<{ path: string; because: string }> | null {
  const given = known.filter(({ origin }) => origin !== 'imported');
  const sameId = given.find((one) => one.profile.id === profile.id);
  if (sameId !== undefined) return { path: 'id', because: `${sameId.profile.name} has this id already` };
  const owner = describerOf([...profile.where.pageOrigins, ...profile.where.apiOrigins], given);
  return owner === null ? null : { path: 'where', because: `${owner.name} describes ${owner.origin} already` };
}

/** The first profile that speaks of one of these origins. */
export function describerOf(
  origins: readonly string[],
  known: readonly Readonly<{ profile: Profile }>[],
): Readonly<{ name: string; origin: string }> | null {
  for (const { profile } of known) {
    const origin = [...profile.where.pageOrigins, ...profile.where.apiOrigins].find((one) => origins.includes(one));
    if (origin !== undefined) return { name: profile.name, origin };
  }
  return null;
}
