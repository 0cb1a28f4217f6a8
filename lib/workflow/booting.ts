import { isEnded, newExecution } from '../core/execution/state.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import { reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { checkWords } from './check-words.ts';
import type { Context } from './context.ts';
import { deliverAll } from './delivering.ts';
import { newRun } from './new-run.ts';
import { profileFor } from './profiles.ts';
import { readState } from './restored.ts';
import { NEW_CHAIN, type RunFacts } from './run.ts';

/**
 * The first acts of every worker start: close the gate, then look what the journal says was at work. Everything that
 * an interrupted execution may do next follows from its last durable line.
 */
export async function boot(context: Context): Promise<void> {
  const { journal, gate } = context.ports.device;
  await gate.closeAll();
  for (const execution of await journal.executions()) await restore(context, execution);
  if ((await context.ports.systems()) !== null) void deliverAll(context);
}

async function restore(context: Context, execution: string): Promise<void> {
  const lines = await context.ports.device.journal.lines(execution);
  const state = readState(lines.at(-1) ?? '');
  if (state !== null && (isEnded(state) || state.phase === 'idle') && isClosed(lines)) return;
  const kept = await context.ports.device.memory.load(execution);
  const facts = kept ?? (await factsFromCase(context, execution, lines));
  if (facts === null) return;
  const run = newRun(context, execution, facts);
  run.state = state ?? {
    ...newExecution(execution),
    halt: { reasons: [reason('state-differs')], atMs: context.ports.device.clock.nowMs(), from: 'idle' },
  };
  if (state === null) return;
  await run.dispatch({ type: 'restarted', bootId: context.ports.device.clock.randomId() });
  // Tab numbers mean nothing to another browser session: whatever has that number now is not the console's tab.
  if (kept === null && run.state.tabId !== null) await run.dispatch({ type: 'tab-lost', tabId: run.state.tabId });
}

/** A closed journal ends with its outcome; what only lacks a bundle is closed again. */
function isClosed(lines: readonly string[]): boolean {
  const last = readState(lines.at(-1) ?? '');
  return last?.phase === 'idle' || lines.some((line) => line.includes('"kind":"closed"'));
}

/** Where the browser was closed in between, the packet is read again from the case, and must be the same one. */
async function factsFromCase(context: Context, execution: string, lines: readonly string[]): Promise<RunFacts | null> {
  const { device } = context.ports;
  const opened = readOpened(lines);
  const systems = await context.ports.systems();
  if (opened === null || systems === null) return null;
  const options = callOptions(context);
  const [record, rules, operator] = await Promise.all([
    systems.caseSystem.read(opened.caseId, options),
    systems.policy.read(options),
    systems.caseSystem.me(options),
  ]);
  const known = profileFor(await context.ports.profiles(), rules.isRead ? rules.value : null);
  if (!record.isRead || known === null) return null;
  if ((await device.signer.sha256(canonicalPacket(record.value.packet))) !== opened.packetDigest) return null;
  return {
    caseId: opened.caseId,
    packet: record.value.packet,
    known,
    checkWords: checkWords(execution),
    captures: lines.filter((line) => line.includes('"kind":"capture"')).length,
    legs: [],
    enforcement: await device.gate.enforcement(),
    armedMs: rules.isRead ? rules.value.armedSeconds * 1000 : 0,
    soon: null,
    isEscalated: false,
    operator: operator.isRead ? operator.value : null,
    record: record.value,
    carried: [],
    chain: NEW_CHAIN,
    grantsBefore: [],
  };
}

function readOpened(lines: readonly string[]): Readonly<{ caseId: string; packetDigest: string }> | null {
  for (const line of lines) {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || !('kind' in entry) || entry.kind !== 'opened' || !('body' in entry)) continue;
    const { body } = entry;
    if (typeof body !== 'object' || body === null || !('packetDigest' in body) || !('facts' in body)) continue;
    const { facts, packetDigest } = body;
    if (typeof facts !== 'object' || facts === null || !('caseId' in facts) || typeof facts.caseId !== 'string') continue;
    if (typeof packetDigest === 'string') return { caseId: facts.caseId, packetDigest };
  }
  return null;
}
