import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import { openShortStage } from '../gate/short-stage.ts';
import type { BrowserName } from '../setup/browser.ts';
import { type Playable, whenReady } from '../setup/ready.ts';
import { type Kill, killsOf, LEVELS, STATES, shortKillsOf, VICTIMS } from './kills.ts';
import { goesOn, NotReached } from './reach.ts';
import { type Fallen, leave, playKill, type RoundOptions } from './round.ts';
import { armedLine, lineOf, tableOf } from './telling.ts';

const USAGE =
  'npm run fault -- [--rounds N] [--short] [--seconds S] [--victim worker|extension|browser|tab] [--state STATE] [--browser chromium|firefox] [--json FILE]';
const FIRING_SECONDS = 60;
/** A state that passed by too quickly is tried again. */
const TRIES_MAX = 3;

type Options = Readonly<{
  rounds: number;
  isShort: boolean;
  firingMs: number;
  victim: string | null;
  state: string | null;
  browser: BrowserName;
  json: string | null;
}>;

/** 0: every kill was counted and left everything as it must be; 1: not so; 2: not understood. */
export function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  return whenReady(options ?? USAGE, playKills, options?.browser);
}

async function playKills(options: Options, ready: Playable): Promise<number> {
  const all: Fallen[] = [];
  for (const enforcement of LEVELS) all.push(...(await playLevel(ready, enforcement, options)));
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(all, null, 2)}\n`);
  return conclude(all);
}

function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string' },
        short: { type: 'boolean' },
        seconds: { type: 'string' },
        victim: { type: 'string' },
        state: { type: 'string' },
        browser: { type: 'string' },
        json: { type: 'string' },
      },
    });
    const [rounds, seconds] = [Number(values.rounds ?? 1), Number(values.seconds ?? FIRING_SECONDS)];
    const isKnown = Number.isInteger(rounds) && rounds > 0 && Number.isInteger(seconds) && seconds > 0;
    const [victim, state] = [values.victim ?? null, values.state ?? null];
    const browser = values.browser ?? 'chromium';
    if (browser !== 'chromium' && browser !== 'firefox') return null;
    const asked = [
      [victim, VICTIMS],
      [state, STATES],
    ] as const;
    if (!isKnown || !asked.every(([one, all]) => one === null || all.some((other) => other === one))) return null;
    return { rounds, isShort: values.short === true, firingMs: seconds * 1_000, victim, state, browser, json: values.json ?? null };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function playLevel(
  { name, executablePath, extension }: Playable,
  enforcement: Enforcement,
  options: Options,
): Promise<readonly Fallen[]> {
  const rounds = Array.from({ length: options.rounds }, (_, round) =>
    options.isShort ? shortKillsOf(enforcement) : killsOf(enforcement, round),
  );
  const kills = rounds.flat().filter(({ victim, state }) => (options.victim ?? victim) === victim && (options.state ?? state) === state);
  const cases = kills.length * TRIES_MAX;
  const stage = await openShortStage({ name, executablePath, extension, enforcement, ways: [], cases, sends: 'apart-or-scripts' });
  stage.send('apart-from-steps');
  const fallen: Fallen[] = [];
  try {
    for (const one of kills) {
      const tries = await tryKill(one, { stage, enforcement, firingMs: options.firingMs });
      fallen.push(...tries);
      for (const last of tries) console.log(lineOf(last));
    }
  } finally {
    await stage.close();
  }
  return fallen;
}

/** The try that counts, and those before it that found a fault: a fault is one in whatever state it was found. */
async function tryKill(one: Kill, options: RoundOptions): Promise<readonly Fallen[]> {
  const tries: Fallen[] = [];
  for (let left = TRIES_MAX - 1; left >= 0 && tries.at(-1)?.isCounted !== true; left -= 1) {
    try {
      tries.push(await playKill(one, options));
    } catch (error) {
      if (!(error instanceof NotReached) || left === 0) throw error;
      await goesOn(options.stage);
      await leave(options.stage);
    }
  }
  return tries.filter(({ faults }, index) => faults.length > 0 || index === tries.length - 1);
}

function conclude(all: readonly Fallen[]): number {
  console.log(`\n${tableOf(all)}\n`);
  for (const enforcement of LEVELS) console.log(armedLine(enforcement, all));
  const failed = all.filter(({ isCounted, faults }) => !isCounted || faults.length > 0).length;
  console.log(`\n${all.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
