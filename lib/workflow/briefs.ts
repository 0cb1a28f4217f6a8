import { isAtWork } from '../core/execution/state.ts';
import { viewOf } from '../core/execution/view-of.ts';
import type { Profile } from '../core/profile/profile.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { type Context, runOfTab } from './context.ts';
import { zoneOf } from './looking.ts';
import { factsOf } from './popup.ts';
import { approvedValues } from './run.ts';
import { mayStepNow } from './windows.ts';

/** What one console tab is told: its execution, or why it has none. A tab without one stays closed. */
export function briefFor(context: Context, tabId: number, profile: Profile): PageBrief {
  const run = runOfTab(context, tabId);
  if (run === null) {
    const other = [...context.runs.values()].find((one) => isAtWork(one.state) && one.state.tabId !== null);
    const elsewhere = other === undefined ? null : `${other.facts.caseId} is being executed in another tab.`;
    return { profile, execution: null, elsewhere, approved: {}, zone: null, mayStep: false, armed: null };
  }
  const { state, facts } = run;
  const { release } = state;
  return {
    profile: facts.known.profile,
    execution: viewOf(state, factsOf(run), context.ports.device.clock.nowMs()),
    elsewhere: null,
    approved: approvedValues(facts.known.profile, facts.packet),
    zone: zoneOf(run),
    mayStep: mayStepNow(run),
    armed:
      state.phase === 'armed' && release !== null && run.armedCanonical !== null
        ? { release: release.id, document: release.document, untilMs: release.untilMs, canonical: run.armedCanonical }
        : null,
  };
}
