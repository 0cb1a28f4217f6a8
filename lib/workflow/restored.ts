import { type ExecutionState, newExecution, PHASES } from '../core/execution/state.ts';

/** The state that a journal line carries, or null when it does not have the shape of one. */
export function readState(line: string): ExecutionState | null {
  const after = afterOf(line);
  if (typeof after !== 'object' || after === null || !('execution' in after) || typeof after.execution !== 'string') return null;
  const shape = Object.keys(newExecution(after.execution)).sort();
  const isWhole = Object.keys(after).sort().join() === shape.join();
  return isWhole && isState(after) ? after : null;
}

function afterOf(line: string): unknown {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || !('body' in entry)) return null;
    const { body } = entry;
    return typeof body === 'object' && body !== null && 'after' in body ? body.after : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The chain was checked before; this tells a line of this format from one of another. */
function isState(value: object): value is ExecutionState {
  return (
    'phase' in value && PHASES.some((phase) => phase === value.phase) && 'left' in value && 'holds' in value && Array.isArray(value.holds)
  );
}
