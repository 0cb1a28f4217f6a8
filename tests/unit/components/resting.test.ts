import { describe, expect, it } from 'vitest';
import { isOutOfTheWay, shownGate, stoppedSentence } from '../../../components/overlay/resting.ts';
import type { PanelState } from '../../../lib/page/panel-state.ts';
import type { PageBrief } from '../../../lib/wire/page-link.ts';
import { smallProfile } from '../workflow/small-console.ts';

const SILENT: PanelState = {
  brief: null,
  report: null,
  screenTitle: null,
  rows: [],
  commitBoxes: [],
  focusBox: null,
  stopped: null,
  isCutOff: false,
};

describe('the gate without an execution', () => {
  it('is closed while the worker has not spoken', () => {
    expect(shownGate(SILENT)).toMatchObject({ state: 'closed', check: { isOffered: false }, countdown: null });
  });

  it('does not say that nothing left before the worker has said so', () => {
    expect(shownGate(SILENT).left).toBe('not known from here');
  });

  it('does not say what left the browser when it cannot know', () => {
    expect(shownGate({ ...SILENT, isCutOff: true })).toMatchObject({
      word: 'Cut off',
      left: 'not known from here',
      check: { isOffered: false },
    });
  });
});

describe('the gate in a tab that is not the execution’s', () => {
  const gateWhere = (elsewhere: PageBrief['elsewhere']) =>
    shownGate({
      ...SILENT,
      brief: { profile: smallProfile, execution: null, elsewhere, approved: {}, zones: [], isPlaced: false, mayStep: false, armed: null },
    });

  it('is closed, and says where the execution is', () => {
    expect(gateWhere({ why: 'It is there.', isSent: false })).toMatchObject({ word: 'Closed', why: ['It is there.'], left: 'nothing' });
  });

  it('does not send somebody to start what is begun already', () => {
    expect(gateWhere(null).now).toMatch(/^Start from the popup/);
    expect(gateWhere({ why: 'It is there.', isSent: false }).now).toBe(
      'Look into the popup for how to go on. Nothing can be submitted here.',
    );
  });

  it('never says that nothing left where something may have, nor more than that', () => {
    expect(gateWhere({ why: 'It is there.', isSent: true })).toMatchObject({
      state: 'closed',
      word: 'Sent',
      now: 'Nothing more is sent from here. The popup says how it stands.',
      left: 'at most one request',
    });
  });
});

describe('what is said of a press that was held', () => {
  const stopped: PanelState['stopped'] = { control: 'commit', by: 'no-release', atMs: 0 };

  it('is to press once more, as long as the gate may be armed', () => {
    expect(stoppedSentence(stopped, 'rechecking')).toMatch(/Press once more when the gate is armed\.$/);
  });

  it.each(['committing', 'confirming', 'confirmed', 'rejected', 'unknown', 'halted'] as const)(
    'never asks for another press once it is %s',
    (gate) => {
      expect(stoppedSentence(stopped, gate)).toBe('Your press was held. Do not press again.');
      expect(stoppedSentence({ ...stopped, by: 'not-counted' }, gate)).toBe('Your press was held. Do not press again.');
    },
  );
});

describe('the panel', () => {
  it.each([
    ['confirmed', 'elsewhere', true],
    ['abandoned', 'elsewhere', true],
    ['confirmed', 'confirmed', false],
    ['unknown', 'elsewhere', false],
    ['halted', 'elsewhere', false],
    ['filling', 'elsewhere', false],
  ] as const)('%s on a page that is %s is out of the way: %s', (state, place, isAway) => {
    expect(isOutOfTheWay(state, place)).toBe(isAway);
  });
});

describe('a press that was stopped', () => {
  it('is explained, whatever stopped it, and no two alike', () => {
    const all = (
      [
        'no-release',
        'not-counted',
        'readings-changed',
        'body-differs',
        'step-closed',
        'not-open-yet',
        'opens-elsewhere',
        'no-execution',
      ] as const
    ).map((by) => stoppedSentence({ control: 'commit', by, atMs: 0 }, 'filling'));
    expect(new Set(all).size).toBe(8);
    expect(all).not.toContain(null);
  });

  it('is not spoken of when there was none', () => {
    expect(stoppedSentence(null, 'filling')).toBeNull();
  });
});
