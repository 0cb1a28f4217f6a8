import type { Packet } from '../packet/packet.ts';
import { type Reason, reason } from '../reason.ts';
import type { Cause } from './cause.ts';
import type { IncidentRecord, Sources } from './sources.ts';
import { tenantCause } from './tenant-identity.ts';
import { unread } from './unread.ts';

/** The packet names an incident that is not on record, or is another tenant's. */
export function incidentCause(sources: Sources): Cause | null {
  const cause = unread(sources, 'incident');
  if (cause !== null) return cause.reason.code === 'incident-mismatch' ? cause : null;
  if (!sources.case.isRead || !sources.incident.isRead) return null;
  const why = otherIncident(sources.case.value.packet, sources.incident.value, tenantCause(sources) === null);
  return why === null ? null : { leg: 'incident', reason: why };
}

function otherIncident({ incident, tenant }: Packet, record: IncidentRecord, isTenantSure: boolean): Reason | null {
  if (record.id !== incident.id) return reason('incident-mismatch', { seen: record.id, expected: incident.id });
  if (!isTenantSure || record.tenant === tenant.id) return null;
  return reason('incident-mismatch', {
    seen: `${record.id} of tenant ${record.tenant}`,
    expected: `${incident.id} of tenant ${tenant.id}`,
  });
}
