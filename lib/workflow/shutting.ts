import { isLeftBehind } from '../core/execution/filling.ts';
import type { Context } from './context.ts';
import { allObserved, queueEmpty } from './observing.ts';
import type { Run } from './run.ts';

/** How soon a browser that refused to close the gate is asked again. */
const CLOSE_EVERY_MS = 200;
/** What left before the gate closed is told within this time of its closing: a request and an answer come by different ways. */
const TOLD_MS = 500;

/** Takes every opening of this execution away. Where one is on its way to the browser, whichever comes first, the gate is closed after both. */
export async function shut(context: Context, run: Run): Promise<void> {
  await closeUntilDone(context, run);
  if (run.opening !== null) {
    await run.opening;
    await closeUntilDone(context, run);
  }
  if (!context.signal.aborted && run.opened !== null) run.opened.shutAtMs ??= context.ports.device.clock.nowMs();
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

/**
 * Before news of another document in the tab, or of another site (null), is taken. A press that may be on its way is heard out first: its
 * line may still be on its way to the disk, and its request may be told behind the answer to it. False where the news says nothing of
 * the press: a commit that leaves from a new tab does so whatever becomes of the first one.
 */
export async function pressHeardOut(context: Context, run: Run, document: string | null): Promise<boolean> {
  if (run.state.phase !== 'armed') return true;
  await queueEmpty(run);
  if (!isLeftBehind(run.state, document)) return true;
  if (run.opened?.tabsThere != null) return false;
  await shut(context, run);
  await hearLast(context, run);
  await queueEmpty(run);
  return true;
}

/** The gate was closed: settles when whatever left before is told. What is not, did not leave. */
export async function hearLast(context: Context, run: Run): Promise<void> {
  await context.ports.device.clock.sleep(TOLD_MS, context.signal);
  await allObserved(context, run);
}
