import type { Context } from './context.ts';
import { allObserved } from './observing.ts';
import type { Run } from './run.ts';

/** How soon a browser that refused to close the gate is asked again. */
const CLOSE_EVERY_MS = 200;
/** What left before the gate closed is told within this time of its closing: a request and an answer come by different ways. */
const TOLD_MS = 500;

/** Takes every opening of this execution away. Where one is on its way to the browser, whichever comes first, the gate is closed after both. */
export async function shut(context: Context, run: Run): Promise<void> {
  await closeUntilDone(context, run);
  if (run.opening === null) return;
  await run.opening;
  await closeUntilDone(context, run);
}

/** A browser that refuses is asked again for as long as this worker lives: until then nothing may say that the gate is closed. */
async function closeUntilDone({ ports, signal }: Context, { execution }: Run): Promise<void> {
  const { clock, gate } = ports.device;
  const close = () =>
    gate.close(execution).then(
      () => true,
      () => false,
    );
  while (!signal.aborted && !(await close())) await clock.sleep(CLOSE_EVERY_MS, signal);
}

/** The gate was closed behind a press that counted: settles when whatever that sent is told. What is not, did not leave. */
export async function hearLast(context: Context, run: Run): Promise<void> {
  await context.ports.device.clock.sleep(TOLD_MS, context.signal);
  await allObserved(context, run);
}
