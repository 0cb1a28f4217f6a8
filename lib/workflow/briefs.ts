import { isAtWork } from '../core/execution/state.ts';
import { viewOf } from '../core/execution/view-of.ts';
import type { Profile } from '../core/profile/profile.ts';
import { reason, sentence } from '../core/reason.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { type Context, runOfTab } from './context.ts';
import { zoneOf } from './looking.ts';
import { factsOf } from './popup.ts';
import { approvedValues, type Run } from './run.ts';
import { mayStepNow } from './windows.ts';

/** What one console tab is told: its execution, or why it has none. A tab without one stays closed. */
export function briefFor(context: Context, tabId: number, profile: Profile): PageBrief {
  const run = runOfTab(context, tabId);
  if (run === null) {
    return {
      profile,
      execution: null,
      elsewhere: whyNotHere([...context.runs.values()]),
      approved: {},
      zone: null,
      isPlaced: false,
      mayStep: false,
      armed: null,
    };
  }
  const { state, facts } = run;
  const { release } = state;
  return {
    profile: facts.known.profile,
    execution: viewOf(state, factsOf(run), context.ports.device.clock.nowMs()),
    elsewhere: null,
    approved: approvedValues(facts.known.profile, facts.packet),
    zone: zoneOf(run),
    isPlaced: facts.pictures === 'layout',
    mayStep: mayStepNow(run),
    armed:
      state.phase === 'armed' && release !== null && run.armedCanonical !== null
        ? { release: release.id, document: release.document, untilMs: release.untilMs, canonical: run.armedCanonical }
        : null,
  };
}

/** Why nothing may be entered in this tab, where there is more to say than that nothing was begun. */
function whyNotHere(runs: readonly Run[]): string | null {
  const other = runs.find((one) => isAtWork(one.state) && one.state.tabId !== null);
  if (other !== undefined) return `${other.facts.caseId} is being executed in another tab.`;
  const red = runs.find((one) => one.state.phase === 'idle' && one.state.checkHolds.length > 0);
  return red === undefined ? null : `${sentence(reason('no-execution'))} ${red.facts.caseId} is not ready to enter; the popup says why.`;
}
