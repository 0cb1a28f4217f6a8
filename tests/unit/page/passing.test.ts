import { describe, expect, it } from 'vitest';
import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import { type Facts, isSameScreen, LEAVING_MS, SEEN_MS, stopOf } from '../../../lib/page/passing.ts';

const armed = { release: 'r1', document: 'd1', untilMs: 60_000, canonical: 'values' };
const brief: NonNullable<Facts['brief']> = JSON.parse(
  '{"execution":{},"elsewhere":null,"approved":{},"mayStep":true,"armed":null,"profile":{}}',
);

/** A commit press that passes. */
const COMMIT: Facts = {
  control: 'commit',
  isSending: true,
  isTrusted: true,
  isRepeat: false,
  beganAtMs: 1_000 + SEEN_MS,
  nowMs: 2_000,
  brief: { ...brief, armed },
  painted: { release: 'r1', atMs: 1_000 },
  spent: null,
  window: null,
  canonical: 'values',
  isSameScreen: true,
};
/** A step press that passes. */
const STEP: Facts = { ...COMMIT, control: 'step', brief, painted: null, window: { isOpen: true, untilMs: 3_000, isUsed: false } };

describe('a commit press', () => {
  it('passes when everything is as it was armed', () => {
    expect(stopOf(COMMIT)).toBeNull();
  });

  it('still passes in the last millisecond of the release', () => {
    expect(stopOf({ ...COMMIT, nowMs: armed.untilMs - LEAVING_MS })).toBeNull();
  });

  it.each<[string, Partial<Facts>, string]>([
    ['there is no brief', { brief: null }, 'no-execution'],
    ['there is no execution', { brief: { ...brief, execution: null, armed } }, 'no-execution'],
    ['nothing is armed', { brief }, 'no-release'],
    ['the release was used', { spent: 'r1' }, 'no-release'],
    ['the release would end before its request left', { nowMs: armed.untilMs - LEAVING_MS + 1 }, 'not-counted'],
    ['the release is over', { nowMs: armed.untilMs + 1 }, 'no-release'],
    ['green was not painted', { painted: null }, 'not-counted'],
    ['another green was painted', { painted: { release: 'r0', atMs: 0 } }, 'not-counted'],
    ['it began a millisecond too early', { beganAtMs: 1_000 + SEEN_MS - 1 }, 'not-counted'],
    ['a script made it', { isTrusted: false }, 'not-counted'],
    ['the key is held', { isRepeat: true }, 'not-counted'],
    ['a value is another', { canonical: 'value' }, 'readings-changed'],
    ['the screen is another', { isSameScreen: false }, 'readings-changed'],
  ])('is stopped when %s', (_, change, stop) => {
    expect(stopOf({ ...COMMIT, ...change })).toBe(stop);
  });

  it('is not helped by a window', () => {
    expect(stopOf({ ...COMMIT, brief, window: { isOpen: true, untilMs: 9_000, isUsed: false } })).toBe('no-release');
  });
});

describe('a step, and a back that is sent,', () => {
  it.each(['step', 'back'] as const)('pass through their window: %s', (control) => {
    expect(stopOf({ ...STEP, control })).toBeNull();
  });

  it.each<[string, Partial<Facts>, string]>([
    ['there is no execution', { brief: { ...brief, execution: null } }, 'no-execution'],
    ['no window was opened', { window: null }, 'not-open-yet'],
    ['the window is closed', { window: { isOpen: false, untilMs: 3_000, isUsed: false } }, 'step-closed'],
    ['what was said of a press before', { window: { isOpen: false, untilMs: 1_200, isUsed: false } }, 'not-open-yet'],
    ['the window was used', { window: { isOpen: true, untilMs: 3_000, isUsed: true } }, 'step-closed'],
    ['the window is over', { nowMs: 3_001 }, 'not-open-yet'],
    ['the window would end before its request left', { nowMs: 3_000 - LEAVING_MS + 1 }, 'not-open-yet'],
    ['a script made it', { isTrusted: false }, 'not-counted'],
    ['the key is held', { isRepeat: true }, 'not-counted'],
  ])('are stopped when %s', (_, change, stop) => {
    expect(stopOf({ ...STEP, ...change })).toBe(stop);
    expect(stopOf({ ...STEP, control: 'back', ...change })).toBe(stop);
  });

  it('a step is stopped where steps may not be asked for, and a back is not: it enters nothing', () => {
    const change = { brief: { ...brief, mayStep: false } };
    expect(stopOf({ ...STEP, ...change })).toBe('step-closed');
    expect(stopOf({ ...STEP, control: 'back', ...change })).toBeNull();
  });

  it('a back that only turns a page is free', () => {
    expect(stopOf({ ...STEP, control: 'back', isSending: false, brief: null, window: null })).toBeNull();
  });
});

describe('ways out and revokes', () => {
  it.each(['draft', 'abandon', 'revoke'] as const)('pass through their window, with or without an execution: %s', (control) => {
    expect(stopOf({ ...STEP, control })).toBeNull();
    expect(stopOf({ ...STEP, control, brief: { ...brief, execution: null, mayStep: false } })).toBeNull();
    expect(stopOf({ ...STEP, control, window: null })).toBe('not-open-yet');
    expect(stopOf({ ...STEP, control, isTrusted: false })).toBe('not-counted');
  });
});

describe('the screen is the same', () => {
  const report = (change: Partial<PageReport> = {}): PageReport => ({
    document: 'd',
    atMs: 0,
    place: 'review',
    screen: 'review',
    readings: [],
    context: { tenant: 't', operator: 'o' },
    dangers: [],
    unlisted: [],
    notices: [],
    drift: [],
    hasCommit: false,
    lookalikes: [],
    isTyping: false,
    isLoading: false,
    reference: null,
    ...change,
  });

  it('when it is calm and says the same', () => {
    expect(isSameScreen(report({ atMs: 9, notices: ['maintenance'] }), report())).toBe(true);
  });

  it.each<[string, Partial<PageReport>]>([
    ['another place', { place: 'screen' }],
    ['another screen', { screen: 'scope' }],
    ['another tenant', { context: { tenant: 'u', operator: 'o' } }],
    ['another operator', { context: { tenant: 't', operator: null } }],
    ['a danger', { dangers: [{ kind: 'bypass', says: '' }] }],
    ['a dialog', { unlisted: [{ role: 'dialog', count: 1 }] }],
    ['drift', { drift: ['x'] }],
    ['a look-alike', { lookalikes: ['x'] }],
  ])('not with %s', (_, change) => {
    expect(isSameScreen(report(change), report())).toBe(false);
  });

  it('not when nothing was armed', () => {
    expect(isSameScreen(report(), null)).toBe(false);
  });
});
