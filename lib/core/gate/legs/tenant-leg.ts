import { reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import type { Leg } from '../leg.ts';
import type { TenantRecord } from '../sources.ts';
import { tenantIdentity } from '../tenant-identity.ts';
import { unread } from '../unread.ts';

/** The packet's tenant is the tenant on record, and access to it may be restored. */
export const tenantLeg: Leg = (sources) => {
  const causes = [unread(sources, 'tenant'), unread(sources, 'case')];
  if (!sources.case.isRead || !sources.tenant.isRead) return legResult('tenant', { seen: NOT_KNOWN, causes });
  const identity = tenantIdentity(sources);
  if (identity.is === 'other') return legResult('tenant', { seen: 'another tenant', reasons: [identity.cause.reason] });
  const { found } = sources.tenant.value;
  return legResult('tenant', {
    seen: found === null ? NOT_KNOWN : `${standing(found)}${childrenText(found)}`,
    reasons: found === null || isRestorable(found) ? [] : [reason('tenant-not-restorable', { state: standing(found) })],
    warnings: identity.is === 'alias' ? [identity.warning] : [],
  });
};

/** Only an active tenant without a legal hold: a state that is not known here is not one of them. */
function isRestorable({ state, isOnLegalHold }: TenantRecord): boolean {
  return state === 'active' && !isOnLegalHold;
}

/** A restoration is for the one tenant: those below it are not part of it, and the row says that there are some. */
function childrenText({ children }: TenantRecord): string {
  return children.length === 0 ? '' : `, without its ${children.length} child ${children.length === 1 ? 'tenant' : 'tenants'}`;
}

function standing({ state, isOnLegalHold }: TenantRecord): string {
  return `${state}, ${isOnLegalHold ? 'on legal hold' : 'no hold'}`;
}
