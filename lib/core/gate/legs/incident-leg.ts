import { reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import { clockFault } from '../clock-trust.ts';
import { incidentCause } from '../incident-facts.ts';
import { incidentFault } from '../incident-standing.ts';
import type { Leg } from '../leg.ts';
import { tenantCause } from '../tenant-identity.ts';
import { unread } from '../unread.ts';

/** The packet's incident is on record, is this tenant's, and is still open. */
export const incidentLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'incident'), unread(sources, 'case')];
  if (!sources.case.isRead || !sources.incident.isRead) return legResult('incident', { seen: NOT_KNOWN, causes });
  const record = sources.incident.value;
  const seen = `${record.id}, ${record.state}`;
  const other = incidentCause(sources);
  if (other !== null) return legResult('incident', { seen, causes: [other] });
  const fault = incidentFault(record, clockFault(sources) === null ? guard.nowMs : null);
  if (fault === null)
    return legResult('incident', { seen, causes: record.tenant === sources.case.value.packet.tenant.id ? [] : [tenantCause(sources)] });
  return legResult('incident', {
    seen,
    reasons: [reason('incident-mismatch', { seen: `${record.id}, ${fault}`, expected: `${record.id}, open` })],
  });
};
