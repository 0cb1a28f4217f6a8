import type { JSX } from 'preact';
import type { FindingChoice } from '../../lib/core/evidence/addendum-words.ts';
import type { EvidenceEntryView, TimelineEntry } from '../../lib/core/execution/page-views.ts';
import { Button } from '../ui/Button.tsx';
import { Glyph } from '../ui/Glyph.tsx';
import { outcomeLook } from '../ui/meaning.ts';
import { Flag } from '../ui/Tenant.tsx';
import { allVisible } from '../ui/visible.ts';
import { momentOf, secondsOf } from '../ui/when.ts';
import { Afterwards } from './Afterwards.tsx';
import { Captures } from './Captures.tsx';
import { isMilestone, signOf } from './timeline-look.ts';
import { Verified } from './Verified.tsx';

export type EntryActions = Readonly<{
  onExport: (execution: string) => void;
  onOpenReport: (execution: string) => void;
  findings: readonly FindingChoice[];
  onCorrect: (execution: string, finding: FindingChoice) => void;
}>;

/** One execution: what was verified again here, what happened when, and what was captured. */
export function Entry({
  entry,
  onExport,
  onOpenReport,
  findings,
  onCorrect,
}: EntryActions & Readonly<{ entry: EvidenceEntryView }>): JSX.Element {
  const { row } = entry;
  return (
    <article class="entry" aria-label={`${row.caseId}, ${row.tenant.name}`}>
      <header class="entry-head">
        <Flag tenantId={row.tenant.id} />
        <div class="name">
          <h2>{allVisible(row.tenant.name)}</h2>
          <p class="refs">
            <span class="code">{row.tenant.id}</span>
            <span class="code">{row.caseId}</span>
            <span class="code">{entry.incident}</span>
            <span>packet v{entry.packetVersion}</span>
            <span>{entry.operator}</span>
            <span>{momentOf(row.at)}</span>
          </p>
        </div>
        {row.isExportable ? (
          <div class="acts">
            <Button onPress={() => onOpenReport(row.execution)}>Open report</Button>
            <Button look="primary" icon="download" onPress={() => onExport(row.execution)}>
              Export bundle
            </Button>
          </div>
        ) : (
          <p class="soft meta">{row.isRetired ? `${row.delivery}.` : 'The bundle is sealed when the execution ends.'}</p>
        )}
      </header>
      <Verified facts={entry.facts} isDeleted={row.isRetired}>
        <Outcome entry={entry} />
      </Verified>
      {(row.isExportable || row.isRetired) && MAY_BE_WRONG.has(row.outcome) && (
        <Afterwards
          key={row.execution}
          addenda={entry.addenda}
          findings={row.isRetired ? [] : findings}
          onCorrect={(finding) => onCorrect(row.execution, finding)}
        />
      )}
      {!row.isRetired && (
        <div class="columns">
          <Timeline entries={entry.entries} />
          <Captures captures={entry.captures} />
        </div>
      )}
    </article>
  );
}

/** Something was granted, or may have been: only then something can come out after the end. */
const MAY_BE_WRONG: ReadonlySet<string> = new Set(['confirmed', 'unknown']);

/** What was read again here, and how it ended. */
function Outcome({ entry }: Readonly<{ entry: EvidenceEntryView }>): JSX.Element {
  return (
    <>
      {entry.row.isRetired ? 'Deleted here; what the store keeps can be told by these hashes.' : 'Read again on this device.'} The outcome
      was <b class="ink">{outcomeLook(entry.row.outcome).word.toLowerCase()}</b>
      {entry.reference !== null && (
        <>
          , reference <span class="code inline">{entry.reference}</span>
        </>
      )}
      .
    </>
  );
}

function Timeline({ entries }: Readonly<{ entries: readonly TimelineEntry[] }>): JSX.Element {
  return (
    <section class="card" aria-labelledby="timeline">
      <h3 id="timeline" class="card-head">
        Timeline <small>{entries.length === 1 ? '1 entry' : `${entries.length} entries`}, UTC</small>
      </h3>
      <ol class="timeline">
        {entries.map((entry) => (
          <Moment key={entry.seq} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Moment({ entry }: Readonly<{ entry: TimelineEntry }>): JSX.Element {
  const { at, detail, kind, says, seq } = entry;
  const sign = signOf(entry);
  return (
    <li class={isMilestone(kind) ? 'key' : undefined}>
      <time dateTime={at}>{secondsOf(at)}</time>
      <span class={sign === null ? 'point' : 'point signed'}>
        {sign !== null && <Glyph name={sign.glyph} meaning={sign.meaning} isSmall />}
      </span>
      <span>
        {says} <small>entry {seq}</small>
        {detail !== null && <span class="detail">{detail}</span>}
      </span>
    </li>
  );
}
