import { bodyFaults } from '../core/evidence/kinds.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { Context } from './context.ts';
import type { Fact } from './run.ts';

/** What a person is told where the disk does not do what it should. */
export function storageReason(error: unknown): Reason {
  return reason('storage-failed', { detail: error instanceof Error ? error.message : 'unknown' });
}

/** The same for what is kept itself: by the error's name, and in none of the browser's words. */
export function storageFault(error: unknown): Reason {
  return reason('storage-failed', { detail: error instanceof Error ? error.name : 'unknown' });
}

/** A line that no verifier would take for what it is: it is not kept, and that stops as a disk does that keeps nothing. */
class LineUnfit extends Error {
  override readonly name = 'its line would lack what it needs';
}

/** Writes the line of one event. It fails when the line is not on disk; then nothing may follow from it. */
export async function record(context: Context, execution: string, { event, actor, after, isRefused, atMs }: Fact): Promise<void> {
  const { type, ...rest } = event;
  const fields = event.type === 'noted' ? event.body : rest;
  const body = { ...fields, after, ...(isRefused ? { isRefused: true } : {}) };
  const kind = event.type === 'noted' ? event.what : type;
  const faults = bodyFaults({ kind, body });
  if (faults.length > 0) throw new LineUnfit(`${kind} without ${faults.join(', ')}`);
  await context.ports.device.journal.append(execution, { at: new Date(atMs).toISOString(), actor, kind, body });
}
