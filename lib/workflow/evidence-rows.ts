import type { Summary } from '../core/evidence/summary.ts';
import type { EvidenceRow } from '../core/execution/view.ts';
import type { Context } from './context.ts';
import { deliveredExecutions } from './delivering.ts';
import { BUNDLE_FILE, RETIRED_FILE, ROW_FILE, SYSTEMS_FILE } from './kept-files.ts';
import { jsonIn, keepJson } from './kept-json.ts';
import { isOf } from './systems-for.ts';

/** What is kept of a row beside the bundle; the rest of it follows from which files are there. */
type KeptRow = Omit<EvidenceRow, 'delivery' | 'isDelivered' | 'isExportable' | 'isRetired'>;

/** Keeps the line of the list beside a finished bundle, so that no list ever reads a journal, a bundle or a summary. */
export async function keepRow(context: Context, summary: Summary): Promise<void> {
  const { required, missing } = summary.completeness;
  const row: KeptRow = {
    execution: summary.execution,
    caseId: summary.caseId,
    tenant: summary.tenant,
    outcome: summary.outcome === 'halted' && summary.claim === null ? 'refused' : summary.outcome,
    reference: summary.reference,
    at: summary.closedAt,
    completeness: missing.length === 0 ? `${required.length} of ${required.length} artifacts` : `lacks ${missing.join(', ')}`,
    isComplete: missing.length === 0,
  };
  await keepJson(context, summary.execution, ROW_FILE, row);
}

/** The finished executions of this device, newest first. They are read once, and again after one of them changed. */
export function evidenceRows(context: Context): Promise<readonly EvidenceRow[]> {
  context.list.rows ??= readRows(context).catch((error: unknown) => {
    context.list.rows = null;
    throw error;
  });
  return context.list.rows;
}

/** Whoever adds a bundle, a receipt or a deletion says so here. */
export function forgetRows(context: Context): void {
  context.list.rows = null;
}

async function readRows(context: Context): Promise<readonly EvidenceRow[]> {
  const { journal } = context.ports.device;
  const [kept, bundled, delivered, retired, begunWith, systems] = await Promise.all([
    journal.everywhere(ROW_FILE),
    journal.having(BUNDLE_FILE),
    deliveredExecutions(context),
    journal.having(RETIRED_FILE),
    journal.everywhere(SYSTEMS_FILE),
    context.ports.systems(),
  ]);
  const rows = [...kept.values()].map((bytes): EvidenceRow => {
    const row = jsonIn<KeptRow>(bytes);
    const isDelivered = delivered.has(row.execution);
    const isRetired = retired.has(row.execution);
    const delivery = isRetired
      ? 'Deleted here by policy, after it was delivered'
      : isDelivered
        ? 'Delivered to the evidence store'
        : isOf(systems, begunWith.get(row.execution))
          ? 'Not delivered yet'
          : 'Not delivered: it waits for the systems that it was begun with';
    return { ...row, delivery, isDelivered, isRetired, isExportable: bundled.has(row.execution) };
  });
  return rows.sort((a, b) => (a.at < b.at ? 1 : -1));
}
