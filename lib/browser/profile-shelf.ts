import { canonical } from '../core/evidence/canonical.ts';
import type { KnownProfile, ProfileShelf } from '../ports/profiles.ts';
import { parseProfile, profileFaults } from '../wire/profile-schema.ts';
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
    const known = await Promise.all((await written()).map(take));
    return known.filter((one) => one !== null);
  },
  unusable: async () => (await written()).flatMap(({ raw }) => faultOf(raw) ?? []),
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

type Written = Readonly<{ raw: unknown; origin: KnownProfile['origin'] }>;

/** Everything that is there as a profile, as it was written. */
async function written(): Promise<readonly Written[]> {
  const [own, deployment, brought] = await Promise.all([Promise.all(SHIPPED_PROFILES.map(shipped)), readDeployment(), broughtProfiles()]);
  const from = (all: readonly unknown[], origin: Written['origin']) => all.map((raw) => ({ raw, origin }));
  return [
    ...from(own, 'shipped'),
    ...from(deployment?.deployment.profiles ?? [], deployment?.isManaged ? 'managed' : 'imported'),
    ...from(brought, 'imported'),
  ];
}

async function take({ raw, origin }: Written): Promise<KnownProfile | null> {
  const parsed = parseProfile(raw);
  return parsed.isParsed ? { profile: parsed.value, digest: await sha256Hex(canonical(raw)), origin } : null;
}

function faultOf(raw: unknown): string | null {
  const [fault] = profileFaults(raw);
  const id = idOf(raw);
  return fault === undefined ? null : `${typeof id === 'string' ? id : 'a profile without an id'}: ${fault}`;
}
