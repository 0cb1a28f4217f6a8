import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Skin } from '../hand/control.ts';
import { FAST } from '../hand/screens.ts';
import { openStage } from '../hand/stage.ts';
import type { BrowserName } from '../setup/browser.ts';
import { type Playable, whenReady } from '../setup/ready.ts';
import { ROOT } from '../setup/root.ts';
import type { Situation, Unplayable } from './scenario.ts';
import { BadScenario, readScenarios, scenarioFiles } from './scenario.ts';
import { type Stages, stagesOf } from './stages.ts';
import type { Observed } from './verdict.ts';
import { differences, neverCame, observed } from './verdict.ts';

/** One play and what it came to. */
export type Row = Readonly<{
  id: string;
  title: string;
  twin: boolean;
  skin: Skin;
  path: string;
  passed: boolean;
  differences: readonly string[];
  observed: Observed | null;
  troubles: readonly string[];
  seconds: number;
}>;

type Options = Readonly<{
  unplayable: readonly Unplayable[];
  situations: readonly Situation[];
  skins: readonly Skin[];
  json: string | null;
  browser: BrowserName;
  isHeadless: boolean;
  isTalkative: boolean;
}>;

const USAGE =
  'npm run scenarios -- <files or folders> [--skin server|spa] [--browser chromium|firefox] [--json FILE] [--without-twins] [--headed] [--talk]';

/** Plays every scenario named on the command line. 0: all as expected; 1: a difference; 2: a file that cannot be played. */
export function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  return whenReady(options, playScenarios, typeof options === 'string' ? undefined : options.browser);
}

async function playScenarios(options: Options, ready: Playable): Promise<number> {
  const stages = stagesOf(() => openStage({ ...ready, isHeadless: options.isHeadless }));
  const onSignal = () => void stages.close().then(() => process.exit(130));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal).on('unhandledRejection', stages.note);
  try {
    const rows = await playAll(stages, options);
    summarise(rows);
    if (options.unplayable.length > 0) return 2;
    return rows.length > 0 && rows.every(({ passed }) => passed) ? 0 : 1;
  } finally {
    await stages.close();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('unhandledRejection', stages.note);
  }
}

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        skin: { type: 'string' },
        browser: { type: 'string', default: 'chromium' },
        json: { type: 'string' },
        headed: { type: 'boolean' },
        talk: { type: 'boolean' },
        'without-twins': { type: 'boolean' },
      },
    });
    const { skin, browser } = values;
    if (skin !== undefined && skin !== 'server' && skin !== 'spa') return `--skin is server or spa, not ${skin}. ${USAGE}`;
    if (browser !== 'chromium' && browser !== 'firefox') return `--browser is chromium or firefox, not ${browser}. ${USAGE}`;
    const paths = positionals.length === 0 ? [join(ROOT, 'tests', 'scenarios')] : positionals;
    const { situations: all, unplayable } = readScenarios(scenarioFiles(paths));
    const situations = values['without-twins'] === true ? all.filter(({ isTwin }) => !isTwin) : all;
    if (situations.length + unplayable.length === 0) return `No scenario file is in ${paths.join(', ')}.`;
    const skins: readonly Skin[] = skin === undefined ? ['server', 'spa'] : [skin];
    const [json, isHeadless, isTalkative] = [values.json ?? null, values.headed !== true, values.talk === true];
    if (situations.length === 0) {
      if (json !== null) report(json, unplayedRows(unplayable, skins));
      return unplayable.map(({ why }) => why).join('\n');
    }
    return { situations, unplayable, skins, json, browser, isHeadless, isTalkative };
  } catch (error) {
    if (error instanceof BadScenario) return error.message;
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return `${error.message} ${USAGE}`;
    throw error;
  }
}

/** After every play what is known so far is written down, so that a run that is broken off has told it. */
async function playAll(stages: Stages, { situations, unplayable, skins, json, isTalkative }: Options): Promise<readonly Row[]> {
  const rows: Row[] = [...unplayedRows(unplayable, skins)];
  for (const row of rows) console.log(lineOf(row));
  for (const situation of situations) {
    for (const skin of situation.skins.filter((one) => skins.includes(one))) {
      const row = await playOne(stages, situation, skin, isTalkative);
      console.log(lineOf(row));
      if (situation.unread.length > 0) console.log(`       nothing is made of what the file says as ${situation.unread.join(', ')}`);
      rows.push(row);
      if (json !== null) report(json, rows);
    }
  }
  return rows;
}

function report(path: string, rows: readonly Row[]): void {
  writeFileSync(path, `${JSON.stringify(rows, null, 2)}\n`);
}

/** What cannot be played is in the report as well, so that nobody takes it for as expected. */
function unplayedRows(unplayable: readonly Unplayable[], skins: readonly Skin[]): readonly Row[] {
  const never = { title: '', twin: false, passed: false, observed: null, troubles: [], seconds: 0 };
  return unplayable.flatMap(({ path, why }) =>
    skins.map((skin) => ({ ...never, id: basename(path, '.json'), skin, path, differences: [`cannot be played: ${why}`] })),
  );
}

async function playOne(stages: Stages, situation: Situation, skin: Skin, isTalkative: boolean): Promise<Row> {
  const startedAtMs = performance.now();
  const { id, title, isTwin, path, given, operator, during, expect } = situation;
  const told: string[] = [];
  const seconds = () => Math.round((performance.now() - startedAtMs) / 100) / 10;
  const say = (line: string) => void told.push(`${seconds().toFixed(1).padStart(5)} s  ${line}`);
  const piece = { skin, given, plan: { operator, during, of: expect.of }, pace: FAST, say };
  const row = { id, title, twin: isTwin, skin, path };
  try {
    const { played, oracle } = await stages.play(piece);
    const seen = observed(played, oracle);
    const found = [...differences(expect, seen), ...neverCame(situation, played)];
    if (found.length > 0 || isTalkative) for (const line of told) console.log(`       ${line}`);
    return { ...row, passed: found.length === 0, differences: found, observed: seen, troubles: played.troubles, seconds: seconds() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    for (const line of told) console.log(`       ${line}`);
    const found = [`could not be played: ${error.message.split('\n')[0] ?? ''}`];
    return { ...row, passed: false, differences: found, observed: null, troubles: [], seconds: seconds() };
  }
}

function lineOf({ id, twin, skin, passed, differences: found, observed: seen, seconds }: Row): string {
  const name = `${id}${twin ? ' twin' : ''}`.padEnd(9);
  const words = passed ? [seen?.verdict ?? '', ...(seen?.reasons ?? [])].join(' ') : found.join('; ');
  return `${passed ? 'ok  ' : 'FAIL'} ${name} ${skin.padEnd(6)} ${seconds.toFixed(1).padStart(5)} s  ${words}`;
}

function summarise(rows: readonly Row[]): void {
  const failed = rows.filter(({ passed }) => !passed);
  console.log('\n            played  as expected  different');
  for (const skin of ['server', 'spa'] as const) {
    const here = rows.filter((row) => row.skin === skin);
    const good = here.filter(({ passed }) => passed).length;
    if (here.length > 0)
      console.log(
        `  ${skin.padEnd(8)} ${String(here.length).padStart(7)} ${String(good).padStart(12)} ${String(here.length - good).padStart(10)}`,
      );
  }
  for (const { id, twin, skin, path, differences: found } of failed)
    console.log(`  ${id}${twin ? ' twin' : ''} ${skin} (${path}): ${found.join('; ')}`);
  console.log(`\n${rows.length - failed.length} passed, ${failed.length} failed`);
}
