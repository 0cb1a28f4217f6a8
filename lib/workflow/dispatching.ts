import { openEscalations } from '../core/execution/calling.ts';
import type { ExecutionEvent } from '../core/execution/event.ts';
import { isGateClosing } from '../core/execution/owing.ts';
import { step } from '../core/execution/step.ts';
import { unwritten } from '../core/execution/unwritten.ts';
import type { Context } from './context.ts';
import { runEffect } from './effects.ts';
import { escalate } from './escalating.ts';
import { isGuarding, letGoAfter } from './profiles.ts';
import { record, storageFault } from './recording.ts';
import type { Fact, Run } from './run.ts';
import { hearLast, shut } from './shutting.ts';

/**
 * Takes one event through: step, then the journal entry, then the state, then the effects. Nothing is done before the
 * line that names it is on disk. Events of one execution wait for one another; one that could not be taken keeps none after it.
 */
export function dispatcher(context: Context, run: Run): (event: ExecutionEvent, actor: string) => Promise<void> {
  return (event, actor) => {
    const taken = run.queue.then(() => take(context, run, event, actor));
    run.queue = taken.catch(() => undefined);
    return taken;
  };
}

async function take(context: Context, run: Run, event: ExecutionEvent, actor: string): Promise<void> {
  const nowMs = context.ports.device.clock.nowMs();
  const stepped = step(run.state, event, nowMs);
  const fact: Fact = { event, actor, after: stepped.state, isRefused: stepped.isRefused, atMs: nowMs };
  try {
    await recordOwed(context, run);
    await record(context, run.execution, fact);
  } catch (error) {
    storageFailed(context, run, fact, error);
    return;
  }
  const wasGuarding = isGuarding(run.state);
  run.state = stepped.state;
  context.changed();
  for (const effect of stepped.effects) void runEffect(context, run, effect);
  // Whom a line that could not be written would have named is called as well, once one says so.
  if (openEscalations(run.state).length > 0) void escalate(context, run.execution);
  if (wasGuarding && !isGuarding(run.state)) void letGoAfter(context, run.facts.known);
}

/** What left, or was stopped, while the disk took no line is told first, and as it was seen: nobody else can tell it any more. */
async function recordOwed(context: Context, run: Run): Promise<void> {
  for (let fact = run.unwritten[0]; fact !== undefined; fact = run.unwritten[0]) {
    await record(context, run.execution, fact);
    run.unwritten.shift();
  }
}

const SEEN: ReadonlySet<ExecutionEvent['type']> = new Set<ExecutionEvent['type']>(['commit-seen', 'commit-stopped', 'exit-seen']);

/** Seen by the browser, and true whether a line says it or not. Of anything else a line that is not there means that it was not done. */
function isSeen({ event, isRefused }: Fact): boolean {
  return !isRefused && SEEN.has(event.type);
}

/** How long until a line is tried again that an unwritable disk refused. */
const TRY_AGAIN_MS = 1_000;

/**
 * Without a journal nothing may happen: the gate is closed, and the halt stands in memory until a line can be written
 * again. The first one says that the gate is closed, or that it goes on as after a restart: that returns a claim, calls
 * security, and leaves it to whoever may go on.
 */
function storageFailed(context: Context, run: Run, fact: Fact, error: unknown): void {
  const { clock } = context.ports.device;
  const { type } = fact.event;
  run.state = unwritten(run.state, fact.after, storageFault(error), fact.atMs);
  if (isSeen(fact)) run.unwritten.push({ ...fact, after: run.state });
  run.watch?.abort();
  run.refusedLines += 1;
  const { refusedLines } = run;
  context.changed();
  const isAgain = type === 'restarted' || type === 'gate-closed';
  // Not waited for: what leaves while the gate closes must be taken all the same.
  const closed = shut(context, run)
    .then(() => hearLast(context, run))
    .then(() => clock.sleep(isAgain ? TRY_AGAIN_MS : 0, context.signal));
  void closed.then(() => {
    // Another line was refused meanwhile: what is tried after that one is for both.
    if (context.signal.aborted || run.refusedLines !== refusedLines) return undefined;
    return goOn(context, run);
  });
}

/** Where the gate was open it is said that it is closed, and nothing else; but a way out that was taken is read back by no other line. */
async function goOn({ ports }: Context, run: Run): Promise<void> {
  const wasOpen = isGateClosing(run.state);
  if (wasOpen) await run.dispatch({ type: 'gate-closed' });
  const isToRead = run.state.exit?.found === 'not-read' && !isGateClosing(run.state);
  if (!wasOpen || isToRead) await run.dispatch({ type: 'restarted', bootId: ports.device.clock.randomId() });
}
