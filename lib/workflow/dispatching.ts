import type { ExecutionEvent } from '../core/execution/event.ts';
import type { ExecutionState } from '../core/execution/state.ts';
import { step } from '../core/execution/step.ts';
import { unwritten } from '../core/execution/unwritten.ts';
import { reason } from '../core/reason.ts';
import type { Context } from './context.ts';
import { runEffect } from './effects.ts';
import { escalate } from './escalating.ts';
import { shut } from './gating.ts';
import { isGuarding, letGoAfter } from './profiles.ts';
import { record } from './recording.ts';
import type { Run } from './run.ts';

/**
 * Takes one event through: step, then the journal entry, then the state, then the effects. Nothing is done before the
 * line that names it is on disk. Events of one execution wait for one another.
 */
export function dispatcher(context: Context, run: Run): (event: ExecutionEvent, actor: string) => Promise<void> {
  return (event, actor) => {
    run.queue = run.queue.then(() => take(context, run, event, actor));
    return run.queue;
  };
}

async function take(context: Context, run: Run, event: ExecutionEvent, actor: string): Promise<void> {
  const nowMs = context.ports.device.clock.nowMs();
  const stepped = step(run.state, event, nowMs);
  try {
    await record(context, run.execution, { event, actor, after: stepped.state, isRefused: stepped.isRefused, atMs: nowMs });
  } catch (error) {
    await storageFailed(context, run, event, { error, lost: stepped.state, atMs: nowMs });
    return;
  }
  const wasGuarding = isGuarding(run.state);
  run.state = stepped.state;
  context.changed();
  for (const effect of stepped.effects) void runEffect(context, run, effect);
  if (run.isCallOwed) void escalate(context, run.execution);
  run.isCallOwed = false;
  if (wasGuarding && !isGuarding(run.state)) void letGoAfter(context, run);
}

/** How long until a line is tried again that an unwritable disk refused. */
const TRY_AGAIN_MS = 1_000;

type Failed = Readonly<{ error: unknown; lost: ExecutionState; atMs: number }>;

/**
 * Without a journal nothing may happen: the gate is closed, and the halt stands in memory until a line can be written
 * again. The first one says that the gate is closed, or that it goes on as after a restart: that returns a claim, or
 * calls security.
 */
async function storageFailed(context: Context, run: Run, event: ExecutionEvent, failed: Failed): Promise<void> {
  const { clock } = context.ports.device;
  const detail = failed.error instanceof Error ? failed.error.name : 'unknown';
  run.state = unwritten(run.state, failed.lost, reason('storage-failed', { detail }), failed.atMs);
  run.isCallOwed = true;
  run.watch?.abort();
  await shut(context, run);
  context.changed();
  const isAgain = event.type === 'restarted' || event.type === 'gate-closed';
  void clock.sleep(isAgain ? TRY_AGAIN_MS : 0, context.signal).then(() => {
    if (context.signal.aborted) return undefined;
    return run.dispatch(run.state.owed?.isOpen ? { type: 'gate-closed' } : { type: 'restarted', bootId: clock.randomId() });
  });
}
