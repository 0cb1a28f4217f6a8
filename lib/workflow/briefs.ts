import { viewOf } from '../core/execution/view-of.ts';
import type { Profile } from '../core/profile/profile.ts';
import { reason, sentence } from '../core/reason.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { type Context, runOfTab } from './context.ts';
import { zonesOf } from './looking.ts';
import { factsOf } from './popup.ts';
import { isGuarding } from './profiles.ts';
import { approvedValues, type Run } from './run.ts';
import { mayStepNow } from './windows.ts';

/** What one console tab is told: its execution, or why it has none. A tab without one stays closed. */
export function briefFor(context: Context, tabId: number, profile: Profile): PageBrief {
  const run = runOfTab(context, tabId);
  if (run === null) {
    return {
      profile,
      execution: null,
      elsewhere: whyNotHere([...context.runs.values()], tabId),
      approved: {},
      zones: [],
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
    zones: zonesOf(run),
    isPlaced: facts.pictures === 'layout',
    mayStep: mayStepNow(run),
    armed:
      state.phase === 'armed' && release !== null && run.armedCanonical !== null
        ? { release: release.id, document: release.document, untilMs: release.untilMs, canonical: run.armedCanonical }
        : null,
  };
}

/** Why nothing may be entered in this tab, where there is more to say than that nothing was begun. */
function whyNotHere(runs: readonly Run[], tabId: number): PageBrief['elsewhere'] {
  const sent = runs.find(({ state }) => state.release?.tabId === tabId && state.left !== 'nothing');
  if (sent !== undefined)
    return { why: `${sent.facts.caseId} was sent from here, and is answered in the tab that it opened.`, isSent: true };
  const other = runs.find(({ state }) => isGuarding(state) && (state.tabId !== null || state.left !== 'nothing'));
  if (other !== undefined) return { why: whereIs(other), isSent: other.state.left !== 'nothing' };
  const red = runs.find((one) => one.state.phase === 'idle' && one.state.checkHolds.length > 0);
  if (red === undefined) return null;
  return { why: `${sentence(reason('no-execution'))} ${red.facts.caseId} is not ready to enter; the popup says why.`, isSent: false };
}

function whereIs({ state, facts }: Run): string {
  if (state.phase === 'unknown') return `It is not known what became of ${facts.caseId}.`;
  return state.tabId === null
    ? `${facts.caseId} may have been sent from another tab, and is not answered yet.`
    : `${facts.caseId} is being executed in another tab.`;
}
