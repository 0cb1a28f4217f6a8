import type { CaseRecord } from '../../approval/case-record.ts';
import { MINUTE_MS, parseInstant, utcText } from '../../compare/instant.ts';
import { type Reason, reason } from '../../reason.ts';
import { isOutsider } from '../administrator-facts.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import type { Guard, Leg } from '../leg.ts';
import type { AdministratorRecord, Grant, RoleRecord, Sources } from '../sources.ts';
import { tenantCause } from '../tenant-identity.ts';
import { unread } from '../unread.ts';

/** No emergency session is open in the tenant, nobody holds the role without an end, and this claim granted nothing yet. */
export const sessionsLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'grants'), unread(sources, 'case')];
  if (!sources.case.isRead || !sources.grants.isRead) return legResult('sessions', { seen: NOT_KNOWN, causes });
  const record = sources.case.value;
  const all = sources.grants.value.filter((one) => one.tenant === record.packet.tenant.id);
  const own = all.filter((one) => isOfClaim(one, guard));
  const open = all.filter((one) => one.state !== 'ended' && !own.includes(one));
  const permanent = permanentRoles(record, open, sources);
  const sessions = open.filter((one) => one.kind === 'break-glass' && !permanent.grants.includes(one));
  const unguarded = sessions.filter((one) => isUnguarded(one, guard));
  const reasons = [
    ...(own.length > 0 ? [reason('execution-already-spent')] : []),
    ...permanent.roles.map((role) => reason('permanent-grant-exists', { role }, role)),
    ...(unguarded.length > 0 ? [reason('unguarded-grant')] : []),
    ...latest(
      sessions.filter((one) => !unguarded.includes(one)),
      record,
    ),
  ];
  const count = sessions.length + permanent.grants.length + own.length;
  const found = Math.max(count, reasons.length);
  return legResult('sessions', {
    seen: found === 0 ? 'none' : `${found} found`,
    reasons,
    causes: [unread(sources, 'administrators'), unread(sources, 'roles'), tenantCause(sources)],
  });
};

/** A grant that carries this claim's key is no stranger's session: it means that the claim was already used. */
function isOfClaim({ idempotencyKey }: Grant, { claim }: Guard): boolean {
  return claim !== null && idempotencyKey === claim.id;
}

/**
 * The console gave it a reference, and no execution its key: it was made in the console without a release. Only a grant
 * that came after a green preflight says so; what was there before is somebody's open session.
 */
function isUnguarded({ reference, idempotencyKey }: Grant, { claim }: Guard): boolean {
  return claim !== null && reference !== null && idempotencyKey === null;
}

function isHeldBy({ packet }: CaseRecord, { subject, objectId }: Readonly<{ subject: string; objectId: string }>): boolean {
  return subject === packet.administrator.subject || objectId === packet.administrator.objectId;
}

/** One reason for this administrator's sessions and one for the others', each with the last end. */
function latest(sessions: readonly Grant[], record: CaseRecord): readonly Reason[] {
  const own = sessions.filter((one) => isHeldBy(record, one));
  const others = sessions.filter((one) => !own.includes(one));
  return [
    ...(own.length > 0 ? [reason('session-exists', { until: untilText(own) })] : []),
    ...(others.length > 0 ? [reason('session-exists-other', { until: untilText(others) })] : []),
  ];
}

function untilText(grants: readonly Grant[]): string {
  const ends = grants.map(({ endsAt }) => parseInstant(endsAt));
  const known = ends.filter((end) => end !== null);
  return known.length < ends.length || known.length === 0 ? 'no known end' : utcText(Math.max(...known));
}

type Permanent = Readonly<{ roles: readonly string[]; grants: readonly Grant[] }>;

/**
 * Roles of the packet that are held without an end: by its administrator, or by somebody who is none of the tenant's own
 * administrators, such as a support principal. That another of the tenant's own has access is told as a warning, elsewhere.
 */
function permanentRoles(record: CaseRecord, open: readonly Grant[], sources: Sources): Permanent {
  const listed = sources.administrators.isRead ? sources.administrators.value : null;
  const definitions = sources.roles.isRead ? sources.roles.value : [];
  const own = listed === null ? null : listed.filter((one) => !isOutsider(record, one));
  const isCounted = (grant: Grant) => isHeldBy(record, grant) || (own !== null && !own.some((one) => isOneAccount(one, grant)));
  const { scope } = record.packet;
  const holds = (privileges: readonly string[]) => scope.filter((role) => isHolding(privileges, role, definitions));
  const grants = open.filter((one) => isEndless(one, record, sources) && isCounted(one) && holds(one.privileges).length > 0);
  const standing = (listed ?? [])
    .filter((one) => isHeldBy(record, one) || isOutsider(record, one))
    .flatMap((one) => holds(one.privileges).filter((role) => !isExplained(one, role, open, holds)));
  return { grants, roles: [...new Set([...grants.flatMap(({ privileges }) => holds(privileges)), ...standing])] };
}

/** An end that is missing, that cannot be read, or that no approved window could have is none: 9999-12-31 is how some systems write "never". */
function isEndless({ endsAt }: Grant, { packet }: CaseRecord, { policy }: Sources): boolean {
  const [endMs, approvedMs] = [parseInstant(endsAt), parseInstant(packet.window.end)];
  if (endMs === null) return true;
  return approvedMs !== null && policy.isRead && endMs > approvedMs + policy.value.maximumMinutes * MINUTE_MS;
}

/** A standing privilege may be what an open grant gives, which is told by its own name. */
function isExplained(
  one: AdministratorRecord,
  role: string,
  open: readonly Grant[],
  holds: (privileges: readonly string[]) => readonly string[],
) {
  return open.some((grant) => isOneAccount(one, grant) && holds(grant.privileges).includes(role));
}

function isOneAccount(one: AdministratorRecord, { subject, objectId }: Grant): boolean {
  return one.subject === subject || one.objectId === objectId;
}

/** A role is held under its name, or by everything that it is made of. */
function isHolding(privileges: readonly string[], role: string, definitions: readonly RoleRecord[]): boolean {
  const parts = definitions.find(({ name }) => name === role)?.privileges ?? [];
  return privileges.includes(role) || (parts.length > 0 && parts.every((part) => privileges.includes(part)));
}
