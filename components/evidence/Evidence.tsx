import type { JSX } from 'preact';
import type { EvidenceEntryView } from '../../lib/core/execution/page-views.ts';
import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import { Logo } from '../ui/Mark.tsx';
import { outcomeLook } from '../ui/meaning.ts';
import { Flag } from '../ui/Tenant.tsx';
import { Word } from '../ui/Word.tsx';
import { Entry, type EntryActions } from './Entry.tsx';

type EvidenceProps = EntryActions &
  Readonly<{
    /** Null until the worker has spoken. */
    rows: readonly EvidenceRow[] | null;
    /** The execution that is shown; null when none is chosen or it is still being read. */
    entry: EvidenceEntryView | null;
    chosen: string | null;
    problem: string | null;
    /** A bundle that was made ready as a file: kept in sight, because a browser may have refused the download. */
    saved: Readonly<{ name: string; url: string; sha256: string }> | null;
    onChoose: (execution: string) => void;
  }>;

/** The evidence page: the executions of this device on the left, one of them on the right. */
export function Evidence({ rows, entry, chosen, problem, saved, onChoose, ...actions }: EvidenceProps): JSX.Element {
  return (
    <div class="cs evidence">
      <header class="page-head">
        <h1>
          <Logo />
        </h1>
        <span class="soft">Evidence</span>
      </header>
      <div class="halves">
        <nav class="side" aria-label="Executions">
          {rows?.length === 0 && <p class="soft empty">No execution has been recorded on this device yet.</p>}
          <ul>
            {rows?.map((row) => (
              <Choice key={row.execution} row={row} isChosen={row.execution === chosen} onChoose={onChoose} />
            ))}
          </ul>
        </nav>
        <main>
          <div aria-live="polite">
            {problem !== null && <p class="note fix">{problem}</p>}
            {saved !== null && <Saved saved={saved} />}
          </div>
          {entry !== null ? <Entry entry={entry} {...actions} /> : <Unchosen rows={rows} chosen={chosen} />}
        </main>
      </div>
    </div>
  );
}

type ChoiceProps = Readonly<{ row: EvidenceRow; isChosen: boolean; onChoose: (execution: string) => void }>;

function Choice({ row, isChosen, onChoose }: ChoiceProps): JSX.Element {
  return (
    <li>
      <a
        href={`?execution=${encodeURIComponent(row.execution)}`}
        aria-current={isChosen ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault();
          onChoose(row.execution);
        }}
      >
        <Flag tenantId={row.tenant.id} />
        <b>{row.tenant.name}</b>
        <time>{row.at}</time>
        <small>
          {row.caseId}, <span class={row.isComplete ? undefined : 'ink-fix'}>{row.completeness}</span>
        </small>
        <Word {...outcomeLook(row.outcome)} />
      </a>
    </li>
  );
}

function Saved({ saved }: Readonly<{ saved: NonNullable<EvidenceProps['saved']> }>): JSX.Element {
  return (
    <div class="note go">
      <div class="says">
        <p>
          The bundle is ready:{' '}
          <a href={saved.url} download={saved.name}>
            {saved.name}
          </a>
        </p>
        <p class="meta soft">
          SHA-256 <span class="code inline">{saved.sha256}</span>
        </p>
      </div>
    </div>
  );
}

function Unchosen({ rows, chosen }: Readonly<{ rows: readonly EvidenceRow[] | null; chosen: string | null }>): JSX.Element | null {
  if (rows === null || chosen !== null) return <p class="soft">Reading …</p>;
  if (rows.length === 0) return null;
  return <p class="soft">Choose an execution.</p>;
}
