import { member, textMember, textsMember } from './lenient.ts';
import { instant, type WorldState } from './world.ts';

/** A grant as IAM tells it. `endsAt` null: it never ends. */
type WireGrant = Readonly<{
  id: string;
  tenant: string;
  subject: string;
  objectId: string;
  privileges: readonly string[];
  startsAt: string;
  endsAt: string | null;
  state: 'active' | 'ended' | 'pending';
  kind: 'break-glass' | 'assigned';
  reference: string | null;
  idempotencyKey: string | null;
}>;

/** The tenant's grants that IAM shows at this moment: those whose `visibleAt` lies ahead are not among them. */
export function grantsOf(world: WorldState, tenant: string, nowMs: number): readonly WireGrant[] {
  return world.iam.grants
    .filter((grant) => textMember(grant, 'tenant', 'tenantId') === tenant && isVisible(grant, nowMs))
    .map((grant, index) => wireGrant(world, { grant, tenant, index, nowMs }));
}

function isVisible(grant: unknown, nowMs: number): boolean {
  const visibleAt = textMember(grant, 'visibleAt');
  return visibleAt === null || !(Date.parse(visibleAt) > nowMs);
}

function wireGrant(world: WorldState, from: Readonly<{ grant: unknown; tenant: string; index: number; nowMs: number }>): WireGrant {
  const { grant, tenant, index, nowMs } = from;
  const holder = member(grant, 'administrator', 'admin');
  const subject = textMember(grant, 'subject', 'administrator', 'admin', 'principal') ?? textMember(holder, 'subject') ?? '';
  const listed = (world.iam.administrators[tenant] ?? []).find((one) => one.subject === subject);
  const window = member(grant, 'window');
  const startsAt = textMember(grant, 'startsAt', 'start', 'grantedAt', 'at') ?? textMember(window, 'start') ?? instant(nowMs);
  const endsAt = textMember(grant, 'endsAt', 'end', 'expiresAt', 'until') ?? textMember(window, 'end');
  return {
    id: textMember(grant, 'id') ?? `grant-${index + 1}`,
    tenant,
    subject,
    objectId: textMember(grant, 'objectId', 'administratorId') ?? textMember(holder, 'objectId') ?? listed?.objectId ?? '',
    privileges: textsMember(grant, 'privileges', 'scope', 'roles', 'role', 'privilege'),
    startsAt,
    endsAt,
    state: stateOf(grant, { startsAt, endsAt, nowMs }),
    kind: kindOf(grant, endsAt),
    reference: textMember(grant, 'reference'),
    idempotencyKey: textMember(grant, 'idempotencyKey'),
  };
}

const ENDED_WORDS: ReadonlySet<string> = new Set(['ended', 'expired', 'revoked', 'removed', 'closed', 'inactive']);
const PENDING_WORDS: ReadonlySet<string> = new Set(['pending', 'queued', 'requested']);

/** What the record says; where it says nothing, what its times say. */
function stateOf(grant: unknown, at: Readonly<{ startsAt: string; endsAt: string | null; nowMs: number }>): WireGrant['state'] {
  const word = textMember(grant, 'state', 'status');
  if (word !== null) return ENDED_WORDS.has(word) ? 'ended' : PENDING_WORDS.has(word) ? 'pending' : 'active';
  if (at.endsAt !== null && Date.parse(at.endsAt) <= at.nowMs) return 'ended';
  return Date.parse(at.startsAt) > at.nowMs ? 'pending' : 'active';
}

function kindOf(grant: unknown, endsAt: string | null): WireGrant['kind'] {
  const word = textMember(grant, 'kind', 'type');
  if (word !== null) return word === 'break-glass' || word === 'emergency' ? 'break-glass' : 'assigned';
  return endsAt === null ? 'assigned' : 'break-glass';
}
