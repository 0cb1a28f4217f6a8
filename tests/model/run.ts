import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { EXPECTED } from './expected.ts';
import type { Explored } from './explore.ts';
import { INVARIANTS } from './invariant-names.ts';
import { MUTANTS, type Mutant, seedFor } from './mutants.ts';
import type { Share } from './worker.ts';

const RUNS = 50_000;
/** A mutant that lives through this many walks has survived. */
const MUTANT_RUNS_MAX = 30_000;
const THREADS_MAX = 8;
const USAGE = 'npm run model -- [--runs N] [--seed S] [--json FILE] [--only walk|mutants]';

type Options = Readonly<{ runs: number; seed: number | null; json: string | null; only: string | null }>;

/** Walks, then the mutants. 0: every invariant held and every mutant was found; 1: not so; 2: not understood. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    console.log(USAGE);
    return 2;
  }
  const walk = options.only === 'mutants' ? null : await walkAll(options);
  const mutants = options.only === 'walk' ? [] : await mutantsAll(options.seed);
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify({ seed: options.seed ?? 1, walk, mutants }, null, 2)}\n`);
  const isWalkGood = walk === null || (walk.failure === null && walk.missing.length === 0);
  const failed = mutants.filter((one) => !one.isKilled).length + (isWalkGood ? 0 : 1);
  const walks = walk === null ? 'no' : String(walk.runs);
  console.log(`\n${walks} walks, ${mutants.length - mutants.filter((one) => !one.isKilled).length} of ${mutants.length} mutants found`);
  console.log(`${mutants.length + (walk === null ? 0 : 1) - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { runs: { type: 'string' }, seed: { type: 'string' }, json: { type: 'string' }, only: { type: 'string' } },
    });
    const runs = Number(values.runs ?? RUNS);
    const seed = values.seed === undefined ? null : Number(values.seed);
    const only = values.only ?? null;
    const isKnown = only === null || only === 'walk' || only === 'mutants';
    return Number.isInteger(runs) && runs > 0 && (seed === null || Number.isInteger(seed)) && isKnown
      ? { runs, seed, json: values.json ?? null, only }
      : null;
  } catch {
    return null;
  }
}

type Walk = Readonly<{ runs: number; seen: readonly string[]; missing: readonly string[]; failure: Explored['failure'] }>;

/** Few walks cannot reach everything: what must be reached is asked of as many as the tests make. */
const EXPECTED_FROM_RUNS = 20_000;

async function walkAll({ runs, seed: asked }: Options): Promise<Walk> {
  const seed = asked ?? 1;
  const threads = Math.min(availableParallelism(), THREADS_MAX, runs);
  const share = Math.ceil(runs / threads);
  const shares = Array.from({ length: threads }, (_, at) =>
    runShare({ runs: share, seed: seed * 1_000 + at, mutant: null, isShrinking: true }),
  );
  const all = await Promise.all(shares);
  const seen = [...new Set(all.flatMap((one) => one.seen))].sort();
  const missing = runs < EXPECTED_FROM_RUNS ? [] : EXPECTED.filter((one) => !seen.includes(one));
  const failure = all.find((one) => one.failure !== null)?.failure ?? null;
  const count = all.reduce((sum, one) => sum + one.runs, 0);
  console.log(`Walks: ${count}, seed ${seed}\n`);
  table(
    'Invariants, each looked at after every step',
    Object.entries(INVARIANTS).map(([name, says]) => [name, says]),
  );
  for (const kind of ['state', 'code', 'edge', 'left'])
    console.log(`\n${kind === 'left' ? 'what left' : `${kind}s`} reached:\n${columns(seen, kind)}`);
  if (missing.length > 0) console.log(`\nNever reached, although expected:\n  ${missing.join('\n  ')}`);
  if (failure !== null) console.log(`\nBROKEN ${failure.invariant}: ${failure.says}\n${failure.trace.join('\n')}`);
  return { runs: count, seen, missing, failure };
}

type Judged = Readonly<{ name: string; isKilled: boolean; by: string | null; runs: number; says: string }>;

/** With a seed every mutant is looked for from that one; without, each from its own. */
async function mutantsAll(seed: number | null): Promise<readonly Judged[]> {
  const open = [...MUTANTS];
  const judged: Judged[] = [];
  const one = async () => {
    for (let mutant = open.shift(); mutant !== undefined; mutant = open.shift()) judged.push(await judge(mutant, seed ?? seedFor(mutant)));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), THREADS_MAX) }, one));
  judged.sort((a, b) => a.name.localeCompare(b.name));
  table(
    '\nMutants of the protocol',
    judged.map(({ name, isKilled, by, runs, says }) => [
      name,
      isKilled ? `killed by ${by}, walk ${runs}` : by === null ? 'SURVIVED' : `killed by ${by}, which is not expected: ${says}`,
    ]),
  );
  return judged;
}

async function judge({ name, breaks }: Mutant, seed: number): Promise<Judged> {
  const { runs, failure } = await runShare({ runs: MUTANT_RUNS_MAX, seed, mutant: name, isShrinking: false });
  const isKilled = failure !== null && breaks.includes(failure.invariant);
  return { name, isKilled, by: failure?.invariant ?? null, runs, says: failure?.says ?? '' };
}

function runShare(share: Share): Promise<Explored> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.once('message', (explored: Explored) => resolve(explored));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a walker ended with ${code}`)));
  });
}

function table(title: string, rows: readonly (readonly string[])[]): void {
  console.log(title);
  for (const [name = '', says = ''] of rows) console.log(`  ${name.padEnd(24)} ${says}`);
}

function columns(seen: readonly string[], kind: string): string {
  const own = seen.filter((one) => one.startsWith(`${kind} `)).map((one) => one.slice(kind.length + 1));
  return own.map((one) => `  ${one}`).join('\n');
}
