import type { OnboardingView } from '../../lib/core/execution/page-views.ts';

export type StepState = 'done' | 'current' | 'to-come';
export type Steps = Readonly<{ systems: StepState; console: StepState; person: StepState; isDone: boolean }>;

/** How far this browser is. Access is only "done" for a console that is allowed now, whatever was pressed before. */
export function stepsOf(view: OnboardingView | null, hasAllowed: boolean): Steps {
  const hasSystems = view !== null && view.deployment !== null;
  const isSignedIn = view !== null && view.signedInAs !== null;
  const isEachAllowed = view !== null && view.consoles.length > 0 && view.consoles.every((site) => site.isAllowed);
  const hasConsole = hasSystems && isEachAllowed && (hasAllowed || isSignedIn);
  return {
    systems: hasSystems ? 'done' : 'current',
    console: hasConsole ? 'done' : hasSystems ? 'current' : 'to-come',
    person: hasConsole && isSignedIn ? 'done' : hasConsole ? 'current' : 'to-come',
    isDone: hasConsole && isSignedIn,
  };
}
