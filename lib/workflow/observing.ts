import type { Context } from './context.ts';
import type { Run } from './run.ts';

/** What the browser tells of requests is taken in its order: an end that overtook its beginning would be nobody's. */
export function observe({ observing }: Context, act: () => Promise<void>): void {
  observing.last = observing.last.then(act, act);
}

/** Settles when everything that the browser has told until now is judged, and its line is on disk. */
export async function allObserved({ observing }: Context, run: Run): Promise<void> {
  await Promise.allSettled([observing.last]);
  await queueEmpty(run);
}

/** Settles when no event of the execution waits to be taken any more: what is dispatched in that very turn is taken in the state that it sees. */
export async function queueEmpty(run: Run): Promise<void> {
  for (let last: Promise<void> | null = null; last !== run.queue; ) {
    last = run.queue;
    await last;
  }
}
