import { entriesIn } from '../core/evidence/journal.ts';
import type { Summary } from '../core/evidence/summary.ts';
import { type ExecutionFacts, executionFacts } from '../core/metrics/execution-facts.ts';
import type { Measured } from '../core/metrics/tally.ts';
import { allAddenda } from './addenda.ts';
import type { Context } from './context.ts';
import { FACTS_FILE } from './kept-files.ts';
import { jsonIn, keepJson } from './kept-json.ts';

/** Keeps beside a finished bundle what it contributes to the measures, so that they never read whole journals again. */
export async function keepFacts(
  context: Context,
  execution: string,
  closed: Readonly<{ summary: Summary; lines: readonly string[] }>,
): Promise<void> {
  const facts = executionFacts(closed.summary, entriesIn(closed.lines));
  await keepJson(context, execution, FACTS_FILE, facts);
}

/** What each finished execution of this device contributes to the measures. */
export async function measuredHere(context: Context): Promise<readonly Measured[]> {
  const [kept, addenda] = await Promise.all([context.ports.device.journal.everywhere(FACTS_FILE), allAddenda(context)]);
  return [...kept].map(([execution, bytes]) => ({ facts: jsonIn<ExecutionFacts>(bytes), addenda: addenda.get(execution) ?? [] }));
}
