import { hasArrived, type Result, type RoundName, standingOf, type Verdict } from './verdict.ts';
import type { Way } from './way.ts';

const ROUNDS: readonly RoundName[] = ['control', 'page', 'network', 'best-effort', 'one-shot'];
const TITLES: Readonly<Record<RoundName, string>> = {
  control: 'no extension',
  page: 'page hold alone',
  network: 'network rules alone',
  'best-effort': 'all, best-effort',
  'one-shot': 'all, by policy',
};

type Cells = Readonly<{ way: string; words: readonly string[]; found: ReadonlyMap<RoundName, string> }>;

/** For the terminal. */
export function tableOf(result: Result): string {
  const rounds = ROUNDS.filter((round) => result.rounds.has(round));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(at === 0 ? 28 : 20))
      .join(' ')
      .trimEnd();
  return [
    line(['way', ...rounds.map((round) => TITLES[round])]),
    ...cellsOf(result).map(({ way, found }) => line([way, ...rounds.map((one) => found.get(one) ?? '')])),
  ].join('\n');
}

function cellsOf(result: Result): readonly Cells[] {
  return result.ways.map((way) => ({
    way: way.id,
    words: [way.initiator, way.transport, way.target],
    found: new Map([...result.rounds.keys()].map((round) => [round, cell(result, round, way)])),
  }));
}

function cell(result: Result, round: RoundName, way: Way): string {
  if (standingOf(result, way) === 'not here') return round === 'control' ? 'does not work here' : '–';
  return hasArrived(result, round, way) ? 'arrives' : 'stopped';
}

/** The page of the docs that shows every way: written from a run, never by hand. */
export function documentOf(result: Result, { says }: Verdict): string {
  const rows = cellsOf(result).map(rowOf);
  const beyond = new Map<string, string[]>();
  for (const { id, beyond: why } of result.ways) if (why !== undefined) beyond.set(why, [...(beyond.get(why) ?? []), id]);
  return `# Every way to send a commit, and what stops it

Written by \`npm run gate -- --docs\` from a run in ${result.browser}; not by hand. Each way is played on a console of its own, once without the
extension and once for each row of layers with it. A way counts only where it arrived in the console's database without the extension, in the
same browser and the same run. *Best-effort* is what any installation has; *by policy* adds the blocking listener that the browser gives to an
extension that policy installed.

${says.map((line) => `- ${line}`).join('\n')}

| way | who begins | how it travels | where it goes | ${ROUNDS.map((round) => TITLES[round]).join(' | ')} |
|---|---|---|---|${ROUNDS.map(() => '---|').join('')}
${rows.join('\n')}

## What an extension cannot stop

${[...beyond].map(([why, ids]) => `- ${ids.map((id) => `\`${id}\``).join(', ')}: ${why}`).join('\n')}
`;
}

function rowOf({ way, words, found }: Cells): string {
  return `| \`${way}\` | ${words.map((word) => word.replaceAll('|', '\\|')).join(' | ')} | ${ROUNDS.map((round) => found.get(round) ?? '').join(' | ')} |`;
}

/** Which ways a document shows otherwise than a run found them, as far as the run went. */
export function rowsDiffering(document: string, result: Result): readonly string[] {
  const lines = new Map(
    document.split('\n').flatMap((line) => {
      const [, id] = /^\| `([a-z0-9-]+)` \|/.exec(line) ?? [];
      return id === undefined ? [] : [[id, line.split('|').map((one) => one.trim())] as const];
    }),
  );
  const known = new Set(result.ways.map(({ id }) => id));
  const gone = [...lines.keys()].filter((id) => !known.has(id));
  const differing = cellsOf(result).filter(({ way, found }) => {
    const cells = lines.get(way)?.slice(5);
    return ROUNDS.some((round, at) => found.has(round) && cells?.[at] !== found.get(round));
  });
  return [...gone, ...differing.map(({ way }) => way)];
}
