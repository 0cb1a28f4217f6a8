import { instant } from '../world.ts';
import type { WorldDraft, WorldGrant } from '../world-shape.ts';
import { type Console, faultsNow, isOn, nowText } from './console.ts';
import type { ConsoleGrant } from './store.ts';
import type { CommitValues } from './values.ts';

const DAY_MS = 24 * 60 * 60_000;

type Wanted = Readonly<{ values: CommitValues; idempotencyKey: string | null; state: 'active' | 'pending' }>;

/**
 * Grants exactly what was sent, to the tenant that was sent, from now on, and gives back the console's reference. IAM
 * shows it after `/iam/visibleAfterMs`. What a fault makes of it in IAM is in `inIam`.
 */
export function grantAccess(console: Console, wanted: Wanted): string {
  const { console: known, iam } = console.world.get();
  const reference = console.store.nextReference(new Set([...known.grants, ...iam.grants].map((grant) => grant.reference)));
  const { values, state } = wanted;
  const nowMs = console.world.nowMs();
  const endsAt = isOn(console, 'duration-zero') ? instant(nowMs) : values.expiresAt;
  const privileges = [...values.scope, ...(values.extendedRights === '' ? [] : [values.extendedRights])];
  const grant: ConsoleGrant = {
    reference,
    at: instant(nowMs),
    tenant: values.tenantId,
    objectId: values.administratorId,
    privileges,
    endsAt,
    state,
  };
  console.store.keepGrant(grant);
  console.world.update((next) => {
    next.console.grants.push({ ...grant, privileges: [...privileges] });
    next.iam.grants.push(...inIam(console, next, { grant, wanted }));
  });
  return reference;
}

/** Ends a grant. False when the console has no such grant. */
export function revokeGrant(console: Console, reference: string): boolean {
  const known = consoleGrants(console).find((grant) => grant.reference === reference);
  if (known === undefined) return false;
  const endsAt = nowText(console);
  const isALie = isOn(console, 'revoke-lies');
  if (console.store.grants().some((grant) => grant.reference === reference)) console.store.keepGrant({ ...known, endsAt, state: 'ended' });
  console.world.update((next) => {
    for (const grant of next.console.grants) if (grant.reference === reference) Object.assign(grant, { endsAt, state: 'ended' });
    for (const grant of next.iam.grants) if (grant.reference === reference && !isALie) Object.assign(grant, { endsAt, state: 'ended' });
  });
  return true;
}

/** The console's grants as its own page lists them, those that a scenario put there among them. */
export function consoleGrants({ world }: Console): readonly ConsoleGrant[] {
  return (world.get().console.grants ?? []).flatMap((grant) => {
    const { reference, at, tenant, objectId, privileges, endsAt, state } = grant;
    if (typeof reference !== 'string') return [];
    return [
      {
        reference,
        at: typeof at === 'string' ? at : '',
        tenant: typeof tenant === 'string' ? tenant : '',
        objectId: typeof objectId === 'string' ? objectId : '',
        privileges: Array.isArray(privileges) ? privileges.filter((item) => typeof item === 'string') : [],
        endsAt: typeof endsAt === 'string' ? endsAt : null,
        state: state === 'pending' || state === 'ended' ? state : 'active',
      },
    ];
  });
}

/** What IAM gets of a grant: one for the tenant, one for each child where those were included. */
function inIam(console: Console, world: WorldDraft, { grant, wanted }: Readonly<{ grant: ConsoleGrant; wanted: Wanted }>): WorldGrant[] {
  const faults = faultsNow(console);
  if (faults.has('success-without-grant') || (faults.has('confirm-pending') && grant.state === 'pending')) return [];
  const children = wanted.values.includeChildren ? (world.tenants[grant.tenant]?.children ?? []) : [];
  const endMs = grant.endsAt === null ? null : Date.parse(grant.endsAt) + (faults.has('grant-longer') ? DAY_MS : 0);
  const one = (tenant: string, id: string): WorldGrant => ({
    id,
    tenant,
    subject: subjectOf(world, grant),
    objectId: grant.objectId,
    privileges: [...grant.privileges, ...(faults.has('grant-broader') ? ['tenant.data.export'] : [])],
    startsAt: grant.at,
    endsAt: endMs === null ? null : instant(endMs),
    state: grant.state,
    kind: 'break-glass',
    reference: grant.reference,
    idempotencyKey: wanted.idempotencyKey,
    visibleAt: new Date(console.world.nowMs() + (Number(world.iam.visibleAfterMs) || 0)).toISOString(),
  });
  const grants = [
    one(grant.tenant, `grant-${grant.reference}`),
    ...children.map((child) => one(child, `grant-${grant.reference}-${child}`)),
  ];
  return faults.has('grant-twice') ? [...grants, one(grant.tenant, `grant-${grant.reference}-again`)] : grants;
}

/** Whom the object id belongs to in the tenant; an id that IAM does not know stands for itself. */
function subjectOf(world: WorldDraft, { tenant, objectId }: ConsoleGrant): string {
  return world.iam.administrators[tenant]?.find((administrator) => administrator.objectId === objectId)?.subject ?? objectId;
}
