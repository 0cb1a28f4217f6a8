import type { watchWorld as real } from '../../../lib/workflow/gating.ts';

export * from '../../../lib/workflow/gating.ts';

/** While armed only the time is watched: an approval that is withdrawn then is not seen. */
export const watchWorld: typeof real = async (context, run) => {
  const { release } = run.state;
  if (release === null) return;
  const { clock } = context.ports.device;
  await clock.sleep(Math.max(0, release.untilMs - clock.nowMs()), context.signal);
  await run.dispatch({ type: 'release-expired', release: release.id });
};
