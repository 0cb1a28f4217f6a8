import { MINUTE_MS, parseInstant } from '../compare/instant.ts';
import type { Grant } from '../gate/sources.ts';
import type { InstantText, Packet } from '../packet/packet.ts';

/**
 * The one judge of a grant that IAM shows: emergency access for this account of this tenant, with neither more nor less than the approved
 * privileges, and with the approved end. An account is its object id, whatever IAM calls it.
 */
export function isAsApproved(
  { kind, tenant, objectId, privileges, endsAt }: Grant,
  { tenant: wanted, administrator, scope, window }: Packet,
): boolean {
  const isSameScope = scope.every((one) => privileges.includes(one)) && privileges.every((one) => scope.includes(one));
  const isForThem = kind === 'break-glass' && tenant === wanted.id && objectId === administrator.objectId;
  return isForThem && isSameScope && isEndAsApproved(endsAt, window.end);
}

/** The same end to the minute, which is as fine as consoles take it, and never a later one. */
export function isEndAsApproved(end: InstantText | null, approved: InstantText | null): boolean {
  const [endMs, approvedMs] = [parseInstant(end), parseInstant(approved)];
  if (endMs === null || approvedMs === null) return false;
  return endMs <= approvedMs && Math.floor(endMs / MINUTE_MS) === Math.floor(approvedMs / MINUTE_MS);
}
