import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import { openBrowser } from '../hand/browser.ts';
import { type Playable, whenReady } from '../setup/ready.ts';
import { ROOT } from '../setup/root.ts';
import { startGateConsole } from './console/server.ts';
import { guard, type Layer, originsAround } from './guarded.ts';
import { makeNeighbour } from './neighbour.ts';
import { playOpen } from './open-round.ts';
import type { OpenWay } from './open-way.ts';
import { type Options, readOptions } from './options.ts';
import { type Played, playAll } from './round.ts';
import { arrivingIn, documentWith, rowsDiffering, tableOf } from './table.ts';
import { judge, type Result, type RoundName } from './verdict.ts';
import type { Named, Way } from './way.ts';
import { ALL_WAYS, OPEN_WAYS, WAYS } from './ways.ts';

const DOCUMENT = join(ROOT, 'docs', 'gate.md');

/** How long a way may take without the extension; with it, as long as there and half as long again, and never less than this. */
const CONTROL_MS = 3_500;
const GUARDED_MS_MINIMUM = 500;
const PATIENCE_FACTOR = 1.5;

type Round = Readonly<{ name: RoundName; layer: Layer; enforcement: Enforcement }>;

const ROUNDS: readonly Round[] = [
  { name: 'page', layer: 'page', enforcement: 'best-effort' },
  { name: 'network', layer: 'network', enforcement: 'best-effort' },
  { name: 'best-effort', layer: 'all', enforcement: 'best-effort' },
  { name: 'one-shot', layer: 'all', enforcement: 'one-shot' },
];

/** 0: nothing got past all layers together; 1: something did, or was not really tried; 2: not understood. */
export function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args, new Set(ALL_WAYS.map(({ id }) => id)));
  return whenReady(options, playRounds, typeof options === 'string' ? undefined : options.browser);
}

