import type { EvidenceRow } from '../../lib/core/execution/view.ts';

/** A confirmed execution as the evidence page lists it: whole, exported and delivered, but for what is said otherwise. */
export function evidenceRow(rest: Partial<EvidenceRow> = {}): EvidenceRow {
  return {
    execution: 'exe-1',
    caseId: 'CASE-1042',
    tenant: { id: 'tnt_7Q2K94', name: 'Northwind Traders' },
    outcome: 'confirmed',
    reference: 'BG-77120',
    at: '2026-11-23T03:19:00.000Z',
    completeness: '14 of 14 artifacts',
    isComplete: true,
    delivery: 'Delivered to the evidence store',
    isDelivered: true,
    isExportable: true,
    isRetired: false,
    ...rest,
  };
}
