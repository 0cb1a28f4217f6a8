import type { ExecutionFacts } from '../core/metrics/execution-facts.ts';
import { type Measured, type Measures, measure } from '../core/metrics/tally.ts';
import { type Gathered, gather } from './gather.ts';
import { printable } from './printable.ts';
import { Refused } from './refused.ts';
import { measuresText } from './report-text.ts';
import { readTrustFile } from './trust-file.ts';

export const GROUPINGS = ['operator', 'console', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type ReportAsked = Readonly<{ paths: readonly string[]; trust: string | null; by: Grouping | null; isJson: boolean }>;

/** The four measures over bundles of many machines. Not good when something that lay there could not be counted. */
export async function reportCommand(asked: ReportAsked): Promise<Readonly<{ text: string; isGood: boolean }>> {
  const devices = await readTrustFile(asked.trust);
  const gathered = await gather(asked.paths, devices);
  if (gathered.measured.length === 0 && gathered.refused.length === 0)
    throw new Refused(`There is no bundle in ${asked.paths.join(', ')}.`);
  const all = measure(gathered.measured);
  const groups = asked.by === null ? null : grouped(gathered.measured, asked.by);
  const isGood = gathered.refused.length === 0;
  if (asked.isJson) {
    const { refused, repeated, unjudged } = gathered;
    const json = { v: 1, isKeyJudged: devices !== null, all, by: asked.by, groups, refused, repeated, unjudged };
    return { text: `${JSON.stringify(json, null, 2)}\n`, isGood };
  }
  const parts = [
    measuresText('All executions', all),
    ...Object.entries(groups ?? {}).map(([name, measures]) => measuresText(name, measures)),
  ];
  return { text: printable(`${parts.join('\n')}${leftOut(gathered, devices !== null)}`), isGood };
}

function grouped(measured: readonly Measured[], by: Grouping): Readonly<Record<string, Measures>> {
  const names = [...new Set(measured.map(({ facts }) => nameIn(facts, by)))].sort();
  return Object.fromEntries(names.map((name) => [name, measure(measured.filter(({ facts }) => nameIn(facts, by) === name))]));
}

function nameIn(facts: ExecutionFacts, by: Grouping): string {
  switch (by) {
    case 'operator':
      return facts.operator;
    case 'console':
      return facts.console;
    case 'month':
      return new Date(facts.closedAt).toISOString().slice(0, 7);
  }
}

function leftOut({ refused, repeated, unjudged }: Gathered, isTrustGiven: boolean): string {
  const lines = refused.map(({ path, says }) => `not counted: ${path}: ${says}`);
  if (repeated > 0) lines.push(`Bundles that were there again, and are counted once: ${repeated}.`);
  if (unjudged > 0) lines.push(`Corrections and readings at the end of a window that were not judged without --trust: ${unjudged}.`);
  if (!isTrustGiven) lines.push('Whose keys signed these bundles was not judged: give the enrolled devices with --trust.');
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}
