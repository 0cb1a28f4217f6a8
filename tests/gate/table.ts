import type { BrowserName } from '../setup/browser.ts';
import { absenceOf, hasArrived, type Result, type RoundName, standingOf, type Verdict } from './verdict.ts';
import type { Named } from './way.ts';

const ROUNDS: readonly RoundName[] = ['control', 'page', 'network', 'best-effort', 'one-shot'];
/** What stands where a way's control did not arrive: the browser has nothing of the kind, this test cannot bring it about, or nobody knows why. */
const NOWHERE = { browser: 'not in this browser', test: 'not in this test', unknown: 'does not arrive' } as const;
const ARRIVES = 'arrives';
const TITLES: Readonly<Record<RoundName, string>> = {
  control: 'no extension',
  page: 'page hold alone',
  network: 'network rules alone',
  'best-effort': 'all, best-effort',
  'one-shot': 'all, one-shot',
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

function cell(result: Result, round: RoundName, way: Named): string {
  if (standingOf(result, way) === 'not here') return round === 'control' ? NOWHERE[absenceOf(result, way)?.because ?? 'unknown'] : '–';
  const isPlayed = result.rounds.get(round)?.some(({ id }) => id === way.id) === true;
  if (!isPlayed) return '–';
  return hasArrived(result, round, way) ? ARRIVES : 'stopped';
}

/** The page of the docs that shows every way, with what one browser did in this run; what it says of the other browser stays. */
export function documentWith(document: string, result: Result, verdict: Verdict): string {
  const parts = BROWSERS.map((browser) => (browser === result.browser ? partOf(result, verdict) : partIn(document, browser)));
  return `# Every way to send a commit, and what stops it

Written by \`npm run gate -- --docs\`, and with \`--browser firefox\` for the other table, from runs; not by hand. Each way is played on a console
of its own, once without the extension and once for each row of layers with it. A way counts only where it arrived in the console's
database without the extension, in the same browser and the same run. *One-shot* is page hold, network rules and the blocking listener: in
Chromium for an extension that policy installed, in Firefox for every installation. *Best-effort* is the first two of them: any other installation
in Chromium; in Firefox none, it is played there with the permission taken out of the package.

The last ways are played while an execution is open, and count as arriving only where more commits arrive than the operator's own press was released
for. There all layers stand together, as the check asks. How clocks that jump are met is not played here, because no page can set one: \`npm run model\` does.

${parts.filter((part) => part !== '').join('\n')}
## What an extension cannot stop

${reasonsOf(result.ways, ({ beyond }) => beyond)}

## What gets out where there is no blocking listener

${reasonsOf(result.ways, ({ bestEffort }) => bestEffort)}

## What is not guarded at all

${reasonsOf(result.ways, ({ refused }) => refused)}
`;
}

/** Each reason once, with the ways that it is said of. */
function reasonsOf(ways: readonly Named[], reasonOf: (way: Named) => string | undefined): string {
  const said = new Map<string, string[]>();
  for (const way of ways) {
    const why = reasonOf(way);
    if (why !== undefined) said.set(why, [...(said.get(why) ?? []), way.id]);
  }
  return [...said].map(([why, ids]) => `- ${ids.map((id) => `\`${id}\``).join(', ')}: ${why}`).join('\n');
}

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];
const HEADINGS: Readonly<Record<BrowserName, string>> = { chromium: '## Chromium ', firefox: '## Firefox ' };

/** What a document says of one browser, heading and all; empty where it says nothing. */
function partIn(document: string, browser: BrowserName): string {
  const [, ...parts] = document.split(/^(?=## )/m);
  return parts.find((part) => part.startsWith(HEADINGS[browser])) ?? '';
}

function partOf(result: Result, { says }: Verdict): string {
  return `## ${result.version}

${says.map((line) => `- ${line}`).join('\n')}

| way | who begins | how it travels | where it goes | ${ROUNDS.map((round) => TITLES[round]).join(' | ')} |
|---|---|---|---|${ROUNDS.map(() => '---|').join('')}
${cellsOf(result).map(rowOf).join('\n')}
`;
}

function rowOf({ way, words, found }: Cells): string {
  return `| \`${way}\` | ${words.map((word) => word.replaceAll('|', '\\|')).join(' | ')} | ${ROUNDS.map((round) => found.get(round) ?? '').join(' | ')} |`;
}

/** What a document shows of each way in one browser: its row, cell by cell. */
function rowsIn(document: string, browser: BrowserName): ReadonlyMap<string, readonly string[]> {
  const rows = partIn(document, browser)
    .split('\n')
    .flatMap((line) => {
      const [, id] = /^\| `([a-z0-9-]+)` \|/.exec(line) ?? [];
      return id === undefined ? [] : [[id, line.split('|').map((one) => one.trim())] as const];
    });
  return new Map(rows);
}

/** The first of a row's cells that tells what a round found. */
const FIRST_FOUND = 5;

/** The ways that a document shows as arriving in a round. */
export function arrivingIn(document: string, browser: BrowserName, round: RoundName): ReadonlySet<string> {
  const rows = [...rowsIn(document, browser)];
  return new Set(rows.filter(([, cells]) => cells[FIRST_FOUND + ROUNDS.indexOf(round)] === ARRIVES).map(([id]) => id));
}

/**
 * Which ways a document shows otherwise than a run found them, as far as the run went; `every`: the ids of all ways that there are. A way is compared where it worked without the
 * extension in both: a browser goes some only when it believes to be connected, or when it is quick. Of one that is out of reach nothing
 * is claimed.
 */
export function rowsDiffering(document: string, result: Result, every: ReadonlySet<string>): readonly string[] {
  const lines = rowsIn(document, result.browser);
  const gone = [...lines.keys()].filter((id) => !every.has(id));
  const byId = new Map(cellsOf(result).map((one) => [one.way, one]));
  const differing = result.ways.filter((way) => {
    const cells = lines.get(way.id)?.slice(FIRST_FOUND);
    const found = byId.get(way.id)?.found;
    if (cells === undefined || found === undefined) return true;
    const isNowhere = (word: string | undefined) => Object.values(NOWHERE).some((one) => one === word);
    if (isNowhere(cells[0]) || isNowhere(found.get('control'))) return false;
    const compared = standingOf(result, way) === 'counts' ? ROUNDS : ROUNDS.slice(0, 1);
    return compared.some((round) => found.has(round) && cells[ROUNDS.indexOf(round)] !== found.get(round));
  });
  return [...gone, ...differing.map(({ id }) => id)];
}
