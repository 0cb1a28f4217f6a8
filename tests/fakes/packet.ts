import type { Packet } from '../../lib/core/packet/packet.ts';

/** What was approved, where a test needs a packet and nothing around it. */
export const PACKET: Packet = {
  version: 3,
  tenant: { id: 'tnt_7Q2K94', name: 'Northwind Traders' },
  administrator: { subject: 'admin-77', objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77', email: 'admin-77@northwind.example' },
  assurance: { reference: 'IDV-5521' },
  scope: ['tenant.admin.restore'],
  window: { start: '2026-11-23T03:00:00Z', end: '2026-11-23T07:00:00Z' },
  incident: { id: 'INC-20931' },
  approvalEvidence: ['APR-301', 'APR-302', 'APR-303'],
  executionNumber: 1,
};
