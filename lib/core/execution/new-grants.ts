import type { Grant } from '../gate/sources.ts';
import type { Packet } from '../packet/packet.ts';

export type Committed = Readonly<{
  packet: Pick<Packet, 'administrator'>;
  claim: string | null;
  /** IAM's ids of what was there when the last check was read. */
  grantsBefore: readonly string[];
}>;

/**
 * What IAM shows of the tenant that was not there before the commit, or carries this claim's key: of any kind, whoever holds it,
 * and ended or not, it may be what the commit brought. Only what another claim's key was released for to somebody else is none of it.
 */
export function newGrants(grants: readonly Grant[], { packet, claim, grantsBefore }: Committed): readonly Grant[] {
  const isOfOthers = ({ objectId, idempotencyKey }: Grant) => idempotencyKey !== null && objectId !== packet.administrator.objectId;
  return grants.filter((one) => isOfClaim(one, claim) || (!grantsBefore.includes(one.id) && !isOfOthers(one)));
}

export function isOfClaim({ idempotencyKey }: Grant, claim: string | null): boolean {
  return idempotencyKey !== null && idempotencyKey === claim;
}