async function playRounds(options: Options, ready: Playable): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-gate-'));
  try {
    const neighbour = makeNeighbour(folder);
    const results = new Map<RoundName, readonly Played[]>();
    const document = await readFile(DOCUMENT, 'utf8');
    const isAsked = ({ id }: Named) => options.ways.length === 0 || options.ways.includes(id);
    const asked = options.execution === 'open' ? [] : WAYS.filter(isAsked);
    const askedOpen = options.execution === 'none' ? [] : OPEN_WAYS.filter(isAsked);
    const all: Playing = { round: null, ways: asked, patience: () => CONTROL_MS, shown: new Set() };
    const { played: control, version } = await playRound(ready, neighbour, all);
    const openControl = await playOpenRound(ready, neighbour, { round: null, ways: askedOpen });
    results.set('control', [...control, ...openControl]);
    const tookMs = new Map([...control, ...openControl].flatMap((one) => (one.reached ? [[one.id, one.tookMs] as const] : [])));
    // What does not work here even without the extension tells nothing with it.
    const ways = asked.filter(({ id }) => tookMs.has(id));
    const open = askedOpen.filter(({ id }) => tookMs.has(id));
    const patience = ({ id }: Way) => Math.max(GUARDED_MS_MINIMUM, (tookMs.get(id) ?? 0) * PATIENCE_FACTOR);
    const rounds = ROUNDS.filter(
      ({ layer, enforcement }) =>
        (options.layer === null || options.layer === layer) && (options.enforcement === null || options.enforcement === enforcement),
    );
    for (const round of rounds) {
      const shown = arrivingIn(document, options.browser, round.name);
      const played = ways.length === 0 ? [] : (await playRound(ready, neighbour, { round, ways, patience, shown })).played;
      const openPlayed = round.layer === 'all' ? await playOpenRound(ready, neighbour, { round, ways: open }) : [];
      results.set(round.name, [...played, ...openPlayed]);
    }
    return await conclude({ ways: [...asked, ...askedOpen], browser: options.browser, version, rounds: results }, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The ways that need an execution, once each; one that was not really tried, or did not arrive without the extension, gets a second chance. */
async function playOpenRound(
  ready: Playable,
  neighbour: string,
  { round, ways }: Readonly<{ round: Round | null; ways: readonly OpenWay[] }>,
): Promise<readonly Played[]> {
  if (ways.length === 0) return [];
  const startedAtMs = performance.now();
  const play = (those: readonly OpenWay[]) => playOpen({ ...ready, neighbour }, round?.enforcement ?? null, those);
  const first = await play(ways);
  const isMissing = (one: Played) => !one.reached && (round === null || one.trouble !== null);
  const played = await again(first, isMissing, (ids) => play(ways.filter(({ id }) => ids.includes(id))));
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
  console.log(
    `${round?.name ?? 'control'}, with an execution: ${played.filter(({ reached }) => reached).length} of ${ways.length} arrived, ${seconds} s`,
  );
  return played;
}

/** `shown`: the ways that the document shows as arriving in this round. */
type Playing = Readonly<{ round: Round | null; ways: readonly Way[]; patience: (way: Way) => number; shown: ReadonlySet<string> }>;

/** One browser, with the extension or (round null) without, and every way in it once. */
async function playRound(
  { name, executablePath, extension }: Playable,
  neighbour: string,
  { round, ways, patience, shown }: Playing,
): Promise<Readonly<{ played: readonly Played[]; version: string }>> {
  const gate = await startGateConsole({ ways: WAYS, pages: null, port: 0 });
  const browser = await openBrowser({
    name,
    executablePath,
    extension,
    origins: originsAround(gate.origin),
    isHeadless: true,
    isKeepingPages: true,
    enforcement: round?.enforcement ?? 'best-effort',
  });
  try {
    const startedAtMs = performance.now();
    if (round !== null) await guard(browser, gate.origin, round);
    await browser.addNeighbour(neighbour);
    const first = await playAll(browser, { gate, ways, patience });
    const isMissing = (one: Played) => !one.reached && (round === null || one.trouble !== null || shown.has(one.id));
    const longer = (way: Way) => (shown.has(way.id) ? CONTROL_MS : patience(way));
    const played = await again(first, isMissing, (ids) =>
      playAll(browser, { gate, ways: WAYS.filter(({ id }) => ids.includes(id)), patience: longer }),
    );
    const stray = gate.commits().filter(({ way }) => way === null).length;
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
    console.log(`${round?.name ?? 'control'}: ${played.filter(({ reached }) => reached).length} of ${ways.length} arrived, ${seconds} s`);
    if (stray > 0) throw new Error(`${stray} commits arrived that belong to no way`);
    return { played, version: browser.version() };
  } finally {
    await browser.close();
    await gate.stop();
  }
}

/**
 * On a busy machine a way may be slower than its time: what did not arrive without the extension, and what was not really tried
 * with it or has arrived before, gets a second chance.
 */
async function again(
  first: readonly Played[],
  isMissing: (one: Played) => boolean,
  play: (ids: readonly string[]) => Promise<readonly Played[]>,
): Promise<readonly Played[]> {
  const missing = first.filter(isMissing).map(({ id }) => id);
  const second = await play(missing);
  return first.map((one) => second.find(({ id, reached, trouble }) => id === one.id && (reached || trouble === null)) ?? one);
}

async function conclude(result: Result, options: Options): Promise<number> {
  const verdict = judge(result, { isWhole: options.ways.length === 0 && options.execution !== 'open' });
  console.log(`\n${tableOf(result)}\n`);
  for (const line of verdict.says) console.log(line);
  for (const line of verdict.violations) console.log(`VIOLATION ${line}`);
  const document = await readFile(DOCUMENT, 'utf8');
  const stale = options.isForDocs ? [] : rowsDiffering(document, result, new Set(ALL_WAYS.map(({ id }) => id)));
  for (const row of stale) console.log(`VIOLATION ${row} is not as docs/gate.md says; npm run gate -- --docs writes it anew`);
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(jsonOf(result, verdict.violations), null, 2)}\n`);
  const failed = verdict.violations.length + stale.length;
  if (options.isForDocs && failed === 0) await writeFile(DOCUMENT, documentWith(document, result, verdict));
  console.log(`\n${verdict.counted} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function jsonOf({ version, rounds }: Result, violations: readonly string[]): object {
  return { browser: version, rounds: Object.fromEntries(rounds), violations };
}
