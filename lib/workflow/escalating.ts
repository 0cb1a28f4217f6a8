import { openEscalations } from '../core/execution/calling.ts';
import type { Escalation } from '../core/execution/state.ts';
import type { PopupView } from '../core/execution/view.ts';
import type { RunFacts } from '../ports/run-memory.ts';
import { ESCALATE_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { CONTACTS_FILE } from './kept-files.ts';
import { readJson } from './kept-json.ts';
import { allStanding, dispatchTo, recorded, type Standing } from './recorded.ts';
import { readState } from './restored.ts';
import { systemsFor } from './systems-for.ts';

/** The first tries come quickly, later ones every half minute, until somebody acknowledged. */
const FIRST_WAIT_MS = 1_000;
const WAIT_MAX_MS = 30_000;

/**
 * Calls security and incident command at once, and again until somebody acknowledges. What is still to be called stands
 * in the execution's state on disk, so this may begin anew in any worker, also for an execution that has ended.
 */
export async function escalate(context: Context, execution: string): Promise<void> {
  if (context.calling.has(execution)) return;
  context.calling.add(execution);
  try {
    for (let waitMs = FIRST_WAIT_MS; !context.signal.aborted; waitMs = Math.min(waitMs * 2, WAIT_MAX_MS)) {
      const { clock, wakeAt } = context.ports.device;
      const known = await recorded(context, execution);
      if (known === null || openEscalations(known.state).length === 0) return;
      await wakeAt(ESCALATE_ALARM, clock.nowMs() + WAIT_MAX_MS);
      // What no line says yet is called for once one does; where the last one cannot be read, memory has to do.
      const state = readState(known.lines.at(-1) ?? '') ?? known.state;
      for (const one of openEscalations(state)) await call(context, { ...known, state }, one);
      await clock.sleep(waitMs, context.signal);
    }
  } finally {
    context.calling.delete(execution);
  }
}

/** Goes on calling for every execution of this device; at each start of the worker, and when the alarm says so. */
export async function escalateAll(context: Context): Promise<void> {
  for (const { execution, state } of await allStanding(context)) {
    if (openEscalations(state).length > 0) void escalate(context, execution);
  }
}

async function call(context: Context, { execution, opened, state }: Standing, one: Escalation): Promise<void> {
  const systems = await systemsFor(context, execution);
  if (systems === null) return;
  const written = await systems.escalation.raise(
    {
      key: `${execution}:${one.key}`,
      caseId: opened.caseId,
      execution,
      at: new Date(one.sinceMs).toISOString(),
      reasons: one.reasons,
      mayHaveLeft: state.left !== 'nothing',
    },
    callOptions(context),
  );
  if (written.is !== 'done') return;
  const { id, acknowledgedAt, acknowledgedBy } = written.value;
  if (one.id === null) await dispatchTo(context, execution, { type: 'escalated', key: one.key, id });
  if (acknowledgedAt !== null)
    await dispatchTo(context, execution, { type: 'escalation-acknowledged', key: one.key, by: acknowledgedBy ?? 'unknown' });
  context.changed();
}

/** Whether a call is out that nobody acknowledged. */
export async function isCalling(context: Context): Promise<boolean> {
  return (await allStanding(context)).some(({ state }) => openEscalations(state).length > 0);
}

/** Calls that nobody acknowledged yet, and whom a person can call instead. */
export async function openCalls(context: Context): Promise<PopupView['calls']> {
  const found: PopupView['calls'][number][] = [];
  for (const { execution, opened, state } of await allStanding(context)) {
    const open = openEscalations(state);
    if (open.length === 0) continue;
    const own = context.runs.get(execution)?.facts.contacts ?? [];
    const contacts = own.length > 0 ? own : await contactsOf(context, execution);
    for (const { key, sinceMs, id } of open)
      found.push({ key: `${execution}:${key}`, caseId: opened.caseId, sinceMs, hasArrived: id !== null, contacts });
  }
  return found;
}

/** Whom the policy that it was begun under names; where that cannot be read now, whom it named at the last check. */
async function contactsOf(context: Context, execution: string): Promise<RunFacts['contacts']> {
  const systems = await systemsFor(context, execution);
  const rules = systems === null ? null : await systems.policy.read(callOptions(context));
  return rules?.isRead ? rules.value.escalationContacts : keptContacts(context, execution);
}

/** Nobody where no check has read a policy, and where nothing can be read here. */
export async function keptContacts(context: Context, execution: string): Promise<RunFacts['contacts']> {
  const kept = await readJson<RunFacts['contacts']>(context, execution, CONTACTS_FILE).catch(() => null);
  return kept ?? [];
}
