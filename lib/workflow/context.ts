import type { OpeningFacts } from '../core/evidence/kinds.ts';
import type { EvidenceRow } from '../core/execution/view.ts';
import type { Reason } from '../core/reason.ts';
import type { KnownProfile } from '../ports/profiles.ts';
import type { Run, RunFacts } from './run.ts';
import type { Ports, Systems } from './systems.ts';

/** What all use cases share: the ports, and the executions at work in this worker. */
export type Context = Readonly<{
  ports: Ports;
  runs: Map<string, Run>;
  /** What each execution was opened for, as far as it was read from the journal. */
  openings: Map<string, OpeningFacts>;
  /** Executions that security is being called for just now, so that two alarms do not call twice. */
  calling: Set<string>;
  /** The rows of the evidence list, as they were last read; null where they have to be read again. */
  list: { rows: Promise<readonly EvidenceRow[]> | null };
  /** Executions of the journal that nothing is left to do for; they are not read again. */
  quiet: Set<string>;
  /** Executions that could not be taken up after a restart, and why. Nothing new begins while there is one. */
  waiting: Map<string, Readonly<{ caseId: string | null; reason: Reason }>>;
  /** By which profile what nobody has settled was entered, where its bundle is made and no worker takes it up any more. */
  guarded: Map<string, KnownProfile>;
  /** The case that an execution is being begun for just now; null for none. */
  beginning: { caseId: string | null };
  /** The taking up that goes on just now: one at a time. */
  restoring: { now: Promise<void> | null };
  /** The last of what was written for an execution that is not at work here, or of the taking up of one. */
  recording: { last: Promise<unknown> };
  /** The last of what the browser told of requests. */
  observing: { last: Promise<void> };
  /** Somebody may want to look again: views are made afresh and sent. */
  changed: () => void;
  /** Ends everything that waits when the worker stops. */
  signal: AbortSignal;
}>;

/** A worker that knows nothing yet. */
export function newContext(given: Pick<Context, 'ports' | 'changed' | 'signal'>): Context {
  const [recording, observing] = [{ last: Promise.resolve() }, { last: Promise.resolve() }];
  const [calling, quiet] = [new Set<string>(), new Set<string>()];
  const known = { runs: new Map(), openings: new Map(), calling, quiet, waiting: new Map(), guarded: new Map() };
  return { ...given, ...known, beginning: { caseId: null }, restoring: { now: null }, list: { rows: null }, recording, observing };
}

/** Changes what is remembered of an execution, in session memory too until it has ended, and tells who looks. */
export async function remember(context: Context, run: Run, facts: Partial<RunFacts>): Promise<void> {
  run.facts = { ...run.facts, ...facts };
  if (run.ending !== 'done') await context.ports.device.memory.save(run.execution, run.facts);
  context.changed();
}

/** The systems of the deployment; an effect that needs them cannot come without one. */
export async function systemsOf(context: Context): Promise<Systems> {
  const systems = await context.ports.systems();
  if (systems === null) throw new Error('an execution runs without a deployment');
  return systems;
}

/** The execution of a tab, or of no tab yet; at most one is at work at a time. */
export function runOfTab(context: Context, tabId: number): Run | null {
  return [...context.runs.values()].find((run) => run.state.tabId === tabId) ?? null;
}

/** The newest execution that nobody has put away, whatever came of it. */
export function latestRun(context: Context): Run | null {
  return [...context.runs.values()].findLast((run) => !run.isPutAway) ?? null;
}
