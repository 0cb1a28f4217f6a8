import type { Reading } from '../core/compare/reading.ts';
import { latestReadings } from '../core/execution/chain.ts';
import { fieldVerdicts } from './capturing.ts';
import type { Context } from './context.ts';
import { isDuration, lookAtConsole } from './looking.ts';
import type { Run } from './run.ts';

/**
 * At a resume: the fields whose value, entered before, is not the packet's. What the console's form holds now counts;
 * where it is not here to be read, what was last seen of it. An empty field is only still to come, and so is a duration: it
 * comes to another end by now, and is entered anew.
 */
export async function enteredOutside(context: Context, run: Run): Promise<readonly string[]> {
  const entered = (await enteredReadings(context, run)).filter((one) => !isDuration(run, one));
  return Object.entries(fieldVerdicts(run, entered, context.ports.device.clock.nowMs())).flatMap(([field, verdict]) =>
    verdict === 'match' || verdict === 'empty' ? [] : [field],
  );
}

async function enteredReadings(context: Context, run: Run): Promise<readonly Reading[]> {
  if (run.state.claim === null) return [];
  const look = await lookAtConsole(context, run);
  return latestReadings(run.facts.carried, look?.report.readings ?? run.lastReport?.readings ?? []);
}
