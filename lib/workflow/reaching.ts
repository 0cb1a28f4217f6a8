import { isEnded } from '../core/execution/state.ts';
import type { Run } from './run.ts';

/** Whether an execution still holds the operator's attention: begun, not ended, not merely refused at preflight. */
export function isAtWork(run: Run): boolean {
  return run.state.phase !== 'idle' && !isEnded(run.state);
}
