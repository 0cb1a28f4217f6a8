import type { LegId } from './leg.ts';

const WORDS: Readonly<Record<LegId, string>> = {
  case: 'Case',
  operator: 'Operator entitled',
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
  'guard-intact': 'Countersign',
};

/** What a leg asks, as popup, panel and report say it; its `seen` is the answer. A leg that this version does not know has its id. */
export function legWords(id: string): string {
  return Object.entries(WORDS).find(([known]) => known === id)?.[1] ?? id;
}
