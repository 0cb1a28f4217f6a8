import type { JSX } from 'preact';
import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import { Button } from '../ui/Button.tsx';
import { outcomeLook } from '../ui/meaning.ts';
import { Flag } from '../ui/Tenant.tsx';
import { Word } from '../ui/Word.tsx';
import { momentOf } from '../ui/when.ts';

type EvidenceListProps = Readonly<{
  rows: readonly EvidenceRow[];
  onExport: (execution: string) => void;
  onOpenReport: (execution: string) => void;
}>;

/** The executions of this device with their outcome, and whether their evidence is whole and delivered. */
export function EvidenceList({ rows, onExport, onOpenReport }: EvidenceListProps): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section class="list" aria-label="Evidence">
      <h2>
        Evidence <small>this device</small>
      </h2>
      {rows.map((row) => (
        <Row key={row.execution} row={row} onExport={onExport} onOpenReport={onOpenReport} />
      ))}
    </section>
  );
}

type RowProps = Omit<EvidenceListProps, 'rows'> & Readonly<{ row: EvidenceRow }>;

function Row({ row, onExport, onOpenReport }: RowProps): JSX.Element {
  return (
    <article class="execution" aria-label={`${row.caseId}, ${row.tenant.name}, ${momentOf(row.at)}`}>
      <Flag tenantId={row.tenant.id} />
      <h3>{row.caseId}</h3>
      <Word {...outcomeLook(row.outcome)} />
      <p class="more">
        {momentOf(row.at)}. <span class={row.isComplete ? undefined : 'ink-fix'}>{ended(row.completeness)}</span>{' '}
        <span class={row.isDelivered ? undefined : 'ink-fix'}>{ended(row.delivery)}</span>
      </p>
      {row.isExportable && (
        <div class="acts">
          <Button size="small" icon="download" onPress={() => onExport(row.execution)}>
            Export bundle
          </Button>
          <Button size="small" onPress={() => onOpenReport(row.execution)}>
            Open report
          </Button>
        </div>
      )}
    </article>
  );
}

function ended(text: string): string {
  return text === '' || text.endsWith('.') ? text : `${text}.`;
}
