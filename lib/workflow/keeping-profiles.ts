import type { ProfileRow, ProfilesView } from '../core/execution/page-views.ts';
import { asFile } from '../core/profile/as-file.ts';
import { type NamedProfiles, type Standing, standingOf, whyNotBeside } from '../core/profile/standing.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { KnownProfile, ProfileShelf } from '../ports/profiles.ts';
import { LIMITS } from '../wire/limits.ts';
import type { Reply, Request, RequestType } from '../wire/messages.ts';
import { parseProfile, profileFaults } from '../wire/profile-schema.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';

export type ProfileRequest = Extract<Request, { type: 'profiles' | 'keep-profile' | 'forget-profile' | 'profile-file' }>;
export type ProfileTools = Readonly<{ shelf: ProfileShelf; systems: Context['ports']['systems']; signal: AbortSignal }>;

const TYPES: ReadonlySet<string> = new Set(['profiles', 'keep-profile', 'forget-profile', 'profile-file']);

export function isProfileRequest(request: Request): request is ProfileRequest {
  return TYPES.has(request.type);
}

/** The console profiles of this browser: which there are, what each may do, and those that a person brought. */
export async function answerProfiles(request: ProfileRequest, tools: ProfileTools): Promise<Reply<RequestType>> {
  const { shelf } = tools;
  switch (request.type) {
    case 'profiles':
      break;
    case 'keep-profile': {
      const refused = await keep(request.profile, shelf);
      if (refused !== null) return { ok: false, reason: refused };
      break;
    }
    case 'forget-profile':
      await shelf.forget(request.digest);
      break;
    case 'profile-file': {
      const found = (await shelf.all()).find(({ digest }) => digest === request.digest);
      if (found === undefined) return { ok: false, reason: reason('profile-unusable', { detail: 'it is not here any more' }) };
      return { ok: true, value: asFile(found.profile) };
    }
  }
  return { ok: true, value: await profilesView(tools) };
}

async function keep(raw: unknown, shelf: ProfileShelf): Promise<Reason | null> {
  if (await shelf.isManaged())
    return reason('profile-unusable', { detail: 'your organisation gives this browser its profiles, and no other counts' });
  const parsed = parseProfile(raw);
  if (!parsed.isParsed) return reason('profile-unusable', { detail: profileFaults(raw)[0] ?? parsed.where });
  const known = await shelf.all();
  const why = whyNotBeside(parsed.value, known);
  if (why !== null) return reason('profile-unusable', { detail: `${why.path}: ${why.because}` });
  const others = known.filter(({ origin, profile }) => origin === 'imported' && profile.id !== parsed.value.id);
  if (others.length >= LIMITS.profilesMax)
    return reason('profile-unusable', { detail: `there are ${LIMITS.profilesMax} already; take one away first` });
  await shelf.keep(parsed.value);
  return null;
}

async function profilesView(tools: ProfileTools): Promise<ProfilesView> {
  const isManaged = await tools.shelf.isManaged();
  const named = await namedByPolicy(tools);
  const brought = await tools.shelf.brought();
  const rows = (await tools.shelf.all()).map((known) => rowOf(known, standingOf(known, named, isManaged), brought.includes(known.digest)));
  return { isManaged, rows, unusable: await tools.shelf.unusable() };
}

/** Null where nobody is signed in, or the policy does not answer: unknown is never yes. */
async function namedByPolicy({ systems, signal }: ProfileTools): Promise<NamedProfiles> {
  const connected = await systems();
  if (connected === null) return null;
  const policy = await connected.policy.read(callOptions({ signal }));
  return policy.isRead ? policy.value.consoleProfiles : null;
}

function rowOf({ profile, digest, origin }: KnownProfile, standing: Standing, isRemovable: boolean): ProfileRow {
  return {
    id: profile.id,
    name: profile.name,
    version: profile.version,
    address: profile.where.pageOrigins[0] ?? '',
    digest,
    from: origin,
    standing,
    screens: profile.screens.length,
    fields: profile.screens.reduce((count, { fields }) => count + fields.length, 0),
    isRemovable,
  };
}
