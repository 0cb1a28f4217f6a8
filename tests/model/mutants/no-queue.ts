import { step } from '../../../lib/core/execution/step.ts';
import type { dispatcher as real } from '../../../lib/workflow/dispatching.ts';
import { runEffect } from '../../../lib/workflow/effects.ts';
import { record } from '../../../lib/workflow/recording.ts';

export * from '../../../lib/workflow/dispatching.ts';

/** Events do not wait for one another. */
export const dispatcher: typeof real = (context, run) => async (event, actor) => {
  const atMs = context.ports.device.clock.nowMs();
  const stepped = step(run.state, event, atMs);
  const { state: after, isRefused } = stepped;
  await record(context, run.execution, { event, actor, after, isRefused, atMs }).catch(() => null);
  run.state = stepped.state;
  for (const effect of stepped.effects) void runEffect(context, run, effect);
};
