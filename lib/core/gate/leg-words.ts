import type { LegId } from './leg.ts';

/** What each leg asks, as the rows of popup and panel say it; the leg's `seen` is the answer. */
export const legWords: Readonly<Record<LegId, string>> = {
  case: 'Case',
  operator: 'You may execute it',
  packet: 'Packet',
  tenant: 'Tenant record',
  administrator: 'Administrator in IAM',
  assurance: 'Identity check',
  incident: 'Incident',
  scope: 'Roles as approved',
  window: 'Access window',
  approvals: 'Approvals',
  segregation: 'Five different people',
  sessions: 'Open sessions in IAM',
  clock: 'Clock',
  profile: 'Console profile',
  'guard-intact': 'Countersign at work',
};
