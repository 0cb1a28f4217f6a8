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

describe('a form that was left by a way out of the console', () => {
  const left = (found: 'nothing' | 'unknown', sent: ExecutionState['left'] = 'nothing') =>
    view({
      halt: { reasons: [reason('takeover-held')], atMs: 0, from: 'filling' },
      takeover: { by: 'operator', atMs: 0 },
      exit: { kind: 'draft', reference: 'DR-7', found },
      left: sent,
    }).now;

  it('says what to do where it left nothing, and where that could not be read', () => {
    expect(left('nothing')).toBe('Draft DR-7 saved. Nothing is pending. Resume or abandon on the takeover page, in the popup.');
    expect(left('unknown')).toBe(
      'Draft DR-7 saved. Whether something is pending could not be read: look in the console. Then resume or abandon on the takeover page, in the popup.',
    );
    expect(left('nothing', 'possibly')).toBe('Do not go on here. Security was called and reconciles.');
  });
});

describe('a press that counted, and whose request nobody has seen', () => {
  const release = { id: 'r1', nonce: 'n1', packetDigest: 'p', readings: 'r', tabId: 7, document: 'd1', untilMs: 20_000 } as const;
  const armed = (over: Partial<ExecutionState>) => view({ phase: 'armed', release, isOnCommitScreen: true, ...over });

  it('is on its way: it does not ask for another one, and counts no time down', () => {
    expect(armed({ left: 'possibly' })).toMatchObject({
      state: 'committing',
      why: ['Your press went through. Its request was not seen yet.'],
      now: 'Wait for the console. Do not press again, reload or close this tab.',
      left: 'possibly, one request',
      countdown: null,
    });
  });

  it('is told whatever the page shows meanwhile, and although it was pressed again', () => {
    const holds = [reason('field-mismatch', { field: 'Scope' })];
    expect(armed({ left: 'possibly', holds, checkHolds: [reason('commit-in-flight')] }).why).toEqual([
      'Your press went through. Its request was not seen yet.',
    ]);
  });

  it('is not said of a gate that still waits for it', () => {
    expect(armed({})).toMatchObject({ state: 'armed', countdown: { untilMs: 20_000 } });
  });
});

describe('when access ends', () => {
  const release = { id: 'r1', nonce: 'n1', packetDigest: 'p', readings: 'r', tabId: 7, document: 'd1', untilMs: 20_000 } as const;
  const live = (end: string) => {
    const { packet } = facts;
    const nowMs = Date.UTC(2026, 10, 23, 3, 5);
    const window = { ...packet.window, end };
    return gateView(filling({ phase: 'armed', release }), { ...facts, packet: { ...packet, window } }, nowMs).why[1];
  };

  it.each([
    ['2026-11-23T07:00:00.000Z', 'Access will be live until 07:00 UTC.'],
    ['2026-11-23T09:00:00+02:00', 'Access will be live until 07:00 UTC.'],
    ['2026-11-26T07:00:00.000Z', 'Access will be live until 26 Nov, 07:00 UTC.'],
    ['2026-11-24T01:00:00+02:00', 'Access will be live until 23:00 UTC.'],
    ['2027-11-23T07:00:00.000Z', 'Access will be live until 23 Nov 2027, 07:00 UTC.'],
  ])('%s is said in UTC, with its date where that is not today', (end, words) => {
    expect(live(end)).toContain(words);
  });

  it('of what was granted is told in the same way', () => {
    const outcome = { reasons: [], reference: 'BG-1', atMs: Date.UTC(2026, 10, 23), endsAt: '2026-11-24T07:00:00.000Z' };
    const { facts: told } = gateView(filling({ phase: 'confirmed', outcome }), facts, Date.UTC(2026, 10, 23, 3, 5));
    expect(told).toContainEqual({ label: 'Ends', value: '24 Nov, 07:00 UTC', isMono: false });
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

  it('counts each thing once, as it is listed, and what is to be acknowledged for itself', () => {
    const mismatch = reason('field-mismatch', { field: 'Scope', seen: 'masked: x', expected: 'masked: y' });
    expect(view({ holds: [mismatch, { ...mismatch, subject: 'scope' }] })).toMatchObject({
      aside: '1 to put right',
      why: ['Scope is not what was approved.'],
    });
    expect(view({ holds: [mismatch], warnings: [warning] }).aside).toBe('1 to put right, 1 to acknowledge');
  });

  it('says of a check that waits for a field that it does, and not where every field matches', () => {
    const last = (hold: ReturnType<typeof reason>) => view({ holds: [hold], isOnCommitScreen: true }).check;
    expect(last(reason('field-mismatch', { field: 'Scope' }, 'scope'))).toEqual({
      isOffered: false,
      because: 'The check starts when every field of the last screen matches.',
    });
    expect(last(reason('console-operator-differs', { seen: 'somebody else' }))).toEqual({
      isOffered: false,
      because: 'The check starts once what is said above is put right.',
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
    ['approval-stale', 'Ask that authority to give it again in the case. Then choose Check now.'],
    ['assurance-insufficient', 'Choose Check now again. If it stays so, call the duty desk of that system.'],
    ['clock-untrusted', 'Set the clock of this computer right. If it is right, call the duty desk of that system. Then choose Check now.'],
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

  it.each([
    ['approval-withdrawn', 'Leave the page as it is and take a safe way out. Ask Security why. Only a new approval counts.'],
    [
      'session-exists',
      'Leave the page as it is and take a safe way out. Do not add a second one. Ask security to end it, or wait until it ends.',
    ],
    ['scope-broader', 'Do not submit. Take a safe way out.'],
    ['capture-failed', 'Leave the page as it is and take a safe way out.'],
  ] as const)('at a halt for %s, leads out of the console and then to whoever puts it right', (code, now) => {
    const halt = { reasons: [reason(code, { authority: 'Security' })], atMs: 0, from: 'filling' } as const;
    expect(view({ halt }).now).toBe(now);
  });

  it('goes by what it was halted for first', () => {
    const reasons = [reason('approval-withdrawn', { authority: 'Security' }), reason('console-drift', { difference: 'a field' })];
    expect(view({ halt: { reasons, atMs: 0, from: 'filling' } }).now).toContain('Ask Security why.');
    expect(view({ halt: { reasons: reasons.toReversed(), atMs: 0, from: 'filling' } }).now).toBe(
      'Hand over. The console owner must look at the profile.',
    );
  });

  it('does not send a person out by a way that the profile does not call safe', () => {
    const halt = { reasons: [reason('console-warning', { says: 'a dialog.' })], atMs: 0, from: 'filling' } as const;
    const unsafe = { ...smallProfile, exits: { draft: null, abandon: null } };
    expect(view({ halt }).now).toBe('Do not answer it. Take a safe way out.');
    expect(gateView(filling({ halt }), { ...facts, profile: unsafe }, 0).now).toBe('Leave the page as it is, and hand over in the popup.');
  });
});
