import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import { openShortStage } from '../gate/short-stage.ts';
import type { BrowserName } from '../setup/browser.ts';
import { type Playable, whenReady } from '../setup/ready.ts';
import { KILLS } from './kills.ts';
import { type Fallen, playKill } from './round.ts';

const USAGE = 'npm run fault -- [--rounds N] [--seconds S] [--victim worker|extension|browser] [--browser chromium|firefox] [--json FILE]';
const FIRING_SECONDS = 60;
/** A state that passed by too quickly is tried again. */
const TRIES_MAX = 3;

type Options = Readonly<{ rounds: number; firingMs: number; victim: string | null; browser: BrowserName; json: string | null }>;

/** 0: every kill was counted and left everything as it must be; 1: not so; 2: not understood. */
export function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  return whenReady(options ?? USAGE, playKills, options?.browser);
}

async function playKills(options: Options, ready: Playable): Promise<number> {
  const found = new Map<Enforcement, readonly Fallen[]>();
  for (const enforcement of ['one-shot', 'best-effort'] as const) found.set(enforcement, await playAll(ready, enforcement, options));
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`);
  return conclude(found);
}

function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        victim: { type: 'string' },
        browser: { type: 'string' },
        json: { type: 'string' },
      },
    });
    const [rounds, seconds] = [Number(values.rounds ?? 1), Number(values.seconds ?? FIRING_SECONDS)];
    const isKnown = Number.isInteger(rounds) && rounds > 0 && Number.isInteger(seconds) && seconds > 0;
    const victim = values.victim ?? null;
    const browser = values.browser ?? 'chromium';
    if (browser !== 'chromium' && browser !== 'firefox') return null;
    const isVictim = victim === null || KILLS.some((one) => one.victim === victim);
    return isKnown && isVictim ? { rounds, firingMs: seconds * 1_000, victim, browser, json: values.json ?? null } : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Each level of enforcement takes every other kill, so that one round of both has all of them. */
async function playAll(
  { name, executablePath, extension }: Playable,
  enforcement: Enforcement,
  options: Options,
): Promise<readonly Fallen[]> {
  const own = KILLS.filter((one, at) => one.state === 'armed' || (at % 2 === 0) === (enforcement === 'one-shot'));
  const kills = Array.from({ length: options.rounds }, () =>
    own.filter(({ victim }) => options.victim === null || options.victim === victim),
  ).flat();
  const cases = kills.length * TRIES_MAX;
  const stage = await openShortStage({ name, executablePath, extension, enforcement, ways: [], cases, sends: 'scripts' });
  const fallen: Fallen[] = [];
  try {
    for (const one of kills) {
      let last = await playKill(one, { stage, enforcement, firingMs: options.firingMs });
      for (let attempt = 1; attempt < TRIES_MAX && !last.isCounted; attempt += 1) {
        last = await playKill(one, { stage, enforcement, firingMs: options.firingMs });
      }
      fallen.push(last);
      console.log(lineOf(last, enforcement));
    }
  } finally {
    await stage.close();
  }
  return fallen;
}

function lineOf(
  { kill: { victim, state }, isCounted, lastState, ended, fired, passedMs, faults, pids }: Fallen,
  enforcement: string,
): string {
  const shots =
    fired === 0
      ? ''
      : `, ${passedMs.length} of ${fired} commits passed${passedMs.length === 0 ? '' : `, the last ${Math.max(...passedMs)} ms after the death`}`;
  const died = pids.length > 0 ? ` (process ${pids.join(', ')})` : '';
  const counted = isCounted ? '' : `, NOT COUNTED: the journal shows ${lastState}`;
  return `${faults.length === 0 ? 'ok' : 'FAULT'} ${enforcement}: the ${victim} dies while ${state}${died}: then ${ended}${shots}${counted}${faults.map((one) => `, ${one}`).join('')}`;
}

function conclude(found: ReadonlyMap<Enforcement, readonly Fallen[]>): number {
  const all = [...found.values()].flat();
  for (const [enforcement, fallen] of found) {
    const open = fallen.filter(({ kill }) => kill.isOpen && kill.victim !== 'browser').flatMap(({ passedMs }) => passedMs);
    const longest = open.length === 0 ? 'none passed' : `${open.length} passed, the last ${Math.max(...open)} ms after the death`;
    console.log(`armed and dead, ${enforcement}: ${longest}`);
  }
  const failed = all.filter(({ isCounted, faults }) => !isCounted || faults.length > 0).length;
  console.log(`\n${all.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
