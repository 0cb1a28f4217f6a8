import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../components/onboarding/steps.ts';
import type { OnboardingView } from '../../../lib/core/execution/page-views.ts';

const DONE: OnboardingView = {
  deployment: { name: 'Practice range', caseSystem: 'case.range.localhost', isManaged: false },
  consoles: [{ name: 'Console', origin: 'http://console.range.localhost:4701', isAllowed: true }],
  signedInAs: 'Support operations lead',
  device: null,
};
const FORBIDDEN = DONE.consoles.map((site) => ({ ...site, isAllowed: false }));

describe('the first steps', () => {
  it('begin with the systems while nothing is known', () => {
    expect(stepsOf(null, false)).toEqual({ systems: 'current', console: 'to-come', person: 'to-come', isDone: false });
    expect(stepsOf({ ...DONE, deployment: null }, true).isDone).toBe(false);
  });

  it('ask for the console next, and let the person look at its address even where access is there', () => {
    expect(stepsOf({ ...DONE, signedInAs: null }, false).console).toBe('current');
    expect(stepsOf({ ...DONE, signedInAs: null }, true)).toMatchObject({ console: 'done', person: 'current' });
  });

  it('are not done while a console is not allowed, whatever was pressed', () => {
    expect(stepsOf({ ...DONE, consoles: FORBIDDEN }, true)).toMatchObject({ console: 'current', person: 'to-come', isDone: false });
    expect(stepsOf({ ...DONE, consoles: [] }, true).isDone).toBe(false);
  });

  it('are done when somebody is signed in', () => {
    expect(stepsOf(DONE, false)).toEqual({ systems: 'done', console: 'done', person: 'done', isDone: true });
  });
});
