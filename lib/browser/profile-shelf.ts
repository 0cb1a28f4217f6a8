import { canonical } from '../core/evidence/canonical.ts';
import type { KnownProfile, ProfileShelf } from '../ports/profiles.ts';
import { parseProfile } from '../wire/profile-schema.ts';
import { browser } from './api.ts';
import { readDeployment, shipped } from './deployment.ts';
import { sha256Hex } from './digest.ts';

const PROFILES_KEY = 'profiles';
const SHIPPED_PROFILES = ['profiles/range-server.json', 'profiles/range-spa.json'];

/** Every profile that may be used here, each parsed anew: shipped ones for the range, managed ones for a fleet, and elsewhere what a person brought. */
export async function readProfiles(): Promise<readonly KnownProfile[]> {
  const isManaged = await profileShelf.isManaged();
  return (await profileShelf.all()).filter(({ origin }) => !(isManaged && origin === 'imported'));
}

/** Storage of this browser holds what a person brought, as it was written: it is parsed anew whenever it is read. */
export const profileShelf: ProfileShelf = {
  all: async () => {
    const known: KnownProfile[] = [];
    for (const path of SHIPPED_PROFILES) known.push(...(await take(await shipped(path), 'shipped')));
    const deployment = await readDeployment();
    for (const raw of deployment?.deployment.profiles ?? [])
      known.push(...(await take(raw, deployment?.isManaged ? 'managed' : 'imported')));
    for (const raw of await broughtProfiles()) known.push(...(await take(raw, 'imported')));
    return known;
  },
  brought: async () => Promise.all((await broughtProfiles()).map((raw) => sha256Hex(canonical(raw)))),
  isManaged: async () => (await readDeployment())?.isManaged === true,
  keep: async (profile) => {
    const others = (await broughtProfiles()).filter((one) => idOf(one) !== profile.id);
    await browser.storage.local.set({ [PROFILES_KEY]: [...others, profile] });
  },
  forget: async (digest) => {
    const left: unknown[] = [];
    for (const one of await broughtProfiles()) if ((await sha256Hex(canonical(one))) !== digest) left.push(one);
    await browser.storage.local.set({ [PROFILES_KEY]: left });
  },
};

async function broughtProfiles(): Promise<readonly unknown[]> {
  const kept: unknown = (await browser.storage.local.get(PROFILES_KEY))[PROFILES_KEY];
  return Array.isArray(kept) ? kept : [];
}

function idOf(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
}

async function take(raw: unknown, origin: KnownProfile['origin']): Promise<readonly KnownProfile[]> {
  const parsed = parseProfile(raw);
  return parsed.isParsed ? [{ profile: parsed.value, digest: await sha256Hex(canonical(raw)), origin }] : [];
}
