import type { Summary } from '../core/evidence/summary.ts';
import type { EvidenceRow } from '../core/execution/view.ts';
import { BUNDLE_FILE, SUMMARY_FILE } from './bundle-files.ts';
import type { Context } from './context.ts';
import { isDelivered } from './delivering.ts';

export type SummarisedRow = Readonly<{ row: EvidenceRow; summary: Summary }>;

/** The finished executions of this device, newest first. */
export async function evidenceRows(context: Context): Promise<readonly SummarisedRow[]> {
  const { journal } = context.ports.device;
  const rows: SummarisedRow[] = [];
  for (const execution of await journal.executions()) {
    const bytes = await journal.file(execution, SUMMARY_FILE);
    if (bytes === null) continue;
    const summary: Summary = JSON.parse(new TextDecoder().decode(bytes));
    const isExportable = (await journal.file(execution, BUNDLE_FILE)) !== null;
    rows.push({ summary, row: rowOf(summary, await isDelivered(context, execution), isExportable) });
  }
  return rows.sort((a, b) => (a.row.at < b.row.at ? 1 : -1));
}

function rowOf(summary: Summary, delivered: boolean, isExportable: boolean): EvidenceRow {
  const { required, missing } = summary.completeness;
  return {
    execution: summary.execution,
    caseId: summary.caseId,
    tenant: summary.tenant,
    outcome: summary.outcome,
    at: summary.closedAt,
    completeness: missing.length === 0 ? `${required.length} of ${required.length} artifacts` : `lacks ${missing.join(', ')}`,
    isComplete: missing.length === 0,
    delivery: delivered ? 'Delivered to the evidence store' : 'Not delivered yet',
    isDelivered: delivered,
    isExportable,
  };
}
