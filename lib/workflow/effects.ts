import type { Effect, ExecutionEvent } from '../core/execution/event.ts';
import { reason, unreachable } from '../core/reason.ts';
import { capture } from './capturing.ts';
import { checkAll } from './checking.ts';
import { claimCase, consumeClaim, giveBackClaim } from './claiming.ts';
import { closeExecution } from './closing.ts';
import { readOutcome } from './confirming.ts';
import type { Context } from './context.ts';
import { escalate } from './escalating.ts';
import { closeGate, openConsole, openGate, prepareRelease, watchWorld } from './gating.ts';
import { handOver } from './handing-over.ts';
import { readExit } from './leaving.ts';
import { lookAgain } from './page-events.ts';
import type { Run } from './run.ts';
import { shut } from './shutting.ts';
import { openWindow } from './windows.ts';

/** Does what the state machine asked for. A bug in an effect is reported as a bug, closes the gate, and leaves nothing waiting for it. */
export async function runEffect(context: Context, run: Run, effect: Effect): Promise<void> {
  try {
    await perform(context, run, effect);
  } catch (error) {
    const closed = shut(context, run);
    await run.dispatch({
      type: 'noted',
      what: 'fault',
      body: { effect: effect.do, name: error instanceof Error ? error.name : 'unknown' },
    });
    const stop = stopAfter(run, effect);
    if (stop !== null) await run.dispatch(stop);
    await closed;
    throw error;
  }
}

/** What follows where an effect failed that the execution would wait for. What may have left stays what it is. */
function stopAfter(run: Run, effect: Effect): ExecutionEvent | null {
  const { phase } = run.state;
  const because = reason('guard-not-intact', { detail: `a part of it failed (${effect.do})` });
  switch (effect.do) {
    case 'check':
    case 'claim':
      run.isReading = false;
      return phase === 'preflight' ? { type: 'claim-refused', reason: because } : { type: 'halt-asked', reason: because, by: 'guard' };
    case 'open-gate':
      return { type: 'gate-failed', reason: because };
    case 'read-outcome':
      return effect.isReadBackOnly ? null : OUTCOME_UNKNOWN;
    default:
      // The gate is closed with it: whoever checks, or is armed, must not go on as if it were open.
      return phase === 'rechecking' || phase === 'armed' ? { type: 'halt-asked', reason: because, by: 'guard' } : null;
  }
}

const OUTCOME_UNKNOWN: ExecutionEvent = {
  type: 'outcome-read',
  outcome: 'unknown',
  reasons: [reason('outcome-unknown')],
  reference: null,
  endsAt: null,
  grant: null,
};

function perform(context: Context, run: Run, effect: Effect): Promise<unknown> {
  switch (effect.do) {
    case 'check':
      return checkAll(context, run, effect.purpose);
    case 'claim':
      return claimCase(context, run);
    case 'open-console':
      return openConsole(context, run);
    case 'look-again':
      return lookAgain(context, run);
    case 'open-window':
      return openWindow(context, run.facts.known.profile, effect.window);
    case 'consume':
      return consumeClaim(context, run, effect.nonce);
    case 'prepare-release':
      return prepareRelease(context, run, effect.nonce);
    case 'open-gate':
      return openGate(context, run, effect.release);
    case 'close-gate':
      return closeGate(context, run);
    case 'watch-world':
      return watchWorld(context, run);
    case 'give-back':
      return giveBackClaim(context, run, effect.nonce, effect.because);
    case 'read-outcome':
      return readOutcome(context, run, effect.isReadBackOnly);
    case 'escalate':
      return escalate(context, run.execution);
    case 'capture':
      return capture(context, run, effect.moment);
    case 'hand-over':
      return handOver(context, run);
    case 'read-exit':
      return readExit(context, run, effect.exit);
    case 'close-execution':
      return closeExecution(context, run);
    default:
      return unreachable(effect);
  }
}
