import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { say } from '../setup/root.ts';
import type { Counted, Found, Share } from './round.ts';

type Options = Readonly<{ runs: number; seed: number; from: number; json: string | null }>;

const USAGE = 'npm run tamper -- [--runs N] [--seed S] [--from R] [--json FILE]';
const RUNS = 2_000;
const RUNS_MAX = 10_000_000;
const SEED_END = 2 ** 31;
const THREADS_MAX = 4;
const FAULTS_SHOWN_MAX = 20;
const SAY_EVERY = 2_000;

/** 0: all refused, and every untouched bundle accepted; 1: not so; 2: the command was wrong. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  console.log(`seed ${options.seed}, runs ${options.from} to ${options.from + options.runs - 1}`);
  const found = added(await Promise.all(sharesOf(options).map(inThread(options.runs))));
  const { controls, faults, kinds } = found;
  const runs = Object.values(kinds).reduce((sum, one) => sum + one.runs, 0);
  const isGood = faults.length === 0 && runs === options.runs && controls.runs > 0 && controls.accepted === controls.runs;
  if (options.json !== null)
    writeFileSync(
      options.json,
      `${JSON.stringify({ isGood, seed: options.seed, from: options.from, runs, controls, faults, kinds }, null, 2)}\n`,
    );
  console.log(tableOf(kinds));
  for (const fault of faults.slice(0, FAULTS_SHOWN_MAX)) console.log(`FAULT ${fault}`);
  console.log(`${controls.accepted} of ${controls.runs} untouched bundles accepted`);
  console.log(`${runs - faults.length} of ${runs} refused, seed ${options.seed}`);
  return isGood ? 0 : 1;
}

function readOptions(args: readonly string[]): Options | string {
  try {
    const texts = { runs: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' }, json: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options: texts });
    const runs = whole(values.runs ?? String(RUNS), RUNS_MAX);
    const seed = whole(values.seed ?? String(randomInt(SEED_END)), SEED_END);
    const from = whole(values.from ?? '0', RUNS_MAX);
    if (runs === null || runs === 0) return `--runs is a number from 1 to ${RUNS_MAX}. ${USAGE}`;
    if (seed === null) return `--seed is a number that an earlier round printed. ${USAGE}`;
    if (from === null) return `--from is the number of the first run. ${USAGE}`;
    return { runs, seed, from, json: values.json ?? null };
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return `${error.message} ${USAGE}`;
    throw error;
  }
}

function whole(text: string, max: number): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value <= max ? value : null;
}

/** The runs cut into as many pieces as there are cores; together they are each run once. */
function sharesOf({ runs, seed, from }: Options): readonly Share[] {
  const threads = Math.min(availableParallelism(), THREADS_MAX, runs);
  return Array.from({ length: threads }, (_, at) => ({
    seed,
    from: from + Math.floor((at * runs) / threads),
    to: from + Math.floor(((at + 1) * runs) / threads),
  }));
}

function inThread(whole: number): (share: Share) => Promise<Found> {
  let ran = 0;
  return (share) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
      worker.on('message', (message: Readonly<{ ran: 1 } | { found: Found }>) => {
        if ('found' in message) return resolve(message.found);
        ran += 1;
        if (ran % SAY_EVERY === 0) say(`${ran} of ${whole}`);
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a share ended with ${code} before it was done`)));
    });
}

function added(shares: readonly Found[]): Found {
  const kinds: Counted = {};
  for (const [name, { runs, refused }] of shares.flatMap((one) => Object.entries(one.kinds))) {
    const sum = kinds[name] ?? { runs: 0, refused: 0 };
    kinds[name] = { runs: sum.runs + runs, refused: sum.refused + refused };
  }
  const total = (pick: (found: Found) => number) => shares.reduce((sum, one) => sum + pick(one), 0);
  return {
    kinds,
    faults: shares.flatMap((one) => one.faults),
    controls: { runs: total((one) => one.controls.runs), accepted: total((one) => one.controls.accepted) },
  };
}

function tableOf(kinds: Counted): string {
  const width = Math.max(...Object.keys(kinds).map((name) => name.length));
  const row = (cells: readonly string[]) =>
    `${(cells[0] ?? '').padEnd(width)}  ${cells
      .slice(1)
      .map((cell) => cell.padStart(8))
      .join('')}`;
  const rows = Object.entries(kinds).map(([name, { runs, refused }]) => row([name, String(runs), String(refused), String(runs - refused)]));
  return [row(['kind', 'runs', 'refused', 'faults']), ...rows].join('\n');
}
