import type { CaseRecord, Claim } from '../core/approval/case-record.ts';
import { calledIn, someone } from '../core/approval/people.ts';
import { type ExecutionState, type Finding, isEnded, isEndPhase } from '../core/execution/state.ts';
import { reason } from '../core/reason.ts';
import { RESTORE_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

/** How often the case is asked who goes on, while the worker lives; an alarm does it where it does not. */
const ASK_EVERY_MS = 3_000;
const ALARM_AFTER_MS = 30_000;

/** As long as it is left to whoever goes on: somebody else may, and then nothing goes on here any more. One watch for each execution. */
export async function watchWhoGoesOn(context: Context, run: Run): Promise<void> {
  if (run.isWatched) return;
  run.isWatched = true;
  const { clock, wakeAt } = context.ports.device;
  const isLeft = () => isOpenToOthers(run.state) && !context.signal.aborted;
  try {
    while (isLeft()) {
      await wakeAt(RESTORE_ALARM, clock.nowMs() + ALARM_AFTER_MS);
      await clock.sleep(ASK_EVERY_MS, context.signal);
      if (isLeft()) await seeWhoGoesOn(context, run);
    }
  } finally {
    run.isWatched = false;
  }
}

/** Halted, or for security to settle. */
function isOpenToOthers(state: ExecutionState): boolean {
  return isToReconcile(state) || (state.halt !== null && !isEnded(state));
}

/** Asks the case once: whether somebody took the claim, or security settled what nobody could know. */
export async function seeWhoGoesOn(context: Context, run: Run): Promise<void> {
  const { caseSystem } = await systemsOf(context);
  const answer = await caseSystem.read(run.facts.caseId, callOptions(context));
  if (!answer.isRead) return;
  const taken = takenClaim(run.state, answer.value.claim);
  if (isToReconcile(run.state)) await seeReconciled(run, answer.value);
  else if (taken !== null) await giveWay(run, answer.value, taken);
}

/**
 * Our claim as the case holds it, where somebody else's execution has it at a later epoch; else null. At a later epoch for
 * this execution it is ours: the answer to our own taking of it was lost.
 */
export function takenClaim({ execution, claim: own }: ExecutionState, claim: Claim | null): Claim | null {
  return own !== null && claim?.id === own.id && claim.epoch > own.epoch && claim.execution !== execution ? claim : null;
}

/** Somebody went on with what was left: here it is halted, if it was not, and ended. */
export async function giveWay(run: Run, record: CaseRecord, { holder, execution, epoch }: Claim): Promise<void> {
  const name = calledIn(someone(record.people, holder));
  if (run.state.halt === null) await run.dispatch({ type: 'halt-asked', reason: reason('claim-fenced', { person: name }), by: 'guard' });
  await run.dispatch({ type: 'taken-over', by: holder, name, execution, epoch });
}

/** Nobody could know here what became of it: security looks, and nobody else settles it. */
function isToReconcile({ phase, halt, left, reconciled }: ExecutionState): boolean {
  return reconciled === null && (phase === 'unknown' || (halt !== null && left !== 'nothing' && !isEndPhase(phase)));
}

async function seeReconciled(run: Run, record: CaseRecord): Promise<void> {
  const settled = settledOf(record, run.execution);
  if (settled !== null) await run.dispatch({ type: 'reconciled', ...settled, note: 'in the case' });
}

/** Security's word in the case on an execution; null where there is none, or none that is known here. */
export function settledOf(record: CaseRecord, execution: string): Readonly<{ by: string; found: Finding }> | null {
  const handover = record.handovers.find((one) => one.execution === execution && one.settled?.how === 'reconciled');
  const found = foundIn(record, execution);
  return handover?.settled == null || found === null ? null : { by: handover.settled.by, found };
}

/** What the case calls what security found. */
const FOUND: Readonly<Record<string, Finding>> = { granted: 'granted', 'nothing-granted': 'nothing', 'granted-otherwise': 'other' };

/** What security found of an execution, by how it ended in the case; null for a word that is not one of theirs. */
export function foundIn({ executions }: CaseRecord, execution: string): Finding | null {
  return FOUND[executions.findLast((past) => past.execution === execution)?.outcome ?? ''] ?? null;
}
