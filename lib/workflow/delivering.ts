import { bundleName } from '../core/evidence/bundle.ts';
import type { JournalStore } from '../ports/device.ts';
import { DELIVER_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { ADDENDA, BUNDLE_FILE, RECEIPT_FILE, RECEIPTS } from './kept-files.ts';
import { keepJson } from './kept-json.ts';
import { systemsFor } from './systems-for.ts';

/** How long until an undelivered bundle is tried again; the alarm wakes the worker for it. */
const TRY_AGAIN_MS = 60_000;

/**
 * Delivers every finished bundle that no store has yet. The queue is what is on disk: a bundle without a receipt. So
 * nothing is dropped because a store was away, or because the browser was closed in between.
 */
export async function deliverAll(context: Context): Promise<void> {
  const delivered = await deliveredExecutions(context);
  for (const execution of await context.ports.device.journal.having(BUNDLE_FILE)) {
    if (!delivered.has(execution)) await deliverOne(context, execution);
  }
  await deliverAddenda(context);
  context.changed();
}

async function deliverOne(context: Context, execution: string): Promise<void> {
  const bytes = await context.ports.device.journal.file(execution, BUNDLE_FILE);
  if (bytes !== null) await deliver(context, execution, { name: bundleName(execution), bytes, receipt: RECEIPT_FILE });
}

/** What was signed after the end follows its bundle. */
async function deliverAddenda(context: Context): Promise<void> {
  for (const { execution, path } of await undeliveredAddenda(context)) {
    const name = path.slice(ADDENDA.length);
    const bytes = await context.ports.device.journal.file(execution, path);
    if (bytes !== null) await deliver(context, execution, { name, bytes, receipt: receiptOf(name) });
  }
}

/** Those that no store has acknowledged yet. */
export async function undeliveredAddenda({ ports }: Context): Promise<ReturnType<JournalStore['under']>> {
  const { journal } = ports.device;
  const known = new Set((await journal.under(RECEIPTS)).map(({ execution, path }) => `${execution} ${path}`));
  return (await journal.under(ADDENDA)).filter(
    ({ execution, path }) => !known.has(`${execution} ${receiptOf(path.slice(ADDENDA.length))}`),
  );
}

/** Where it is kept what a store said to an addendum. */
export const receiptOf = (name: string) => `${RECEIPTS}${name}.json`;

type Delivery = Readonly<{ name: string; bytes: Uint8Array; receipt: string }>;

/** Hands one file to the store, and keeps what it said to it. The alarm is set first: what does not get there, or breaks off, is tried again. */
async function deliver(context: Context, execution: string, { name, bytes, receipt }: Delivery): Promise<void> {
  const { clock, signer, wakeAt } = context.ports.device;
  await wakeAt(DELIVER_ALARM, clock.nowMs() + TRY_AGAIN_MS);
  const store = (await systemsFor(context, execution))?.store;
  if (store === undefined) return;
  const sha256 = await signer.sha256(bytes);
  const written = await store.put({ name, bytes, sha256 }, callOptions(context));
  if (written.is !== 'done') return;
  const said = { v: 1, store: store.name, location: written.value.location, sha256 };
  await keepJson(context, execution, receipt, said);
  context.list.rows = null;
}

/** The names of those addenda of an execution that a store acknowledged. */
export async function receiptsOf({ ports }: Context, execution: string): Promise<ReadonlySet<string>> {
  const paths = [...(await ports.device.journal.paths(execution))].filter((path) => path.startsWith(RECEIPTS));
  return new Set(paths.map((path) => path.slice(RECEIPTS.length, -'.json'.length)));
}

/** Those whose bundle a store acknowledged. */
export async function deliveredExecutions(context: Context): Promise<ReadonlySet<string>> {
  return context.ports.device.journal.having(RECEIPT_FILE);
}
