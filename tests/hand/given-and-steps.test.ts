import { describe, expect, it } from 'vitest';
import type { OperatorStep } from './plan.ts';
import { afterSignIn, onConsoleClocks } from './stage.ts';
import { approvedEntries } from './values.ts';

describe('a given that would keep somebody from signing in', () => {
  const isLater = (path: string, operator: readonly OperatorStep[] = [], from?: string) => {
    const operation = from === undefined ? { op: 'replace', path } : { op: 'copy', path, from };
    return afterSignIn({ given: [operation], plan: { operator, during: [] } })(operation);
  };

  it.each(['/systems', '/systems/case', '/systems/case/fault', '/clock', '/clock/offsetMs', '/people/lead-01', '/people/lead-01/active'])(
    'comes afterwards: %s',
    (path) => expect(isLater(path)).toBe(true),
  );

  it.each(['/systemsOfOthers', '/people/lead-010/active', '/people/lead-02/active', '/people', '/iam/policy'])('is not %s', (path) =>
    expect(isLater(path)).toBe(false),
  );

  it('is also one of the second operator, unless it makes them', () => {
    const second: readonly OperatorStep[] = [{ as: 'lead-02', popup: 'start' }];
    expect(isLater('/people/lead-02/active', second)).toBe(true);
    expect(isLater('/people/lead-02', second, '/people/ic-01')).toBe(false);
  });

  it('is also one that copies what comes afterwards', () => {
    expect(isLater('/systems/iam/fault', [], '/systems/case/fault')).toBe(true);
    expect(isLater('/people/ic-01/roles', [], '/people/lead-01/roles')).toBe(true);
  });
});

describe('a moment that a step enters', () => {
  const at = { resetAtMs: Date.parse('2030-06-01T12:34:56Z'), timeZone: 'Europe/Berlin' };
  const entered = (entry: string) => onConsoleClocks({ screen: 'expiration', fill: { 'window.end': entry, children: true } }, at);

  it('moves with the world, onto the console’s clocks', () => {
    // 45 minutes after what the world takes for now.
    for (const moment of ['2026-11-23T03:47:00Z', '2026-11-23T04:47:00+01:00'])
      expect(entered(moment)).toEqual({ screen: 'expiration', fill: { 'window.end': '2030-06-01T15:19', children: true } });
  });

  it('without a zone, or in a field that holds no time, is entered as it stands', () => {
    expect(entered('2031-01-31T23:59')).toMatchObject({ fill: { 'window.end': '2031-01-31T23:59' } });
    const note = { screen: 'acknowledgement', fill: { note: '2026-11-23T04:00:00Z' } };
    expect(onConsoleClocks(note, at)).toEqual(note);
  });
});

describe('a packet that lacks something', () => {
  it.each([
    ['all of it', undefined],
    ['its window', { window: null, tenant: { id: 't' } }],
    ['the end of its window', { window: { start: 'x' } }],
  ])('is entered without it: %s', (_, packet) => {
    expect(approvedEntries(packet, 'UTC')).toMatchObject({ 'window.end': '', scope: [], acknowledged: true });
  });

  it('or says it otherwise is entered as it says it', () => {
    expect(approvedEntries({ scope: 'tenant.admin.restore', window: { end: 'never' } }, 'UTC')).toMatchObject({
      scope: ['tenant.admin.restore'],
      'window.end': 'never',
    });
  });
});
