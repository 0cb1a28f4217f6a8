import { parseInstant } from '../compare/instant.ts';
import type { Grant } from '../gate/sources.ts';
import type { InstantText, Packet } from '../packet/packet.ts';
import { isAsApproved } from './as-approved.ts';
import { type Committed, isOfClaim, newGrants } from './new-grants.ts';
import type { Finding } from './state.ts';

/** What IAM shows now of what may have been sent, in words, and what it comes to; null while nothing can be said for sure. */
export type ReadBack = Readonly<{ says: string; found: Readonly<{ is: Finding; means: string }> | null }>;

const FOUND: Readonly<Record<Finding, string>> = {
  granted: 'It was granted, exactly as approved.',
  nothing: 'Nothing was granted.',
  other: 'Something else was granted than was approved.',
};

export function foundWords(found: Finding): string {
  return FOUND[found];
}

/** The same, and what comes of it once it is settled. */
export function settledWords(found: Finding): string {
  return found === 'nothing' ? `${FOUND[found]} The case can be started anew.` : FOUND[found];
}

function as(is: Finding): NonNullable<ReadBack['found']> {
  return { is, means: settledWords(is) };
}

export const IAM_UNREAD: ReadBack = { says: 'IAM could not be read, so nothing can be settled now.', found: null };

/** What was left by whoever may have sent it. */
export type LeftBy = Readonly<{ packet: Packet; claim: Readonly<{ id: string }>; sealedAt: InstantText }> & Pick<Committed, 'grantsBefore'>;

/**
 * Judges what IAM shows that was not there before. What is still pending settles nothing. Of what began after it was left only
 * emergency grants are held against it where there is something else: the restored administrator may have let others in since.
 */
export function readBackOf({ packet, claim, grantsBefore, sealedAt }: LeftBy, grants: readonly Grant[]): ReadBack {
  const fresh = newGrants(grants, { packet, claim: claim.id, grantsBefore });
  const untilMs = parseInstant(sealedAt) ?? Number.POSITIVE_INFINITY;
  const isSince = (one: Grant) => one.kind === 'assigned' && !isOfClaim(one, claim.id) && (parseInstant(one.startsAt) ?? 0) > untilMs;
  const atOnce = fresh.filter((one) => !isSince(one));
  const own = atOnce.length > 0 ? atOnce : fresh;
  const [only] = own;
  if (own.some(({ state }) => state === 'pending'))
    return { says: 'IAM shows a grant that is still pending. End it there, or wait.', found: null };
  if (only === undefined) return { says: 'IAM shows no grant that was not there before.', found: as('nothing') };
  if (own.length > 1) return { says: `IAM shows ${own.length} grants that were not there before.`, found: as('other') };
  if (only.kind === 'assigned') return { says: 'IAM shows standing access that was not there before.', found: as('other') };
  if (only.objectId !== packet.administrator.objectId)
    return { says: 'IAM shows an emergency grant to another account than the approved one.', found: as('other') };
  const seen = `IAM shows one emergency grant, ${only.reference ?? only.id}, until ${only.endsAt ?? 'no end'}`;
  return wasAsApproved(packet, only)
    ? { says: `${seen}: exactly what was approved.`, found: as('granted') }
    : { says: `${seen}: not what was approved.`, found: as('other') };
}

/** A grant that was ended before its approved end was granted as approved all the same. */
function wasAsApproved(packet: Packet, grant: Grant): boolean {
  const [endMs, approvedMs] = [parseInstant(grant.endsAt), parseInstant(packet.window.end)];
  const isEndedEarly = grant.state === 'ended' && endMs !== null && approvedMs !== null && endMs < approvedMs;
  return isAsApproved(isEndedEarly ? { ...grant, endsAt: packet.window.end } : grant, packet);
}
