import { type ExecutionState, PHASES } from '../../lib/core/execution/state.ts';

/** Whether a line's `after` is a state: the journal's port does not know what is in its lines. */
export function isExecutionState(value: unknown): value is ExecutionState {
  return (
    typeof value === 'object' && value !== null && 'phase' in value && PHASES.some((phase) => phase === value.phase) && 'left' in value
  );
}
