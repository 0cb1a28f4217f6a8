import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Explored } from './explore.ts';
import { MUTANTS } from './mutants.ts';

/** One thread's share of the runs. With a mutant its file stands in for the modules that it replaces. */
export type Share = Readonly<{ runs: number; seed: number; mutant: string | null; isShrinking: boolean }>;

/** Every module but the stand-in itself gets the stand-in in place of the real ones. */
function standIn(file: string, replaces: readonly string[]): void {
  const own = new URL(file, import.meta.url).href;
  const targets = new Set(replaces.map((path) => new URL(`../../${path}`, import.meta.url).href));
  for (const target of targets) if (!existsSync(new URL(target))) throw new Error(`${file} stands in for ${target}, which is not there`);
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      return targets.has(found.url) && context.parentURL !== own ? { ...found, url: own } : found;
    },
  });
}

if (!isMainThread) {
  const share: Share = workerData;
  const mutant = MUTANTS.find((one) => one.name === share.mutant);
  standIn('./quick-journal.ts', ['lib/core/evidence/journal.ts']);
  if (mutant !== undefined) standIn(`./mutants/${mutant.name}.ts`, mutant.replaces);
  const { explore } = await import('./explore.ts');
  const explored: Explored = await explore(share.runs, share.seed, share.isShrinking);
  parentPort?.postMessage(explored);
}
