import { describe, expect, it } from 'vitest';
import { judgeOutcome } from '../../../../lib/core/execution/outcome.ts';
import type { Grant } from '../../../../lib/core/gate/sources.ts';
import { approvedValues } from '../../../../lib/workflow/run.ts';
import { example } from '../../../fakes/example.ts';
import { approvedGrant } from '../../../fakes/grant.ts';
import { shownPage, smallProfile } from '../../workflow/small-console.ts';

const { packet } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const GRANT = { ...approvedGrant(packet), idempotencyKey: 'claim-1' };
const OTHER = { id: 'g2', subject: 'admin-78', objectId: 'somebody', reference: 'BG-77121' } as const;
const STANDING = { id: 'g2', kind: 'assigned', endsAt: null, privileges: ['global'], reference: null, idempotencyKey: null } as const;

/** What it comes to when the time to wait is over. */
function judged(screen: 'confirmed' | 'refused', ...grants: readonly Partial<Grant>[]) {
  const judgement = judgeOutcome({
    profile: smallProfile,
    packet,
    approved: approvedValues(smallProfile, packet),
    report: shownPage({ screen, packet }),
    grants: { isRead: true, value: grants.map((over) => ({ ...GRANT, ...over })), serverAtMs: 0, skewMs: 0, tookMs: 0 },
    claim: 'claim-1',
    grantsBefore: ['g0'],
    isConsoleLate: true,
    isReadBackLate: true,
  });
  return judgement.is === 'waiting' ? 'waiting' : [judgement.is, ...judgement.reasons.map(({ code }) => code)].join(' ');
}

describe('what a commit brought', () => {
  it('is what was approved where IAM shows that, and nothing else that is new', () => {
    expect(judged('confirmed', {})).toBe('confirmed');
    expect(judged('confirmed', {}, { ...STANDING, id: 'g0' }, { ...OTHER, id: 'g0', idempotencyKey: null })).toBe('confirmed');
    expect(judged('confirmed', {}, { ...OTHER, idempotencyKey: 'claim-9' })).toBe('confirmed');
    expect(judged('refused', { ...OTHER, idempotencyKey: 'claim-9' })).toBe('rejected');
    expect(judged('refused')).toBe('rejected');
  });

  it.each<readonly [string, Partial<Grant>]>([
    ['an emergency grant to another account under our own key', OTHER],
    ['an emergency grant to another account, where no keys are kept', { ...OTHER, idempotencyKey: null }],
    ['standing access of the approved account', STANDING],
    ['standing access of another account', { ...STANDING, objectId: 'somebody' }],
    ['a grant in another tenant under our own key', { id: 'g2', tenant: 'tnt_other' }],
  ])('is more than was approved with %s, whatever the console says', (_, over) => {
    expect(judged('confirmed', {}, over)).toBe('unknown grant-broader');
    expect(judged('confirmed', over)).toBe('unknown grant-broader');
    expect(judged('refused', over)).toBe('unknown grant-broader');
  });

  it('is two where there are two', () => expect(judged('confirmed', {}, { id: 'g2' })).toBe('unknown grant-duplicate'));

  it('is no no, and no yes, where it has ended already', () => {
    expect(judged('refused', { state: 'ended', idempotencyKey: null })).toBe('unknown rejected-but-granted');
    expect(judged('confirmed', { state: 'ended' })).toBe('unknown confirmation-mismatch');
  });
});
