import { lastIn, type OpeningFacts } from '../core/evidence/kinds.ts';
import { openEscalations } from '../core/execution/calling.ts';
import type { ExecutionEvent } from '../core/execution/event.ts';
import { isWindowDone } from '../core/execution/granted-window.ts';
import type { ExecutionState } from '../core/execution/state.ts';
import { step } from '../core/execution/step.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Context } from './context.ts';
import { BUNDLE_FILE, QUIET_FILE } from './kept-files.ts';
import { isGuarding } from './profiles.ts';
import { record } from './recording.ts';
import { readState } from './restored.ts';

/** What the journal says of an execution, at work or long ended: where it stands, and what it was opened for. */
export type Recorded = Readonly<{
  execution: string;
  state: ExecutionState;
  opened: OpeningFacts;
  packetDigest: Sha256Hex;
  lines: readonly string[];
}>;

export type Standing = Pick<Recorded, 'execution' | 'state' | 'opened'>;

/** Null where the last line carries no state of this format, or the first is not an opening. */
export async function recorded(context: Context, execution: string): Promise<Recorded | null> {
  const lines = await context.ports.device.journal.lines(execution);
  const state = context.runs.get(execution)?.state ?? readState(lines.at(-1) ?? '');
  const opened = lastIn(lines, 'opened');
  return state === null || opened === null
    ? null
    : { execution, state, opened: opened.body.facts, packetDigest: opened.body.packetDigest, lines };
}

/** Every execution of this device's journal that something may be left to do for; one that cannot be read is left out here, and said where it is opened. */
export async function allStanding(context: Context): Promise<readonly Standing[]> {
  const { journal } = context.ports.device;
  const found: Standing[] = [];
  for (const execution of await journal.executions()) {
    if (context.quiet.has(execution)) continue;
    const one = await standing(context, execution).catch(() => null);
    if (one === null) continue;
    found.push(one);
    if (!context.runs.has(execution) && isQuiet(one.state)) await keepQuiet(context, execution);
  }
  return found;
}

/** What is at work here stands in memory, and what it was opened for never changes: its journal is read once. */
async function standing(context: Context, execution: string): Promise<Standing | null> {
  const [run, opened] = [context.runs.get(execution), context.openings.get(execution)];
  if (run !== undefined && opened !== undefined) return { execution, state: run.state, opened };
  const known = await recorded(context, execution);
  if (known !== null) context.openings.set(execution, known.opened);
  return known;
}

/** Once its bundle is made nobody has to look at it again, and the next worker does not read it either. */
async function keepQuiet(context: Context, execution: string): Promise<void> {
  const { journal } = context.ports.device;
  if (!(await journal.paths(execution)).has(BUNDLE_FILE)) return;
  context.quiet.add(execution);
  await journal.putFile(execution, QUIET_FILE, new TextEncoder().encode('{}'));
}

/** It ended, and nobody has to be called or reminded, or to say what became of it. */
function isQuiet(state: ExecutionState): boolean {
  return !isGuarding(state) && openEscalations(state).length === 0 && isWindowDone(state);
}

/**
 * One after the other: whoever reads a last line to go on from it must not be overtaken by a next one. What is written
 * for an execution while it is taken up would else be lost with the state that it is taken up in.
 */
export function alone<T>({ recording }: Context, act: () => Promise<T>): Promise<T> {
  const done = recording.last.then(act, act);
  recording.last = done.catch(() => undefined);
  return done;
}

/** Takes a fact to an execution that may have ended before this worker began: only the journal remembers it then. */
export async function dispatchTo(context: Context, execution: string, event: ExecutionEvent): Promise<void> {
  return alone(context, () => take(context, execution, event));
}

async function take(context: Context, execution: string, event: ExecutionEvent): Promise<void> {
  const run = context.runs.get(execution);
  if (run !== undefined) return run.dispatch(event);
  const known = await recorded(context, execution);
  if (context.quiet.delete(execution)) await context.ports.device.journal.dropFile(execution, QUIET_FILE);
  if (known === null) return;
  const atMs = context.ports.device.clock.nowMs();
  const { state, isRefused } = step(known.state, event, atMs);
  await record(context, execution, { event, actor: 'guard', after: state, isRefused, atMs });
}
