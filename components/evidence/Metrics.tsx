import type { JSX } from 'preact';
import type { Measures, Share } from '../../lib/core/metrics/tally.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { Glyph } from '../ui/Glyph.tsx';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import type { Meaning } from '../ui/meaning.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Choice, hoursAndMinutes, percent } from './metrics-words.ts';
import { PageHead } from './PageHead.tsx';

type MetricsProps = Readonly<{
  /** Null until the worker has spoken. */
  measures: Measures | null;
  problem: Problem | null;
  choices: readonly Choice[];
  onChoose: (choice: string, value: string) => void;
}>;

/** The four considerations by which this is judged, over the executions of this device. What is not known is said to be so. */
export function Metrics({ measures, problem, choices, onChoose }: MetricsProps): JSX.Element {
  return (
    <div class="cs evidence">
      <PageHead here="metrics" />
      <main class="metrics">
        <ProblemNote problem={problem} />
        {measures === null && problem === null && <Reading what="the executions of this device" />}
        <header class="metrics-head">
          <h2>{measures === null ? 'Metrics' : measures.executions === 1 ? '1 execution' : `${measures.executions} executions`}</h2>
          {choices.map(({ name, value, options }) => (
            <label key={name}>
              <span class="meta soft">{name}</span>
              <select class="input" value={value} onChange={(event) => onChoose(name, event.currentTarget.value)}>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.word}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </header>
        {measures !== null && <Considerations measures={measures} />}
      </main>
    </div>
  );
}

function Considerations({ measures }: Readonly<{ measures: Measures }>): JSX.Element {
  const { submitted, caught, completeness, halts } = measures;
  return (
    <div class="considerations">
      <Consideration
        title="Submitted without over-privilege, duplicate or later correction"
        share={submitted.right}
        of="whose end is known"
      >
        <Outcomes submitted={submitted} />
      </Consideration>
      <Consideration title="Anomalies caught before the submission" share={caught.any} of="executions that showed one">
        <Bars
          rows={[
            ['Approvals stale, missing or of another packet', caught.approvals],
            ['Tenant, administrator or incident', caught.tenant],
            ['Scope, window or an open session', caught.scope],
            ['The console changed or contradicts itself', caught.console],
          ]}
        />
      </Consideration>
      <Consideration title="Bundles with every required artifact" share={completeness.complete} of="bundles">
        <Bars rows={[['Submitted, with all three approvals in it', completeness.linked]]} />
        <Counts title="Missing" counts={completeness.missing} />
      </Consideration>
      <Consideration title="Halts after which nothing was sent before a person decided" share={halts.safe} of="halts">
        <Bars
          rows={[
            ['The console changed', halts.byTrigger.changed],
            ['Something was lost or timed out', halts.byTrigger.lost],
            ['The outcome was ambiguous', halts.byTrigger.ambiguous],
            ['Anything else', halts.byTrigger.other],
          ]}
        />
        <p class="soft">
          {halts.tookMs === null
            ? 'No halt was decided yet.'
            : `From halt to decision: half within ${hoursAndMinutes(halts.tookMs.median)}, the longest ${hoursAndMinutes(halts.tookMs.longest)}.`}
          {halts.takenOver > 0 && ` ${halts.takenOver} taken over by somebody else.`}
        </p>
      </Consideration>
    </div>
  );
}

type ConsiderationProps = Readonly<{ title: string; share: Share; of: string; children: JSX.Element | readonly JSX.Element[] }>;

function Consideration({ title, share, of, children }: ConsiderationProps): JSX.Element {
  return (
    <section class="card consideration" aria-label={title}>
      <h3>{title}</h3>
      <p class="figure">
        <b>{percent(share)}</b> <span class="soft">{share.of === 0 ? 'nothing to count yet' : `${share.count} of ${share.of} ${of}`}</span>
      </p>
      {children}
    </section>
  );
}

type Sign = Readonly<{ glyph: GlyphName; meaning: Meaning; word: string; count: number }>;

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, one) => all + one, 0);

/** One sign for each restoration up to a point; the words beside them always say how many. */
const SIGNS_SHOWN_MAX = 120;

function Outcomes({ submitted }: Readonly<{ submitted: Measures['submitted'] }>): JSX.Element {
  const signs: readonly Sign[] = [
    { glyph: 'match', meaning: 'go', word: 'right', count: submitted.right.count },
    { glyph: 'mismatch', meaning: 'fix', word: 'wrong or corrected', count: submitted.right.of - submitted.right.count },
    { glyph: 'denied', meaning: 'stop', word: 'rejected by the console', count: submitted.rejected },
    { glyph: 'unreadable', meaning: 'unknown', word: 'not yet known', count: sum(submitted.notYetKnown) },
  ];
  const shown = signs.filter(({ count }) => count > 0);
  return (
    <>
      <p class="signs" aria-hidden="true">
        {shown.flatMap(({ glyph, meaning, word, count }) =>
          Array.from({ length: Math.min(count, SIGNS_SHOWN_MAX) }, (_, index) => (
            <Glyph key={`${word}${index}`} name={glyph} meaning={meaning} isSmall />
          )),
        )}
      </p>
      <ul class="legend">
        {shown.map(({ glyph, meaning, word, count }) => (
          <li key={word}>
            <Glyph name={glyph} meaning={meaning} isSmall /> {count} {word}
          </li>
        ))}
      </ul>
      <Counts title="Not right because" counts={submitted.wrong} />
      <Counts title="Not yet known because" counts={submitted.notYetKnown} />
    </>
  );
}

/** Shares as bars on one scale: how often, and how many of them. */
function Bars({ rows }: Readonly<{ rows: readonly (readonly [string, Share])[] }>): JSX.Element {
  const longest = Math.max(1, ...rows.map(([, { of }]) => of));
  return (
    <table class="bars">
      <tbody>
        {rows.map(([word, { count, of }]) => (
          <tr key={word}>
            <th scope="row">{word}</th>
            <td class="bar">
              <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                <rect class="of" width={(100 * of) / longest} height="12" />
                <rect class="count" width={(100 * count) / longest} height="12" />
              </svg>
            </td>
            <td class="number">{of === 0 ? 'none' : `${count} of ${of}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counts({ title, counts }: Readonly<{ title: string; counts: Readonly<Record<string, number>> }>): JSX.Element {
  const words = Object.entries(counts).map(([word, count]) => `${word.replaceAll('-', ' ')} (${count})`);
  return <>{words.length > 0 && <p class="soft">{`${title}: ${words.join(', ')}.`}</p>}</>;
}
