import { describe, expect, it } from 'vitest';
import type { Assessment, ExecutionEvent } from '../../../../lib/core/execution/event.ts';
import { type ExecutionState, newExecution } from '../../../../lib/core/execution/state.ts';
import { step } from '../../../../lib/core/execution/step.ts';
import { standingOf } from '../../../../lib/core/execution/view-of.ts';
import { reason } from '../../../../lib/core/reason.ts';
import { green, matching } from './alphabet.ts';

const banner = reason('console-banner', { says: 'Planned maintenance.' });
const lost = reason('console-session-lost');
const elsewhere: Assessment = { ...matching, screen: null, isCommitScreen: false, isComplete: false };

const looked = (assessment: Assessment, document = 'd1'): ExecutionEvent => ({
  type: 'page-assessed',
  tabId: 1,
  document,
  assessment,
  readings: 'readings',
});
const walk = (state: ExecutionState, events: readonly ExecutionEvent[]) =>
  events.reduce((at, event) => step(at, event, 1_000).state, state);

const filling: ExecutionState = {
  ...newExecution('e1'),
  phase: 'filling',
  packetDigest: 'packet',
  claim: { id: 'c1', epoch: 1 },
  tabId: 1,
  isOnCommitScreen: true,
};
const release = { id: 'r1', nonce: 'n1', packetDigest: 'packet', readings: 'readings', tabId: 1, document: 'd1', untilMs: 20_000 };
const armed: ExecutionState = { ...filling, phase: 'armed', release };
const rechecking = walk(filling, [{ type: 'check-asked', by: 'button', nonce: 'n1' }]);
const caught = (state: ExecutionState) => standingOf(state).caughtAt;

describe('where something is caught', () => {
  it.each([
    ['while filling', filling, 'entry'],
    ['while armed', armed, 'submit'],
    ['during the check', rechecking, 'submit'],
  ] as const)('is, for a warning that comes up %s, as it says', (_, state, stage) => {
    const held = walk(state, [looked({ ...matching, warnings: [banner] })]);
    expect(standingOf(held)).toMatchObject({ state: 'held', reasons: ['console-banner'], caughtAt: stage });
  });

  it('is the submit for a session that ends while armed, although its end is believed only at the second look', () => {
    const first = walk(armed, [looked({ ...elsewhere, holds: [lost] }, 'd2')]);
    expect(first.phase).toBe('filling');
    const second = walk(first, [looked({ ...elsewhere, halts: [lost] }, 'd2')]);
    expect(standingOf(second)).toMatchObject({ state: 'halted', reasons: ['console-session-lost'], caughtAt: 'submit' });
  });

  it('is the submit also where nothing was seen yet of the page that says so', () => {
    const events = [looked({ ...elsewhere, holds: [lost] }, 'd2'), looked(elsewhere, 'd3'), looked({ ...elsewhere, halts: [lost] }, 'd3')];
    expect(caught(walk(armed, events))).toBe('submit');
  });

  it('is the entry again once the screen held nothing any more', () => {
    const recovered = walk(armed, [
      looked({ ...matching, warnings: [banner] }),
      { type: 'acknowledged', warning: 'w1', by: 'lead', note: 'seen' },
    ]);
    expect(caught(recovered)).toBe('submit');
    const calm = walk(recovered, [looked(matching)]);
    expect(calm.brokeOff).toBeNull();
    expect(caught(walk(calm, [looked({ ...elsewhere, halts: [lost] })]))).toBe('entry');
  });

  it('is forgotten when a check is asked for again', () => {
    const broken = walk(rechecking, [
      {
        type: 'recheck-read',
        nonce: 'n1',
        result: green,
        assessment: { ...matching, holds: [lost] },
        document: 'd1',
        readings: 'readings',
      },
    ]);
    expect(broken.brokeOff).toBe('rechecking');
    expect(walk({ ...broken, holds: [] }, [{ type: 'check-asked', by: 'press', nonce: 'n2' }]).brokeOff).toBeNull();
  });
});
