import type { ExecutionEvent } from '../core/execution/event.ts';
import { step } from '../core/execution/step.ts';
import { latch } from '../core/execution/stopping.ts';
import { reason } from '../core/reason.ts';
import type { Context } from './context.ts';
import { runEffect } from './effects.ts';
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
  const { clock, journal } = context.ports.device;
  const nowMs = clock.nowMs();
  const stepped = step(run.state, event, nowMs);
  const { type, ...rest } = event;
  const fields = event.type === 'noted' ? event.body : rest;
  const body = { ...fields, after: stepped.state, ...(stepped.isRefused ? { isRefused: true } : {}) };
  try {
    await journal.append(run.execution, {
      at: new Date(nowMs).toISOString(),
      actor,
      kind: event.type === 'noted' ? event.what : type,
      body,
    });
  } catch (error) {
    await storageFailed(context, run, error, nowMs);
    return;
  }
  run.state = stepped.state;
  context.changed();
  for (const effect of stepped.effects) void runEffect(context, run, effect);
}

/** Without a journal nothing may happen: the gate is closed, and the halt stands in memory until a person comes. */
async function storageFailed(context: Context, run: Run, error: unknown, nowMs: number): Promise<void> {
  const detail = error instanceof Error ? error.name : 'unknown';
  run.state = latch(run.state, [reason('storage-failed', { detail })], nowMs);
  run.watch?.abort();
  await context.ports.device.gate.closeAll();
  context.changed();
}
