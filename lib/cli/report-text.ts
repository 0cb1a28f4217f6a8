import type { Measures, Share } from '../core/metrics/tally.ts';

const WIDTH = 46;
const CAUGHT_WORDS = {
  approvals: 'Approvals stale, withdrawn or not valid',
  tenant: 'Tenant or identity mismatch',
  scope: 'Scope or window anomaly',
  console: 'Console drift',
} as const;
const TRIGGER_WORDS = {
  changed: 'The console changed',
  lost: 'Timed out or lost',
  ambiguous: 'The answer was ambiguous',
  other: 'Another cause',
} as const;
const ENDED_WORDS = {
  resumed: 'resumed',
  'taken-over': 'taken over',
  reconciled: 'reconciled',
  abandoned: 'abandoned',
  confirmed: 'confirmed after all',
  rejected: 'rejected after all',
  open: 'nobody had decided',
} as const;

/** The measures as a person reads them: shares as counts first, and a percentage only where something was counted. */
export function measuresText(title: string, measures: Measures): string {
  const { submitted, caught, completeness, halts } = measures;
  const outcomes = Object.entries(measures.outcomes).filter(([, count]) => count > 0);
  return `${[
    `${title}: ${measures.executions}${outcomes.length === 0 ? '' : `, ${outcomes.map(([name, count]) => `${count} ${name.replace('-', ' ')}`).join(', ')}`}`,
    '',
    '1  Submitted without over-privilege, duplicate or later correction',
    row('Right, of those that are known', share(submitted.right)),
    ...counted('Not right', submitted.wrong),
    ...counted('Not yet known', submitted.notYetKnown),
    ...(submitted.rejected === 0 ? [] : [row('Refused by the console, so not in this share', String(submitted.rejected))]),
    '',
    '2  Caught before the final submission',
    row('Executions with any anomaly', share(caught.any)),
    ...(Object.keys(CAUGHT_WORDS) as (keyof typeof CAUGHT_WORDS)[]).map((kind) => row(CAUGHT_WORDS[kind], share(caught[kind]))),
    '',
    '3  Evidence that is complete and linked',
    row('Complete for its outcome', share(completeness.complete)),
    row('Submitted, with all three approvals in it', share(completeness.linked)),
    ...counted('Missing', completeness.missing),
    '',
    '4  Safe halt and takeover',
    row('Halts that let nothing out', share(halts.safe)),
    ...(Object.keys(TRIGGER_WORDS) as (keyof typeof TRIGGER_WORDS)[]).map((trigger) =>
      row(TRIGGER_WORDS[trigger], share(halts.byTrigger[trigger])),
    ),
    ...(Object.keys(ENDED_WORDS) as (keyof typeof ENDED_WORDS)[])
      .filter((how) => halts.ended[how] > 0)
      .map((how) => row(`Ended: ${ENDED_WORDS[how]}`, String(halts.ended[how]))),
    row('Taken over by somebody else', String(halts.takenOver)),
    ...(halts.tookMs === null
      ? []
      : [row('Until a person decided, median and longest', `${duration(halts.tookMs.median)}, ${duration(halts.tookMs.longest)}`)]),
  ].join('\n')}\n`;
}

function row(label: string, value: string): string {
  return `   ${label.padEnd(WIDTH)}  ${value}`;
}

function counted(label: string, counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).map(([word, count]) => row(`${label}: ${word.replaceAll('-', ' ')}`, String(count)));
}

/** Nothing of nothing has no percentage. */
function share({ count, of }: Share): string {
  return of === 0 ? 'none' : `${count} of ${of}  ${Math.floor((100 * count) / of)} %`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
