import { describe, expect, it } from 'vitest';
import { closing, gateState, gateView } from '../../../../lib/core/execution/gate-view.ts';
import { type ExecutionState, newExecution } from '../../../../lib/core/execution/state.ts';
import { reason } from '../../../../lib/core/reason.ts';
import { smallProfile } from '../../workflow/small-console.ts';
import { facts } from './gate-facts.ts';

const filling = (over: Partial<ExecutionState>): ExecutionState => ({ ...newExecution('e1'), phase: 'filling', ...over });
const view = (over: Partial<ExecutionState>) => gateView(filling(over), facts, 0);
const stale = reason('reading-stale', { screen: 'Scope' }, 'scope');
const warning = { id: 'w1', reason: reason('console-banner', { says: 'Planned maintenance is announced.' }), acknowledged: null };

describe('the gate’s face', () => {
  it.each<[string, Partial<ExecutionState>, string]>([
    ['fields that are empty yet', { holds: [reason('field-empty', { field: 'Scope' })] }, 'filling'],
    ['a screen to be seen again, on another screen', { holds: [stale] }, 'filling'],
    ['a screen to be seen again, on the last one', { holds: [stale], isOnCommitScreen: true }, 'held'],
    ['another tab in the same form', { holds: [reason('chain-broken')] }, 'held'],
    ['a warning that nobody acknowledged', { warnings: [warning] }, 'held'],
    ['a value that differs', { holds: [reason('field-mismatch', { field: 'Scope' })] }, 'held'],
  ])('with %s', (_, over, face) => {
    expect(gateState(filling(over))).toBe(face);
  });

  it('counts what is still to come only where nothing is wrong', () => {
    const wrong = reason('field-mismatch', { field: 'Tenant' });
    expect(closing(filling({ holds: [stale] }))).toEqual([stale]);
    expect(closing(filling({ holds: [wrong, stale] }))).toEqual([wrong]);
    expect(closing(filling({ holds: [stale], checkHolds: [wrong] }))).toEqual([wrong]);
  });
});

describe('what the gate says to do now', () => {
  it('names a warning as something to acknowledge, not to put right', () => {
    expect(view({ warnings: [warning], isOnCommitScreen: true })).toMatchObject({
      aside: '1 to acknowledge',
      why: ['The console shows a notice: Planned maintenance is announced.'],
      now: 'Read the warning in the popup, and say there why it may go on.',
      check: { isOffered: false, because: 'The check starts once the warning is acknowledged.' },
    });
  });

  it('sends back to a screen that must be seen again', () => {
    expect(view({ holds: [stale], isOnCommitScreen: true })).toMatchObject({
      why: ['Scope must be seen again.'],
      now: 'Go back to the first screen named, and on from there.',
      check: { isOffered: false, because: 'The check starts once those screens were seen again.' },
    });
  });

  it.each([
    ['console-origin-wrong', 'Close that tab. Open the console again from the popup.'],
    ['invisible-characters', 'Clear the field and type it by hand. Do not paste it.'],
    ['commit-without-release', 'Press the submit itself, once: then the check begins. If you did not press at all, halt and hand over.'],
    ['field-mismatch', 'Put it right in the console. This follows as you type.'],
  ] as const)('about %s', (code, now) => {
    expect(view({ holds: [reason(code, { field: 'Scope' })] }).now).toBe(now);
  });

  it.each([
    ['case-unreachable', 'Choose Check now again. If it stays so, call the duty desk of that system.'],
    ['approval-stale', 'Have it given again in the case, then choose Check now.'],
    ['release-expired', 'Choose Check now, and press the submit while the gate is armed.'],
    ['body-differs', 'Do not press the submit again. Security was called: halt, and hand over.'],
  ] as const)('about %s, which no hand in the console can put right', (code, now) => {
    const checkHolds = [reason(code)];
    expect(view({ checkHolds, isOnCommitScreen: true }).now).toBe(now);
    const holds = [reason('field-mismatch', { field: 'Scope' })];
    expect(view({ holds, checkHolds }).now).toBe('Put it right in the console. This follows as you type.');
  });

  it('stops somebody whose record can no longer be kept', () => {
    const halt = { reasons: [reason('storage-failed', { detail: 'the disk is full' })], atMs: 0, from: 'filling' } as const;
    expect(view({ halt }).now).toBe('Stop. Take a safe way out, and hand over on another device.');
  });

  it('does not send a person out by a way that the profile does not call safe', () => {
    const halt = { reasons: [reason('console-warning', { says: 'a dialog.' })], atMs: 0, from: 'filling' } as const;
    const unsafe = { ...smallProfile, exits: { draft: null, abandon: null } };
    expect(view({ halt }).now).toBe('Do not answer it. Take a safe way out.');
    expect(gateView(filling({ halt }), { ...facts, profile: unsafe }, 0).now).toBe('Leave the page as it is, and hand over in the popup.');
  });
});
