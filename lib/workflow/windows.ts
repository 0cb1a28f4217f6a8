import type { PageReport } from '../core/compare/page-report.ts';
import { isMendedByWalking } from '../core/execution/chain.ts';
import { mayEnter } from '../core/execution/state.ts';
import type { Profile } from '../core/profile/profile.ts';
import { unreachable } from '../core/reason.ts';
import type { FromPage } from '../wire/page-link.ts';
import type { Context } from './context.ts';
import { whyNotSafe } from './leaving.ts';
import { assessReport } from './looking.ts';
import type { Run } from './run.ts';

/** How long a step's window in the network gate stays open for the press that asked for it. */
const WINDOW_MS = 2_500;

/** The classes that a press can have opened. */
type WindowKind = 'step' | 'back' | 'exit' | 'revoke';

/** A trusted pointer-down, or the focus, that comes before a press: the network is opened for that one class. */
export async function intended(
  context: Context,
  run: Run,
  tabId: number,
  { control, report }: Extract<FromPage, { type: 'intent' }>,
): Promise<void> {
  const { gate, pages, clock } = context.ports.device;
  const kind = classNeededBy(control, run.facts.known.profile);
  const unsafe = control === 'draft' || control === 'abandon' ? whyNotSafe(run, control, report.unsafeExits ?? []) : null;
  const isOpen = mayOpen(run, kind) && unsafe === null && (kind !== 'step' || isScreenRight(run, report));
  if (unsafe !== null) await run.dispatch({ type: 'press-held', because: unsafe }, 'operator');
  const untilMs = isOpen ? await gate.openClass(run.facts.known.profile, kind, tabId, WINDOW_MS) : clock.nowMs();
  pages.send(tabId, { type: 'window', control, isOpen, untilMs });
  if (isOpen) await run.dispatch({ type: 'step-opened', control, screen: run.state.screen }, 'operator');
}

/** A console that has no class of its own for going back sends a step. */
function classNeededBy(control: Extract<FromPage, { type: 'intent' }>['control'], profile: Profile): WindowKind {
  if (control === 'step' || control === 'revoke') return control;
  if (control !== 'back') return 'exit';
  return profile.requests.some((one) => one.class === 'back') ? 'back' : 'step';
}

/** Ending a grant is always open; a way out is, once there is something to leave; going back only where entry goes on. */
function mayOpen(run: Run, kind: WindowKind): boolean {
  switch (kind) {
    case 'revoke':
      return true;
    case 'exit':
      return run.state.claim !== null;
    case 'back':
      return mayEnter(run.state);
    case 'step':
      return mayStepNow(run);
    default:
      return unreachable(kind);
  }
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

/** Ending a grant is open from every tab of a console, also long after the execution that granted it. */
export async function openRevoke(context: Context, tabId: number): Promise<void> {
  const { gate, pages } = context.ports.device;
  const origin = pages.originOf(tabId);
  const profile = (await context.ports.profiles()).find((one) => one.profile.where.pageOrigins.some((own) => own === origin))?.profile;
  if (profile === undefined) return;
  const untilMs = await gate.openClass(profile, 'revoke', tabId, WINDOW_MS);
  pages.send(tabId, { type: 'window', control: 'revoke', isOpen: true, untilMs });
}
