import { RESTORE_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { isGuarding, letGoAfter, openedBy } from './profiles.ts';
import { dispatchTo, recorded } from './recorded.ts';
import { systemsFor } from './systems-for.ts';
import { settledOf } from './who-goes-on.ts';

/** How soon the case is asked again for security's word; the alarm wakes a worker for it. */
const ASK_EVERY_MS = 30_000;

/** The bundle is made, and nobody knows what became of it: its console stays closed until security has settled it, whoever starts. */
export async function guardUnsettled(context: Context, execution: string): Promise<void> {
  // One whose journal cannot be read keeps nobody from beginning: what was to be said of it stands in its bundle.
  const known = await recorded(context, execution).catch(() => null);
  if (known === null || !isGuarding(known.state)) return;
  const profile = await openedBy(context, execution, known.opened.profile.digest);
  if (profile !== null) context.guarded.set(execution, profile);
}

/** Asks the case once for security's word on each. With it the journal says how it ended, and its console is let go of. */
export async function seeSettled(context: Context): Promise<void> {
  const { clock, wakeAt } = context.ports.device;
  for (const [execution, profile] of context.guarded) {
    await wakeAt(RESTORE_ALARM, clock.nowMs() + ASK_EVERY_MS);
    const known = await recorded(context, execution);
    const systems = await systemsFor(context, execution);
    const now = known === null || systems === null ? null : await systems.caseSystem.read(known.opened.caseId, callOptions(context));
    const settled = now?.isRead ? settledOf(now.value, execution) : null;
    if (settled === null) continue;
    await dispatchTo(context, execution, { type: 'reconciled', ...settled, note: 'in the case' });
    context.guarded.delete(execution);
    await letGoAfter(context, profile);
    context.changed();
  }
}
