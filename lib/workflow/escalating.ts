import type { Reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, remember, systemsOf } from './context.ts';
import type { Run } from './run.ts';

/** The first tries come quickly, later ones every half minute, until somebody acknowledged or the worker ends. */
const FIRST_WAIT_MS = 1_000;
const WAIT_MAX_MS = 30_000;

/** Calls security and incident command at once, and again until somebody acknowledges. One call per execution and cause. */
export async function escalate(context: Context, run: Run, reasons: readonly Reason[]): Promise<void> {
  const { escalation } = await systemsOf(context);
  const { clock } = context.ports.device;
  const key = `${run.execution}:${reasons.map((one) => one.code).join('+')}`;
  const at = new Date(clock.nowMs()).toISOString();
  let isNoted = false;
  let waitMs = FIRST_WAIT_MS;
  while (!context.signal.aborted) {
    const body = { key, caseId: run.facts.caseId, execution: run.execution, at, reasons, mayHaveLeft: run.state.left !== 'nothing' };
    const written = await escalation.raise(body, callOptions(context));
    if (written.is === 'done') {
      if (!isNoted) {
        isNoted = true;
        await remember(context, run, { isEscalated: true });
        await run.dispatch({ type: 'noted', what: 'escalated', body: { key, id: written.value.id, reasons } });
      }
      if (written.value.acknowledgedAt !== null) {
        await run.dispatch({
          type: 'noted',
          what: 'escalation-acknowledged',
          body: { key, by: written.value.acknowledgedBy ?? 'unknown' },
        });
        return;
      }
    }
    await clock.sleep(waitMs, context.signal);
    waitMs = Math.min(waitMs * 2, WAIT_MAX_MS);
  }
}
