import type { CaseRecord } from '../../approval/case-record.ts';
import { someone } from '../../approval/people.ts';
import { type Reason, reason } from '../../reason.ts';
import { administratorCause, administratorRecord, isAtHomeElsewhere, isOutsider } from '../administrator-facts.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import type { Leg } from '../leg.ts';
import type { AdministratorRecord } from '../sources.ts';
import { tenantCause } from '../tenant-identity.ts';
import { unread } from '../unread.ts';

/** States of an account whose access may be restored. A state that is not known here is not one of them. */
const ELIGIBLE: ReadonlySet<string> = new Set(['locked-out', 'locked', 'active']);

/** The packet's administrator is the account that IAM knows, belongs to the tenant, and may have access again. */
export const administratorLeg: Leg = (sources) => {
  const differs = administratorCause(sources);
  if (!sources.case.isRead || !sources.administrators.isRead) {
    const causes = [differs, unread(sources, 'administrators'), unread(sources, 'case')];
    return legResult('administrator', { seen: NOT_KNOWN, causes });
  }
  const record = sources.case.value;
  const all = sources.administrators.value;
  const listed = administratorRecord(record.packet, all);
  const isRecovered = all.some((one) => one !== listed && one.state === 'active' && !isOutsider(record, one));
  const warnings = isRecovered ? [reason('other-administrator-recovered')] : [];
  if (differs !== null) return legResult('administrator', { seen: 'another account', causes: [differs], warnings });
  // They were asked for by the packet's tenant: while that is the wrong one, who belongs to it says nothing.
  const otherTenant = tenantCause(sources);
  if (otherTenant !== null) return legResult('administrator', { seen: listed?.state ?? NOT_KNOWN, causes: [otherTenant] });
  const why = standingFault(record, listed);
  return legResult('administrator', {
    seen: (listed?.state ?? 'not on record').replaceAll('-', ' '),
    reasons: why === null ? [] : [why],
    warnings,
  });
};

function standingFault(record: CaseRecord, listed: AdministratorRecord | null): Reason | null {
  const isElsewhere = listed === null ? isAtHomeElsewhere(record, record.packet.administrator.subject) : isOutsider(record, listed);
  if (isElsewhere) return reason('administrator-of-other-tenant');
  if (listed === null) return reason('administrator-not-eligible', { state: 'not on record in IAM' });
  if (!ELIGIBLE.has(listed.state)) return reason('administrator-not-eligible', { state: `${listed.state} in IAM` });
  const { person } = someone(record.people, record.packet.administrator.subject);
  return person?.isActive === false ? reason('administrator-not-eligible', { state: 'no longer active in the case system' }) : null;
}
