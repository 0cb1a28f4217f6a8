import type { Grant } from '../../lib/core/gate/sources.ts';
import type { Packet } from '../../lib/core/packet/packet.ts';

/** What IAM shows of a restoration that went as approved, on a console that keeps no key. */
export function approvedGrant({ tenant, administrator, scope, window }: Packet): Grant {
  return {
    id: 'g1',
    tenant: tenant.id,
    subject: administrator.subject,
    objectId: administrator.objectId,
    privileges: scope,
    startsAt: '2026-11-23T03:05:00Z',
    endsAt: window.end,
    state: 'active',
    kind: 'break-glass',
    reference: 'BG-77120',
    idempotencyKey: null,
  };
}
