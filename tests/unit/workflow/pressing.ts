import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import { requestBegan, requestLeft } from '../../../lib/workflow/confirming.ts';
import { observe } from '../../../lib/workflow/observing.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { armedStage, type stage } from './stage.ts';

export type Stage = ReturnType<typeof stage>;

export const CASE = 'CASE-1042';
export const claimOf = (at: Stage) => at.cases.now(CASE).claim?.state;
export const releaseOf = (at: Stage) => at.run().state.release?.id ?? '';

/** A press that counts, as the page tells it; of a release that is gone by then, too. */
export const press = (at: Stage, release = releaseOf(at)) => at.pressSubmit({ isPassed: true, release, stoppedBy: null });

/** Armed, and pressed: its request may be on its way. */
export async function pressedStage(disk?: Parameters<typeof armedStage>[0]): Promise<Stage> {
  const at = await armedStage(disk);
  await press(at);
  await at.fake.advance(0);
  return at;
}

/** The console's page shows something else from now on, and says so. */
export function shows(at: Stage, over: Partial<PageReport>, screen: 'last' | 'confirmed' = 'last'): void {
  const report = shownPage({ screen, packet: at.packet, report: over });
  at.fake.page.report = report;
  void pageSaid(at.context, 7, { type: 'report', report });
}

/** The browser tells that the commit left. */
export function leaves(at: Stage): void {
  const seen = commitRequest(at.packet);
  observe(at.context, () => requestBegan(at.context, seen));
  observe(at.context, () => requestLeft(at.context, seen));
}
