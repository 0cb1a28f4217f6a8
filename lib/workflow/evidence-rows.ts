import type { Summary } from '../core/evidence/summary.ts';
import type { EvidenceRow } from '../core/execution/view.ts';
import { BUNDLE_FILE, SUMMARY_FILE } from './bundle-files.ts';
import type { Context } from './context.ts';
import { deliveredExecutions } from './delivering.ts';

export type SummarisedRow = Readonly<{ row: EvidenceRow; summary: Summary }>;

/** The finished executions of this device, newest first. */
export async function evidenceRows(context: Context): Promise<readonly SummarisedRow[]> {
  const { journal } = context.ports.device;
  const [summaries, bundled, delivered] = await Promise.all([
    journal.everywhere(SUMMARY_FILE),
    journal.having(BUNDLE_FILE),
    deliveredExecutions(context),
  ]);
  const rows = [...summaries].map(([execution, bytes]) => {
    const summary: Summary = JSON.parse(new TextDecoder().decode(bytes));
    return { summary, row: rowOf(summary, delivered.has(execution), bundled.has(execution)) };
  });
  return rows.sort((a, b) => (a.row.at < b.row.at ? 1 : -1));
}

function rowOf(summary: Summary, delivered: boolean, isExportable: boolean): EvidenceRow {
  const { required, missing } = summary.completeness;
  return {
    execution: summary.execution,
    caseId: summary.caseId,
    tenant: summary.tenant,
    outcome: summary.outcome === 'halted' && summary.claim === null ? 'refused' : summary.outcome,
    reference: summary.reference,
    at: summary.closedAt,
    completeness: missing.length === 0 ? `${required.length} of ${required.length} artifacts` : `lacks ${missing.join(', ')}`,
    isComplete: missing.length === 0,
    delivery: delivered ? 'Delivered to the evidence store' : 'Not delivered yet',
    isDelivered: delivered,
    isExportable,
  };
}
