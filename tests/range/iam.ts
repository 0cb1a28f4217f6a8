import { existsSync, readFileSync } from 'node:fs';
import { type Api, makeApi, type Refusal, refuse } from './api.ts';
import { jcsDigest } from './digests.ts';
import { grantsOf } from './grants.ts';
import { textMember } from './lenient.ts';
import type { Places } from './places.ts';
import type { Tokens } from './tokens.ts';
import type { World, WorldState } from './world.ts';

const ARMED_SECONDS = 20;
const CONTACTS = [
  { name: 'Security duty desk (practice)', call: '+49 30 0000 1001' },
  { name: 'Incident command (practice)', call: '+49 30 0000 1002' },
] as const;

/** Identity and access management: current grants, administrators, what roles mean, and the policy. */
export function iam(options: Readonly<{ world: World; tokens: Tokens; places: Places }>): Api {
  const { world, tokens, places } = options;
  const api = makeApi({ world, tokens, place: places.iam, systemOf: () => 'iam' });
  api.get('/v1/grants', (c) => {
    const tenant = c.req.query('tenant');
    return tenant === undefined
      ? refuse(c, TENANT_NEEDED)
      : c.json({ grants: grantsOf(world.get(), tenant, world.nowMs()), complete: true });
  });
  api.get('/v1/administrators', (c) => {
    const tenant = c.req.query('tenant');
    return tenant === undefined
      ? refuse(c, TENANT_NEEDED)
      : c.json({ administrators: administratorsOf(world.get(), tenant), complete: true });
  });
  api.get('/v1/roles', (c) => {
    const { roles } = world.get().iam;
    const found = [...new Set(c.req.queries('name') ?? [])].flatMap((name) =>
      Object.hasOwn(roles, name) ? [{ name, ...roles[name] }] : [],
    );
    return c.json({ roles: found, complete: true });
  });
  api.get('/v1/policy', (c) => c.json(policyOf(world.get())));
  return api;
}

const TENANT_NEEDED: Refusal = { status: 400, code: 'malformed', detail: 'Say which tenant with tenant=.' };

function administratorsOf(world: WorldState, tenant: string): readonly unknown[] {
  const listed = Object.hasOwn(world.iam.administrators, tenant) ? world.iam.administrators[tenant] : undefined;
  return (listed ?? []).map((one) => ({ tenant, email: world.people[one.subject]?.email ?? null, ...one }));
}

function policyOf(world: WorldState): Readonly<Record<string, unknown>> {
  const { skin } = world.console;
  return { armedSeconds: ARMED_SECONDS, consoleProfiles: profilesFor(skin), escalationContacts: CONTACTS, ...world.iam.policy };
}

/** The shipped profile of the console's skin, read anew each time: it may be built while the range runs. */
function profilesFor(skin: string): readonly Readonly<{ id: string; digest: string }>[] {
  if (!/^[a-z]+$/.test(skin)) return [];
  const file = new URL(`../../public/profiles/range-${skin}.json`, import.meta.url);
  if (!existsSync(file)) return [];
  const profile: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const id = textMember(profile, 'id');
  return id === null ? [] : [{ id, digest: jcsDigest(profile) }];
}
