import type { Context } from './context.ts';
import type { Run } from './run.ts';

/** What the browser tells of requests is taken in its order: an end that overtook its beginning would be nobody's. */
export function observe({ observing }: Context, act: () => Promise<void>): void {
  observing.last = observing.last.then(act, act);
}

/** Settles when everything that the browser has told until now is judged, and its line is on disk. */
export async function allObserved({ observing }: Context, run: Run): Promise<void> {
  await Promise.allSettled([observing.last]);
  await run.queue;
}
