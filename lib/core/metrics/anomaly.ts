import type { ReasonCode } from '../reason.ts';

/** The four kinds of anomaly that must be caught before the final submission. */
export type Anomaly = 'approvals' | 'tenant' | 'scope' | 'console';

const OF_CODE: Partial<Readonly<Record<ReasonCode, Anomaly>>> = {
  'approval-missing': 'approvals',
  'approval-withdrawn': 'approvals',
  'approval-stale': 'approvals',
  'approval-of-other-packet': 'approvals',
  'approval-of-other-case': 'approvals',
  'approval-not-by-person': 'approvals',
  'approval-record-changed': 'approvals',
  'approver-not-distinct': 'approvals',
  'approver-is-requester': 'approvals',
  'approver-is-operator': 'approvals',
  'approver-not-entitled': 'approvals',
  'approver-not-of-customer': 'approvals',
  'delegation-invalid': 'approvals',
  'segregation-contradicts': 'approvals',
  'packet-changed': 'approvals',
  'policy-changed': 'approvals',
  'tenant-id-differs': 'tenant',
  'tenant-lookalike': 'tenant',
  'tenant-alias': 'tenant',
  'tenant-not-restorable': 'tenant',
  'administrator-differs': 'tenant',
  'administrator-of-other-tenant': 'tenant',
  'administrator-not-eligible': 'tenant',
  'incident-mismatch': 'tenant',
  'console-other-tenant': 'tenant',
  'role-redefined': 'scope',
  'scope-broader': 'scope',
  'scope-narrower': 'scope',
  'window-invalid': 'scope',
  'window-over-maximum': 'scope',
  'window-unusual': 'scope',
  'window-differs': 'scope',
  'expiry-control-missing': 'scope',
  'session-exists': 'scope',
  'session-exists-other': 'scope',
  'permanent-grant-exists': 'scope',
  'grant-broader': 'scope',
  'console-drift': 'console',
  'console-lookalike': 'console',
  'console-warning': 'console',
  'console-origin-wrong': 'console',
  'console-operator-differs': 'console',
  'locator-ambiguous': 'console',
  'control-unreadable': 'console',
  'reading-changed-by-script': 'console',
  'reading-contradicts-itself': 'console',
  'review-differs': 'console',
  'commit-without-release': 'console',
  'body-differs': 'console',
};

const BY_CODE: ReadonlyMap<string, Anomaly> = new Map(Object.entries(OF_CODE));

/** Which kind of anomaly a reason's code stands for; null for what is none, like an empty field. */
export function anomalyOf(code: string): Anomaly | null {
  return BY_CODE.get(code) ?? null;
}
