import { openEscalations } from '../core/execution/calling.ts';
import { isWindowDone } from '../core/execution/granted-window.ts';
import { isEnded } from '../core/execution/state.ts';
import type { Context } from './context.ts';
import { deliveredExecutions, undeliveredAddenda } from './delivering.ts';
import { BUNDLE_FILE } from './kept-files.ts';
import { isGuarding } from './profiles.ts';
import { recorded } from './recorded.ts';
import { systemsFor } from './systems-for.ts';

/**
 * What is left to do with the systems that this browser has now, in words; empty where nothing is. What was begun with others
 * waits for those, and is no reason to stay with these.
 */
export async function stillNeeded(context: Context): Promise<readonly string[]> {
  const { journal } = context.ports.device;
  const [bundled, delivered] = await Promise.all([journal.having(BUNDLE_FILE), deliveredExecutions(context)]);
  const addenda = new Set((await undeliveredAddenda(context)).map(({ execution }) => execution));
  const found: string[] = context.beginning.caseId === null ? [] : [`${context.beginning.caseId} is being begun`];
  for (const execution of await journal.executions()) {
    const isToDeliver = addenda.has(execution) || (bundled.has(execution) && !delivered.has(execution));
    if (context.quiet.has(execution) && !isToDeliver) continue;
    if ((await systemsFor(context, execution)) === null) continue;
    found.push(...(await leftOf(context, execution, { isClosed: bundled.has(execution), isToDeliver })));
  }
  return found;
}

async function leftOf(
  context: Context,
  execution: string,
  { isClosed, isToDeliver }: Readonly<{ isClosed: boolean; isToDeliver: boolean }>,
): Promise<readonly string[]> {
  const undelivered = isToDeliver ? [`evidence of execution ${execution} is not delivered`] : [];
  const known = await recorded(context, execution).catch(() => null);
  // What cannot be read may be anything; only where it was closed its state is of no more account.
  if (known === null) return isClosed ? undelivered : [`execution ${execution} cannot be read`];
  const { opened, state } = known;
  const isOpen = !isClosed && (state.phase !== 'idle' || context.runs.get(execution)?.isReading === true);
  return [
    ...(isOpen ? [`${opened.caseId} is ${isEnded(state) ? 'being closed' : 'being executed'}`] : []),
    ...(isClosed && isGuarding(state) ? [`nobody has settled what became of ${opened.caseId}`] : []),
    ...(openEscalations(state).length > 0 ? [`the call about ${opened.caseId} is not acknowledged`] : []),
    ...(isWindowDone(state) ? [] : [`the access of ${opened.caseId} is not known to be over`]),
    ...undelivered,
  ];
}

/** Whether something is at work here that was begun with other systems than this browser has now. */
export async function isAtWorkElsewhere(context: Context): Promise<boolean> {
  const bundled = await context.ports.device.journal.having(BUNDLE_FILE);
  for (const execution of context.runs.keys()) {
    if (!bundled.has(execution) && (await systemsFor(context, execution)) === null) return true;
  }
  return false;
}
