import type { JSX } from 'preact';
import type { EvidenceEntryView, VerificationFact } from '../../lib/core/execution/page-views.ts';
import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { FileChoice } from '../ui/FileChoice.tsx';
import { ProblemWords } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Entry, type EntryActions } from './Entry.tsx';
import { Executions } from './Executions.tsx';
import { PageHead } from './PageHead.tsx';
import { Verified } from './Verified.tsx';

/** A bundle that somebody brought, and what verifying it on this device came to. */
export type BroughtBundle = Readonly<{ name: string; execution: string | null; says: string; facts: readonly VerificationFact[] }>;

type EvidenceProps = EntryActions &
  Readonly<{
    /** Null until the worker has spoken. */
    rows: readonly EvidenceRow[] | null;
    /** The execution that is shown; null when none is chosen or it is still being read. */
    entry: EvidenceEntryView | null;
    chosen: string | null;
    problem: Problem | null;
    /** A file that was made ready: kept in sight, because a browser may have refused the download. */
    saved: Readonly<{ name: string; url: string; sha256: string }> | null;
    /** Shown in place of an execution while it is not null. */
    brought: BroughtBundle | null;
    onChoose: (execution: string) => void;
    onExportAll: (executions: readonly string[]) => void;
    /** A bundle to verify, or the enrolled devices to verify it with. */
    onBring: (file: File) => void;
  }>;

/** The evidence page: the executions of this device on the left, one of them on the right. */
export function Evidence({ rows, entry, chosen, problem, saved, brought, onBring, ...actions }: EvidenceProps): JSX.Element {
  return (
    <div class="cs evidence">
      <PageHead here="executions">
        <FileChoice word="Verify a bundle" size="small" accept=".zip,.json" onChoose={onBring} />
      </PageHead>
      <div class="halves">
        <Executions rows={rows ?? []} isRead={rows !== null} chosen={brought === null ? chosen : null} {...actions} />
        <main>
          <div aria-live="polite">
            {problem !== null && <ProblemWords problem={problem} />}
            {saved !== null && <Saved saved={saved} />}
          </div>
          {brought !== null ? (
            <Brought brought={brought} onBring={onBring} />
          ) : entry !== null ? (
            <Entry entry={entry} {...actions} />
          ) : (
            problem === null && <Unchosen rows={rows} chosen={chosen} />
          )}
        </main>
      </div>
    </div>
  );
}

function Brought({ brought, onBring }: Readonly<{ brought: BroughtBundle; onBring: (file: File) => void }>): JSX.Element {
  return (
    <article class="entry" aria-label={brought.name}>
      <header class="entry-head">
        <div class="name">
          <h2>{brought.name}</h2>
          <p class="refs">{brought.execution !== null && <span class="code">{brought.execution}</span>}</p>
        </div>
        <FileChoice word="Give the enrolled devices" accept=".json" onChoose={onBring} />
      </header>
      <Verified facts={brought.facts}>{brought.says}</Verified>
      <p class="soft meta">
        It was read on this device and nowhere else. Whose key signed it is judged by the enrolled devices that the case system lists
        (devices.json), never by the key inside the bundle.
      </p>
    </article>
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
  if (chosen !== null) return <Reading key={chosen} what="this execution" />;
  if (rows === null) return <Reading what="the executions of this device" />;
  if (rows.length === 0)
    return (
      <p class="soft">
        What was executed here is listed on the left, once something was. A bundle that you were given: choose Verify a bundle.
      </p>
    );
  return <p class="soft">Choose an execution.</p>;
}
