import { keptReference } from '../core/evidence/display-record.ts';
import type { Grant } from '../core/gate/sources.ts';
import { type Reason, reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import { lookAtConsole } from './looking.ts';
import type { Run } from './run.ts';

type Exit = 'draft' | 'abandon';

/** How long the console may take to say that the way out was taken, and how often it is looked at. */
const SAID_WITHIN_MS = 8_000;
const LOOK_EVERY_MS = 400;
/** IAM is read twice, this far apart: what comes a little later than the page is still seen. */
const SETTLE_MS = 1_500;

/**
 * Reads back what a way out left behind: what the console says, and whether IAM shows anything new for this
 * administrator, pending or active. What cannot be seen is not known, and not known is never nothing.
 */
export async function readExit(context: Context, run: Run, exit: Exit): Promise<void> {
  const said = await whatConsoleSays(context, run, exit);
  const first = await hasSomethingNew(context, run);
  await context.ports.device.clock.sleep(SETTLE_MS, context.signal);
  const second = await hasSomethingNew(context, run);
  const seen = [first, second, said.isTaken ? false : null];
  const isPending = seen.includes(true) ? true : seen.includes(null) ? null : false;
  await run.dispatch({ type: 'exit-read', exit, isPending, reference: keptReference(said.reference, []) });
}

async function whatConsoleSays(context: Context, run: Run, exit: Exit): Promise<Readonly<{ isTaken: boolean; reference: string | null }>> {
  const { clock } = context.ports.device;
  // A profile that does not know how the console says it leaves IAM alone to tell.
  if (run.facts.known.profile.exits[exit]?.seen == null) return { isTaken: true, reference: null };
  const untilMs = clock.nowMs() + SAID_WITHIN_MS;
  while (!context.signal.aborted && clock.nowMs() < untilMs) {
    const look = await lookAtConsole(context, run);
    if (look?.report.exit?.kind === exit) return { isTaken: true, reference: look.report.exit.reference };
    await clock.sleep(LOOK_EVERY_MS, context.signal);
  }
  return { isTaken: false, reference: null };
}

/** Null when IAM could not be read. */
async function hasSomethingNew(context: Context, run: Run): Promise<boolean | null> {
  const { access } = await systemsOf(context);
  const { packet, grantsBefore } = run.facts;
  const answer = await access.grants(packet.tenant.id, callOptions(context));
  const isNew = (one: Grant) => one.kind === 'break-glass' && one.state !== 'ended' && !grantsBefore.includes(one.id);
  return answer.isRead ? answer.value.some(isNew) : null;
}

/** Whether a way out may be pressed: its profile calls it safe, and the page says nothing else. Null when it may. */
export function whyNotSafe(run: Run, exit: Exit, saidUnsafe: readonly Exit[]): Reason | null {
  const isSafe = run.facts.known.profile.exits[exit]?.isSafe === true && !saidUnsafe.includes(exit);
  if (isSafe) return null;
  const words = exit === 'draft' ? ['Saving a draft', 'Abandon instead.'] : ['Abandoning', 'Leave the page as it is.'];
  return reason('exit-not-safe', { exit: words[0] ?? '', instead: words[1] ?? '' }, exit);
}

/** Whether the console has a way out that may be taken, as far as its profile and its page say. */
export function hasSafeExit(run: Run): boolean {
  return (['draft', 'abandon'] as const).some((exit) => whyNotSafe(run, exit, run.lastReport?.unsafeExits ?? []) === null);
}
