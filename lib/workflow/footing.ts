import { isAtWork } from '../core/execution/state.ts';
import { reason } from '../core/reason.ts';
import type { Context } from './context.ts';

/** Our footing on a console changed: whoever is entering there is halted, because what cannot be seen cannot be held. */
export async function lookAtFooting(context: Context): Promise<void> {
  for (const run of context.runs.values()) {
    if (!isAtWork(run.state) || run.state.claim === null) continue;
    const [detail] = await context.ports.device.gate.faults(run.facts.known.profile);
    if (detail !== undefined) await run.dispatch({ type: 'halt-asked', reason: reason('guard-not-intact', { detail }), by: 'guard' });
  }
}
