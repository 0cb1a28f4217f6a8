import type { PageReport } from '../core/compare/page-report.ts';
import { isMendedByWalking } from '../core/execution/chain.ts';
import type { PressWindow, WindowControl } from '../core/execution/event.ts';
import { mayOpen } from '../core/execution/press-window.ts';
import { mayEnter } from '../core/execution/state.ts';
import type { Profile } from '../core/profile/profile.ts';
import { isOneAddress } from '../core/profile/request-address.ts';
import type { FromPage } from '../wire/page-link.ts';
import type { Context } from './context.ts';
import { whyNotSafe } from './leaving.ts';
import { assessReport } from './looking.ts';
import type { Run } from './run.ts';

/** How long a step's window in the network gate stays open for the press that asked for it; in the end of it no press begins. */
const WINDOW_MS = 3_000;

/** A trusted pointer-down, or the focus, that comes before a press: the network is opened for that one class. */
export async function intended(
  context: Context,
  run: Run,
  tabId: number,
  { control, report }: Extract<FromPage, { type: 'intent' }>,
): Promise<void> {
  const { pages, clock } = context.ports.device;
  const { profile } = run.facts.known;
  const window = windowFor(control, profile, tabId);
  const unsafe = control === 'draft' || control === 'abandon' ? whyNotSafe(run, control, report.unsafeExits ?? []) : null;
  const isStepRight = window.kind !== 'step' || (mayStepNow(run) && isScreenRight(run, report));
  const isOpen = mayOpen(run.state, window) && unsafe === null && isStepRight;
  if (unsafe !== null) await run.dispatch({ type: 'press-held', because: unsafe }, 'operator');
  if (isOpen) await run.dispatch({ type: 'step-opened', screen: run.state.screen, ...window }, 'operator');
  else pages.send(tabId, { type: 'window', control, isOpen, untilMs: clock.nowMs() });
}

/** The line that says so is on disk: the browser is told, and the page once the rule stands. */
export async function openWindow({ ports }: Context, profile: Profile, { control, kind, tabId }: PressWindow): Promise<void> {
  const { gate, pages } = ports.device;
  const untilMs = await gate.openClass(profile, kind, tabId, WINDOW_MS);
  pages.send(tabId, { type: 'window', control, isOpen: true, untilMs });
}

function windowFor(control: WindowControl, profile: Profile, tabId: number): PressWindow {
  const kind = classNeededBy(control, profile);
  const commit = profile.requests.filter((one) => one.class === 'commit');
  const isOnCommit = profile.requests.some((one) => one.class === kind && commit.some((other) => isOneAddress(one, other)));
  return { control, kind, isOnCommit, tabId };
}

/** A console that has no class of its own for going back sends a step. */
function classNeededBy(control: WindowControl, profile: Profile): PressWindow['kind'] {
  if (control === 'step' || control === 'revoke') return control;
  if (control !== 'back') return 'exit';
  return profile.requests.some((one) => one.class === 'back') ? 'back' : 'step';
}

/** A step goes on when this screen matches: nothing on it holds but what walking mends, and nothing is halted. */
export function mayStepNow(run: Run): boolean {
  return mayEnter(run.state) && run.state.holds.every(isMendedByWalking);
}

/** What the state holds may still be about the screen before: the report that comes with the press is looked at as well. */
function isScreenRight(run: Run, report: PageReport): boolean {
  const { halts, holds } = assessReport(run, report);
  return [...halts, ...holds].every(isMendedByWalking);
}

/** Ending a grant is open from every tab of a console, also long after the execution that granted it; where one is at work here, it is noted there. */
export async function openRevoke(context: Context, tabId: number): Promise<void> {
  const { pages, clock } = context.ports.device;
  const origin = pages.originOf(tabId);
  const profile = (await context.ports.profiles()).find((one) => one.profile.where.pageOrigins.some((own) => own === origin))?.profile;
  if (profile === undefined) return;
  const run = [...context.runs.values()].findLast(({ facts }) => facts.known.profile.id === profile.id);
  const window = windowFor('revoke', run?.facts.known.profile ?? profile, tabId);
  if (run === undefined) return openWindow(context, profile, window);
  if (mayOpen(run.state, window)) return run.dispatch({ type: 'step-opened', screen: run.state.screen, ...window }, 'operator');
  pages.send(tabId, { type: 'window', control: 'revoke', isOpen: false, untilMs: clock.nowMs() });
}
