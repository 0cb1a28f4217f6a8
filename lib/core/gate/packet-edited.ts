import type { CaseRecord } from '../approval/case-record.ts';
import type { InstantMs } from '../compare/instant.ts';
import type { Sha256Hex } from '../packet/packet.ts';
import { administratorCause } from './administrator-facts.ts';
import type { Cause } from './cause.ts';
import { incidentCause } from './incident-facts.ts';
import type { Sources } from './sources.ts';
import { tenantCause } from './tenant-identity.ts';
import { windowCause } from './window-facts.ts';

/** Whether all approvals agree on one packet and this is not it: it was edited after they were given. */
export function isPacketEdited({ approvals }: CaseRecord, packetDigest: Sha256Hex): boolean {
  const digests = new Set(Object.values(approvals).flatMap((one) => (one.decision === 'approved' ? [one.packetDigest] : [])));
  return digests.size === 1 && !digests.has(packetDigest);
}

/**
 * What in the packet contradicts the records, the time, or itself. When it was edited as well, this is what went wrong; that the
 * approvals name another version then only follows from it.
 */
export function contradiction(sources: Sources, nowMs: InstantMs | null): Cause | null {
  if (!sources.case.isRead) return null;
  return tenantCause(sources) ?? administratorCause(sources) ?? incidentCause(sources) ?? windowCause(sources.case.value.packet, nowMs);
}
