import type { JSX } from 'preact';
import type { EvidenceEntryView, TimelineEntry, VerificationFact } from '../../lib/core/execution/page-views.ts';
import { Button } from '../ui/Button.tsx';
import { Glyph } from '../ui/Glyph.tsx';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { Mark } from '../ui/Mark.tsx';
import type { MarkName } from '../ui/mark-shapes.ts';
import { type Meaning, outcomeLook } from '../ui/meaning.ts';
import { Flag } from '../ui/Tenant.tsx';
import { Captures } from './Captures.tsx';
import { isMilestone, kindSign, shortTime } from './timeline-look.ts';

export type EntryActions = Readonly<{ onExport: (execution: string) => void; onOpenReport: (execution: string) => void }>;

/** One execution: what was verified again here, what happened when, and what was captured. */
export function Entry({ entry, onExport, onOpenReport }: EntryActions & Readonly<{ entry: EvidenceEntryView }>): JSX.Element {
  const { row } = entry;
  return (
    <article class="entry" aria-label={`${row.caseId}, ${row.tenant.name}`}>
      <header class="entry-head">
        <Flag tenantId={row.tenant.id} />
        <div class="name">
          <h2>{row.tenant.name}</h2>
          <p class="refs">
            <span class="code">{row.tenant.id}</span>
            <span class="code">{row.caseId}</span>
            <span class="code">{entry.incident}</span>
            <span>packet v{entry.packetVersion}</span>
            <span>{entry.operator}</span>
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
          <p class="soft meta">The bundle is sealed when the execution ends.</p>
        )}
      </header>
      <Verification entry={entry} />
      <div class="columns">
        <Timeline entries={entry.entries} />
        <Captures captures={entry.captures} />
      </div>
    </article>
  );
}

type Finding = Readonly<{ word: string; mark: MarkName; meaning: Meaning }>;

/** One fact that is not good is enough, and one that is not known is no yes. */
function finding(facts: readonly VerificationFact[]): Finding {
  if (facts.length === 0) return { word: 'Not verified yet', mark: 'idle', meaning: 'work' };
  if (facts.some((fact) => fact.state === 'bad')) return { word: 'Does not verify', mark: 'halted', meaning: 'stop' };
  if (facts.some((fact) => fact.state === 'unknown')) return { word: 'Not fully verified', mark: 'unknown', meaning: 'unknown' };
  return { word: 'Verified', mark: 'confirmed', meaning: 'go' };
}

function Verification({ entry }: Readonly<{ entry: EvidenceEntryView }>): JSX.Element {
  const found = finding(entry.facts);
  const outcome = outcomeLook(entry.row.outcome);
  return (
    <section class="card verification" aria-label="Verification">
      <div class={`finding ${found.meaning}`}>
        <Mark name={found.mark} meaning={found.meaning} />
        <h3>{found.word}</h3>
        <p>
          Read again on this device. The outcome was <b class="ink">{outcome.word.toLowerCase()}</b>
          {entry.reference !== null && (
            <>
              , reference <span class="code inline">{entry.reference}</span>
            </>
          )}
          .
        </p>
      </div>
      <ul class="legs" aria-label="What was verified">
        {entry.facts.map((fact) => (
          <Fact key={fact.label} fact={fact} />
        ))}
      </ul>
      <p class="without-us">
        Without us: <code>sha256sum -c MANIFEST.sha256</code>, then{' '}
        <code>openssl dgst -sha256 -verify key.pub.pem -signature statement.sig.der statement.pae</code>
      </p>
    </section>
  );
}

const FACTS: Readonly<Record<VerificationFact['state'], Readonly<{ glyph: GlyphName; meaning: Meaning; spoken: string }>>> = {
  good: { glyph: 'match', meaning: 'go', spoken: 'Good' },
  bad: { glyph: 'denied', meaning: 'stop', spoken: 'Wrong' },
  unknown: { glyph: 'unreadable', meaning: 'unknown', spoken: 'Not known' },
};

function Fact({ fact }: Readonly<{ fact: VerificationFact }>): JSX.Element {
  const look = FACTS[fact.state];
  return (
    <li class="leg">
      <div class="row">
        <Glyph name={look.glyph} meaning={look.meaning} isSmall />
        <span class="asked">
          <span class="spoken">{look.spoken}: </span>
          {fact.label}
        </span>
        <span class="leader" aria-hidden="true" />
        <span class="seen">{fact.seen}</span>
      </div>
    </li>
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
  const sign = kindSign(entry.kind);
  return (
    <li class={isMilestone(entry.kind) ? 'key' : undefined}>
      <time dateTime={entry.at}>{shortTime(entry.at)}</time>
      <span class={sign === null ? 'point' : 'point signed'}>
        {sign !== null && <Glyph name={sign.glyph} meaning={sign.meaning} isSmall />}
      </span>
      <span>
        {entry.says} <small>entry {entry.seq}</small>
      </span>
    </li>
  );
}
