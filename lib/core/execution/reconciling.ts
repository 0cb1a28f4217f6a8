import { parseInstant } from '../compare/instant.ts';
import type { Grant } from '../gate/sources.ts';
import type { Packet } from '../packet/packet.ts';
import { isAsApproved } from './as-approved.ts';
import type { Finding } from './state.ts';

/** What IAM shows now of what may have been sent, in words, and what it comes to; null while nothing can be said for sure. */
export type ReadBack = Readonly<{ says: string; found: Readonly<{ is: Finding; means: string }> | null }>;

const FOUND: Readonly<Record<Finding, string>> = {
  granted: 'It was granted, exactly as approved.',
  nothing: 'Nothing was granted. The case can be started anew.',
  other: 'Something else was granted than was approved.',
};

export function foundWords(found: Finding): string {
  return FOUND[found];
}

function as(is: Finding): NonNullable<ReadBack['found']> {
  return { is, means: FOUND[is] };
}

export const IAM_UNREAD: ReadBack = { says: 'IAM could not be read, so nothing can be settled now.', found: null };

/**
 * Judges IAM's emergency grants for the administrator. Before entry there was none that was open, so whatever is open now,
 * or carries this claim's key, came of this execution or past it. What is still pending settles nothing.
 */
export function readBackOf(packet: Packet, grants: readonly Grant[], claim: string): ReadBack {
  const { objectId } = packet.administrator;
  const own = grants.filter(
    (one) => one.kind === 'break-glass' && one.objectId === objectId && (one.state !== 'ended' || one.idempotencyKey === claim),
  );
  const [only] = own;
  if (own.some(({ state }) => state === 'pending'))
    return { says: 'IAM shows a grant that is still pending. End it there, or wait.', found: null };
  if (only === undefined) return { says: 'IAM shows no emergency grant for this administrator.', found: as('nothing') };
  if (own.length > 1) return { says: `IAM shows ${own.length} emergency grants for this administrator.`, found: as('other') };
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
