import { openWindow as real } from '../../../lib/workflow/windows.ts';

export * from '../../../lib/workflow/windows.ts';

/** What is opened for a press takes the place of every other opening. */
export const openWindow: typeof real = async (context, profile, window) => {
  await context.ports.device.gate.closeAll();
  await real(context, profile, window);
};
