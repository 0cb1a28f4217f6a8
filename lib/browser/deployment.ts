import { canonical } from '../core/evidence/canonical.ts';
import { readStrictJson } from '../core/evidence/strict-json.ts';
import type { KnownProfile, ProfileShelf } from '../ports/profiles.ts';
import { type Deployment, parseDeployment } from '../wire/deployment.ts';
import { parseProfile } from '../wire/profile-schema.ts';
import { browser } from './api.ts';
import { sha256Hex } from './digest.ts';

/** Under which policy and this browser's own storage keep the deployment document. */
export const DEPLOYMENT_KEY = 'deployment';
const PROFILES_KEY = 'profiles';
const RANGE_FILE = 'deployments/range.json';
const SHIPPED_PROFILES = ['profiles/range-server.json', 'profiles/range-spa.json'];

/** A deployment with where it came from. What policy says is the only one in a fleet. */
export type KnownDeployment = Readonly<{ deployment: Deployment; isManaged: boolean }>;

export async function readDeployment(): Promise<KnownDeployment | null> {
  const managed = parseDeployment(await managedValue());
  if (managed.isParsed) return { deployment: managed.value, isManaged: true };
  const kept = await browser.storage.local.get(DEPLOYMENT_KEY);
  const own = parseDeployment(kept[DEPLOYMENT_KEY]);
  return own.isParsed ? { deployment: own.value, isManaged: false } : null;
}

export async function keepDeployment(deployment: Deployment): Promise<void> {
  await browser.storage.local.set({ [DEPLOYMENT_KEY]: deployment });
}

/** The practice range, as it ships with the extension. */
export async function rangeDeployment(): Promise<Deployment> {
  const parsed = parseDeployment(await shipped(RANGE_FILE));
  if (!parsed.isParsed) throw new Error(`the shipped range deployment is broken at ${parsed.where}`);
  return parsed.value;
}

/** The document that policy gives as JSON text. A browser without a policy has none, or refuses to answer; both are "none". */
async function managedValue(): Promise<unknown> {
  try {
    const text = (await browser.storage.managed.get(DEPLOYMENT_KEY))[DEPLOYMENT_KEY];
    return typeof text === 'string' ? readStrictJson(text)?.value : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

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

async function shipped(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  const value: unknown = await response.json();
  return value;
}
