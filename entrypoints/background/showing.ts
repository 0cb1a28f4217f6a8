import { browser } from '../../lib/browser/api.ts';
import { showReminder, showState } from '../../lib/browser/badge.ts';
import type { pageLink } from '../../lib/browser/page-link.ts';
import { gateState, gateView } from '../../lib/core/execution/gate-view.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import { FORGOTTEN } from '../../lib/wire/page-link.ts';
import { openWindows } from '../../lib/workflow/afterwards.ts';
import { briefFor } from '../../lib/workflow/briefs.ts';
import { type Context, latestRun } from '../../lib/workflow/context.ts';
import { isCalling } from '../../lib/workflow/escalating.ts';
import { factsOf, panelTrouble } from '../../lib/workflow/popup.ts';

/** How long many small changes are gathered before the views are made again. */
const VIEW_EVERY_MS = 30;

export type Showing = Readonly<{ changed: () => void; brief: (tabId: number) => Promise<void> }>;

/** Shows the state wherever somebody looks: in the console's tabs, in the toolbar, in our own pages. */
export function showing(context: () => Context, pages: ReturnType<typeof pageLink>, profiles: () => Promise<readonly Profile[]>): Showing {
  let isScheduled = false;

  const brief = async (tabId: number) => {
    const origin = pages.originOf(tabId);
    const profile = (await profiles()).find((one) => one.where.pageOrigins.includes(origin ?? ''));
    if (profile !== undefined) pages.brief(tabId, briefFor(context(), tabId, profile));
    else if (context().waiting.size === 0) pages.send(tabId, FORGOTTEN);
  };
  const showEverywhere = async () => {
    for (const tabId of pages.tabs()) await brief(tabId);
    const run = latestRun(context());
    if (run === null) await showState(null, '');
    else await showState(gateState(run.state), gateView(run.state, factsOf(run), context().ports.device.clock.nowMs()).word);
    await showReminder(await reminder(context()));
    // With no page of ours open there is nobody to hear it, which is no fault.
    await browser.runtime.sendMessage({ target: 'pages', what: 'changed' }).catch(() => undefined);
  };
  const changed = () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      void showEverywhere();
    }, VIEW_EVERY_MS);
  };
  return { changed, brief };
}

/** What must not be forgotten: that nobody has acknowledged yet, that the panel cannot be seen, or that access is about to end and still open. */
async function reminder(context: Context): Promise<string | null> {
  if (await isCalling(context)) return 'security has not acknowledged yet';
  const run = latestRun(context);
  if (run !== null && panelTrouble(run) !== null) return 'the panel on the page cannot be seen';
  const window = (await openWindows(context)).find((one) => one.isToRevoke);
  return window === undefined ? null : `access to ${window.tenant} is still open`;
}
