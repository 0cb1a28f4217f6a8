import { entriesIn } from '../core/evidence/journal.ts';
import { isAtWork, isEnded } from '../core/execution/state.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { RunFacts } from '../ports/run-memory.ts';
import { lookAfterWindows } from './afterwards.ts';
import { RESTORE_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import { checkWords } from './check-words.ts';
import { closeExecution } from './closing.ts';
import { compareCase, isSamePacket } from './comparing-case.ts';
import type { Context } from './context.ts';
import { deliverAll } from './delivering.ts';
import { escalateAll, keptContacts } from './escalating.ts';
import { openConsole } from './gating.ts';
import { BUNDLE_FILE, GRANTS_BEFORE_FILE, QUIET_FILE } from './kept-files.ts';
import { readJson } from './kept-json.ts';
import { newRun } from './new-run.ts';
import { isHere, openedBy } from './profiles.ts';
import { alone, dispatchTo, type Recorded, recorded } from './recorded.ts';
import { storageReason } from './recording.ts';
import { retireEvidence } from './retaining.ts';
import { NEW_CHAIN, type Run } from './run.ts';
import type { Systems } from './systems.ts';
import { systemsFor } from './systems-for.ts';
import { guardUnsettled, seeSettled } from './unsettled.ts';
import { watchWhoGoesOn } from './who-goes-on.ts';

/** How long until an execution that could not be taken up is tried again; the alarm wakes the worker for it. */
const TRY_AGAIN_MS = 30_000;
/** How long the console's pages may take to connect to a worker that has just started. */
const CONNECT_WITHIN_MS = 2_000;

/**
 * The first acts of every worker start: close the gate, then look what the journal says was at work. Everything that
 * an interrupted execution may do next follows from its last durable line.
 */
export async function boot(context: Context): Promise<void> {
  await context.ports.device.gate.closeAll();
  await restoreAll(context);
  if ((await context.ports.systems()) === null) return;
  void deliverAll(context);
  void escalateAll(context);
  void seeSettled(context);
  void lookAfterWindows(context).then(() => retireEvidence(context));
}

/**
 * Takes up every execution of the journal that has not ended. One whose packet cannot be read now waits, and is tried
 * again: until then nothing new begins, because it is not known what the old one may have done.
 */
export async function restoreAll(context: Context): Promise<void> {
  context.restoring.now ??= restoreEach(context).finally(() => {
    context.restoring.now = null;
  });
  return context.restoring.now;
}

async function restoreEach(context: Context): Promise<void> {
  const { clock, journal, wakeAt } = context.ports.device;
  // An end that breaks off again is owed again, and was told the first time.
  for (const run of context.runs.values()) if (run.ending === 'owed') void closeExecution(context, run).catch(() => undefined);
  const executions = await journal.executions().catch((error: unknown) => {
    context.waiting.set('the journal', { caseId: null, reason: storageReason(error) });
    return null;
  });
  if (executions === null) return;
  const [before, hasWaited] = [standing(context), context.waiting.size > 0];
  context.waiting.delete('the journal');
  // What has a bundle was closed, and is only guarded where nobody has settled it. What is quiet needs nothing, and is not read.
  const bundled = await journal.having(BUNDLE_FILE);
  for (const execution of await journal.having(QUIET_FILE)) context.quiet.add(execution);
  for (const execution of bundled) context.waiting.delete(execution);
  // First what stays guarded: what is taken up may end at once, and then every console is let go of that nobody guards.
  const isLater = (execution: string) => Number(!bundled.has(execution));
  for (const execution of executions.toSorted((a, b) => isLater(a) - isLater(b))) {
    if (context.runs.has(execution) || context.quiet.has(execution)) continue;
    try {
      await (bundled.has(execution) ? guardUnsettled(context, execution) : restore(context, execution));
    } catch (error) {
      context.waiting.set(execution, { caseId: null, reason: storageReason(error) });
    }
  }
  // A worker that died behind the bundle left it there.
  await context.ports.device.memory.forget(bundled);
  if (context.waiting.size > 0) await wakeAt(RESTORE_ALARM, clock.nowMs() + TRY_AGAIN_MS);
  // What waited kept every console closed that was, also one that no profile describes any more.
  else if (hasWaited) await context.ports.device.gate.letGo();
  // Whoever looks asks again at every change, and asking tries again: what is as before must not be called one.
  if (standing(context) !== before) context.changed();
}

/** Which executions are at work, and which wait, and why. */
function standing({ runs, waiting }: Context): string {
  return JSON.stringify([[...runs.keys()], [...waiting]]);
}

async function restore(context: Context, execution: string): Promise<void> {
  const { device } = context.ports;
  const known = await recorded(context, execution);
  if (known === null) {
    context.waiting.set(execution, { caseId: null, reason: reason('state-differs') });
    return;
  }
  const { state } = known;
  const kept = await device.memory.load(execution);
  const systems = await systemsFor(context, execution);
  const facts =
    systems === null ? ELSEWHERE : kept === null ? await factsFromCase(context, systems, known) : { isKnown: true as const, facts: kept };
  // Nothing had begun that somebody would have to wait for.
  if (!facts.isKnown && state.phase === 'idle') return;
  if (!facts.isKnown) {
    const isFirst = !context.waiting.has(execution);
    context.waiting.set(execution, { caseId: known.opened.caseId, reason: facts.reason });
    // What may have left is said, and security is called, before anything else can be read: once for each start.
    if (isFirst && !isEnded(state)) await dispatchTo(context, execution, { type: 'restarted', bootId: device.clock.randomId() });
    return;
  }
  context.waiting.delete(execution);
  const isSame = await isSamePacket(context, facts.facts.packet, known.packetDigest);
  if (state.phase === 'idle' && !isSame) return;
  const run = await takeUp(context, execution, facts.facts);
  if (run === null) return;
  run.isPutAway = state.phase === 'idle';
  await run.dispatch({ type: 'restarted', bootId: device.clock.randomId() });
  if (state.phase === 'idle') return;
  // Tab numbers mean nothing to another browser session: whatever has that number now is not the console's tab.
  if (kept === null && run.state.tabId !== null) await run.dispatch({ type: 'tab-lost', tabId: run.state.tabId });
  if (isConsoleToOpen(run, known.lines)) await openConsole(context, run);
  if (!isSame) await run.dispatch({ type: 'halt-asked', reason: reason('state-differs'), by: 'guard' });
  // A person ends it, or hands it over: by that profile nobody enters any more.
  if (kept === null && run.state.claim !== null && isAtWork(run.state) && !(await isHere(context, run.facts.known)))
    await run.dispatch({ type: 'halt-asked', reason: reason('profile-changed'), by: 'guard' });
  void compareCase(context, run).then(() => watchWhoGoesOn(context, run));
  if (kept === null) void seeWhetherCutOff(context, run);
}

/** While its case was read, something may have been written for it: it goes on from the line that is last now. */
function takeUp(context: Context, execution: string, facts: RunFacts): Promise<Run | null> {
  return alone(context, async () => {
    const known = await recorded(context, execution);
    if (known === null) return null;
    const run = newRun(context, execution, facts);
    run.state = known.state;
    return run;
  });
}

/** Entry was open, and the worker died before it could say which tab is the console's: another one is opened, by GET. */
function isConsoleToOpen({ state }: Run, lines: readonly string[]): boolean {
  return state.phase === 'filling' && state.tabId === null && !entriesIn(lines).some((one) => one.kind === 'console-opened');
}

/** A console's page in a browser that was closed is gone, or put in anew. One that is still there, and was not held all the time, saw us end. */
async function seeWhetherCutOff(context: Context, run: Run): Promise<void> {
  const { clock, pages } = context.ports.device;
  await clock.sleep(CONNECT_WITHIN_MS, context.signal);
  const unheld = await pages.unheld(run.facts.known.profile.where.pageOrigins);
  if (unheld.length === 0) return;
  const because = reason('guard-not-intact', { detail: 'it was switched off or exchanged while the console was open' });
  await run.dispatch({ type: 'halt-asked', reason: because, by: 'guard' });
}

type Facts = Readonly<{ isKnown: true; facts: RunFacts }> | Readonly<{ isKnown: false; reason: Reason }>;

const ELSEWHERE: Facts = { isKnown: false, reason: reason('systems-differ') };

/** Where the browser was closed in between, the packet is read again from the case. */
async function factsFromCase(context: Context, systems: Systems, { execution, opened, lines }: Recorded): Promise<Facts> {
  const { device } = context.ports;
  const options = callOptions(context);
  const [record, rules, operator] = await Promise.all([
    systems.caseSystem.read(opened.caseId, options),
    systems.policy.read(options),
    systems.caseSystem.me(options),
  ]);
  if (!record.isRead) return { isKnown: false, reason: record.reason };
  if (!operator.isRead) return { isKnown: false, reason: operator.reason };
  // By another one, also of the same name, other controls would be read and let through.
  const known = await openedBy(context, execution, opened.profile.digest);
  if (known === null) return { isKnown: false, reason: reason('profile-changed') };
  const facts: RunFacts = {
    caseId: opened.caseId,
    packet: record.value.packet,
    known,
    checkWords: checkWords(execution),
    captures: lines.filter((line) => line.includes('"kind":"capture"')).length,
    legs: [],
    enforcement: await device.gate.enforcement(),
    armedMs: rules.isRead ? rules.value.armedSeconds * 1000 : 0,
    pictures: rules.isRead ? rules.value.evidencePictures : 'schematic',
    soon: null,
    astray: null,
    contacts: rules.isRead ? rules.value.escalationContacts : await keptContacts(context, execution),
    operator: operator.value,
    record: record.value,
    carried: [],
    chain: NEW_CHAIN,
    grantsBefore: (await readJson<readonly string[]>(context, execution, GRANTS_BEFORE_FILE)) ?? [],
  };
  return { isKnown: true, facts };
}
