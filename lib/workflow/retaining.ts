import { CLOCK_SKEW_MS_MAX } from '../core/limits.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { addendaOf } from './addenda.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { receiptOf } from './delivering.ts';
import { evidenceRows, forgetRows } from './evidence-rows.ts';
import {
  ADDENDA,
  BUNDLE_FILE,
  FACTS_FILE,
  QUIET_FILE,
  RECEIPT_FILE,
  RECEIPTS,
  RETIRED_FILE,
  ROW_FILE,
  SUMMARY_FILE,
} from './kept-files.ts';
import { keepJson, readJson } from './kept-json.ts';
import { systemsFor } from './systems-for.ts';

const DAY_MS = 86_400_000;
/** What stays of a deleted execution: its line in the list, its measures, what was learnt after its end, and what a store said to it. */
const KEPT: ReadonlySet<string> = new Set([ROW_FILE, FACTS_FILE, RECEIPT_FILE, RETIRED_FILE, QUIET_FILE]);

/** What a deleted execution leaves: by these two hashes the bundle in the store is known to be the one that was here. */
export type Retired = Readonly<{
  v: 1;
  at: string;
  head: Readonly<{ seq: number; sha256: Sha256Hex }>;
  bundle: Sha256Hex;
  store: string;
  location: string;
  incident: string;
  packetVersion: number;
  operator: string;
}>;

/**
 * Deletes what policy no longer wants on this device: only what a store has acknowledged, byte for byte and with everything
 * that was signed about it later, and only where nothing is left to watch or to call for. Where the policy says nothing,
 * or cannot be read, everything stays; so it does where the clock of this computer is not known to be right.
 */
export async function retireEvidence(context: Context): Promise<void> {
  const systems = await context.ports.systems();
  if (systems === null) return;
  const [rules, said] = await Promise.all([systems.policy.read(callOptions(context)), systems.caseSystem.me(callOptions(context))]);
  const days = rules.isRead ? rules.value.evidenceDays : null;
  // Rows carry this computer's time: by a clock that stands ahead, everything would be old. NaN is not within either.
  if (days === null || !said.isRead || !(Math.abs(said.skewMs) <= CLOCK_SKEW_MS_MAX)) return;
  const beforeMs = said.serverAtMs - days * DAY_MS;
  const old = (await evidenceRows(context)).filter((row) => row.isDelivered && !row.isRetired && Date.parse(row.at) < beforeMs);
  for (const { execution } of old) {
    if (context.quiet.has(execution) && (await systemsFor(context, execution)) !== null) await retire(context, execution);
  }
}

type Receipt = Readonly<{ sha256: string; store: string; location: string }>;

async function retire(context: Context, execution: string): Promise<void> {
  const { clock, journal, signer } = context.ports.device;
  const [bundle, receipt, summary, lines, addenda] = await Promise.all([
    journal.file(execution, BUNDLE_FILE),
    readJson<Receipt>(context, execution, RECEIPT_FILE),
    readJson<Readonly<{ incident: string; operator: string; packet: Readonly<{ version: number }> }>>(context, execution, SUMMARY_FILE),
    journal.lines(execution),
    addendaOf(context, execution),
  ]);
  const last = lines.at(-1);
  if (bundle === null || receipt === null || summary === null || last === undefined) return;
  const sha256 = await signer.sha256(bundle);
  if (receipt.sha256 !== sha256) return;
  for (const [name, bytes] of addenda) {
    const said = await readJson<Receipt>(context, execution, receiptOf(name));
    if (said?.sha256 !== (await signer.sha256(bytes))) return;
  }
  const left: Retired = {
    v: 1,
    at: new Date(clock.nowMs()).toISOString(),
    head: { seq: lines.length - 1, sha256: await signer.sha256(last) },
    bundle: sha256,
    store: receipt.store,
    location: receipt.location,
    incident: summary.incident,
    packetVersion: summary.packet.version,
    operator: summary.operator,
  };
  // What is left stands before anything goes: a worker that dies in between deletes the rest the next time.
  await keepJson(context, execution, RETIRED_FILE, left);
  await journal.retire(execution, (path) => KEPT.has(path) || path.startsWith(ADDENDA) || path.startsWith(RECEIPTS));
  forgetRows(context);
}

/** What is left of an execution that was deleted here; null where it was not. */
export function retiredOf(context: Context, execution: string): Promise<Retired | null> {
  return readJson<Retired>(context, execution, RETIRED_FILE);
}
