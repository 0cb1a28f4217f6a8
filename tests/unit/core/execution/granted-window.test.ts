import { describe, expect, it } from 'vitest';
import { judgeWindow } from '../../../../lib/core/execution/granted-window.ts';
import type { Grant } from '../../../../lib/core/gate/sources.ts';

const ENDS_AT = '2026-11-23T07:00:00Z';
const GRANT: Grant = {
  id: 'g1',
  tenant: 'tnt_1',
  subject: 'admin-77',
  objectId: 'o77',
  privileges: ['tenant.admin.restore'],
  startsAt: '2026-11-23T03:05:00Z',
  endsAt: ENDS_AT,
  state: 'active',
  kind: 'break-glass',
  reference: 'BG-77120',
  idempotencyKey: 'claim-1',
};
const window = { grant: 'g1', endsAt: ENDS_AT, dueMs: 0, isOver: false, reasons: [], isToldToCase: true };

function judged(isDue: boolean, ...grants: readonly Partial<Grant>[]) {
  const all = grants.map((over) => ({ ...GRANT, ...over }));
  const { isOver, open, reasons } = judgeWindow({ claim: 'claim-1', reference: 'BG-77120', window, tenant: 'tnt_1', grants: all, isDue });
  return [isOver, open, ...reasons.map(({ code }) => code)];
}

describe('a granted window', () => {
  it('is over when its grant has ended, and not before', () => {
    expect(judged(false, {})).toEqual([false, 1]);
    expect(judged(true, {})).toEqual([false, 1, 'revoke-not-effective']);
    expect(judged(false, { state: 'ended' })).toEqual([true, 0]);
    expect(judged(true)).toEqual([true, 0]);
  });

  it('is not over where its grant was made a standing one, and that is more than was approved', () => {
    expect(judged(false, { kind: 'assigned', endsAt: null })).toEqual([false, 1, 'grant-broader']);
    expect(judged(true, { kind: 'assigned', endsAt: null })).toEqual([false, 1, 'revoke-not-effective', 'grant-broader']);
    expect(judged(false, { endsAt: '2026-11-24T07:00:00Z' })).toEqual([false, 1, 'grant-broader']);
  });

  it('is not over where its key is on another grant that is open', () =>
    expect(judged(true, { state: 'ended' }, { id: 'g2', kind: 'assigned', objectId: 'somebody', reference: null })).toEqual([
      false,
      1,
      'revoke-not-effective',
    ]));

  it('has nothing to do with what others hold', () =>
    expect(judged(true, { id: 'g2', kind: 'assigned', endsAt: null, reference: null, idempotencyKey: null })).toEqual([true, 0]));
});
