import { closing, gateState, openWarnings } from '../../lib/core/execution/gate-view.ts';
import type { Line, World } from './world.ts';

/** Takes note of the state, the reasons and the edge that a line stands for. */
export function reached(world: World, line: Line, before: Line | null): void {
  const { after, kind } = line;
  if (after === before?.after) return;
  world.seen.add(`state ${gateState(after)}`);
  for (const { code } of [...closing(after), ...openWarnings(after)]) world.seen.add(`code ${code}`);
  const from = before?.after.phase ?? 'new';
  if (before !== null && before.after.left !== after.left) world.seen.add(`left ${before.after.left} → ${after.left} by ${kind}`);
  if (from !== after.phase) world.seen.add(`edge ${from} → ${after.phase} by ${kind}`);
}
