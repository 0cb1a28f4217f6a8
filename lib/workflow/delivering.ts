import { bundleName } from '../core/evidence/bundle.ts';
import { DELIVER_ALARM } from './alarms.ts';
import { BUNDLE_FILE } from './bundle-files.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';

/** The receipt that stands beside a bundle once the evidence store has it. */
const RECEIPT_FILE = 'delivered.json';
/** How long until an undelivered bundle is tried again; the alarm wakes the worker for it. */
const TRY_AGAIN_MS = 60_000;

/**
 * Delivers every finished bundle that no store has yet. The queue is what is on disk: a bundle without a receipt. So
 * nothing is dropped because a store was away, or because the browser was closed in between.
 */
export async function deliverAll(context: Context): Promise<void> {
  const { journal, clock, wakeAt } = context.ports.device;
  const delivered = await deliveredExecutions(context);
  let isLeft = false;
  for (const execution of await journal.having(BUNDLE_FILE)) {
    if (!delivered.has(execution) && !(await deliverOne(context, execution))) isLeft = true;
  }
  if (isLeft) await wakeAt(DELIVER_ALARM, clock.nowMs() + TRY_AGAIN_MS);
  context.changed();
}

/** True when there is nothing left to deliver for this execution. */
async function deliverOne(context: Context, execution: string): Promise<boolean> {
  const { journal, signer } = context.ports.device;
  const bytes = await journal.file(execution, BUNDLE_FILE);
  if (bytes === null) return true;
  const { store } = await systemsOf(context);
  const name = bundleName(execution);
  const sha256 = await signer.sha256(bytes);
  const written = await store.put({ name, bytes, sha256 }, callOptions(context));
  if (written.is !== 'done') return false;
  const receipt = { v: 1, store: store.name, location: written.value.location, sha256 };
  await journal.putFile(execution, RECEIPT_FILE, new TextEncoder().encode(JSON.stringify(receipt)));
  return true;
}

/** Those whose bundle a store acknowledged. */
export async function deliveredExecutions(context: Context): Promise<ReadonlySet<string>> {
  return context.ports.device.journal.having(RECEIPT_FILE);
}
