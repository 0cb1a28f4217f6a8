import type { Context } from './context.ts';
import { runOfTab } from './context.ts';
import { pressHeardOut } from './shutting.ts';

/**
 * A tab has come to rest. The console's tab must be at one of the console's origins, letter for letter: staging, a
 * look-alike, plain HTTP or another console of ours are not it. Of a host that we were not given, the browser tells
 * nothing, and what is not told is not approved.
 */
export async function tabRests(context: Context, tabId: number, origin: string | null): Promise<void> {
  const run = runOfTab(context, tabId);
  if (run === null || run.facts.known.profile.where.pageOrigins.some((own) => own === origin)) return;
  // The same page may come back as it was: then it is news again.
  run.lastAssessed = '';
  if (!(await pressHeardOut(context, run, null))) return;
  await run.dispatch({ type: 'console-strayed', tabId });
}
