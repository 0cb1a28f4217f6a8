import { describe, expect, it } from 'vitest';
import { readBackOf } from '../../../../lib/core/execution/reconciling.ts';
import type { Grant } from '../../../../lib/core/gate/sources.ts';
import { example } from '../../../fakes/example.ts';
import { approvedGrant } from '../../../fakes/grant.ts';

const { packet } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const GRANT = approvedGrant(packet);
const SEALED_AT = '2026-11-23T03:12:00Z';
const found = (...grants: readonly Partial<Grant>[]) =>
  readBackOf(
    { packet, claim: { id: 'claim-1' }, grantsBefore: ['g0'], sealedAt: SEALED_AT },
    grants.map((over) => ({ ...GRANT, ...over })),
  ).found?.is ?? null;

describe('what IAM shows of what may have been sent', () => {
  it('is what was approved only where tenant, privileges and end are all the same', () => {
    expect(found({})).toBe('granted');
    expect(found({ endsAt: null })).toBe('other');
    expect(found({ endsAt: '2027-01-01T00:00:00Z' })).toBe('other');
    expect(found({ privileges: [...packet.scope, 'tenant.data.export'] })).toBe('other');
    expect(found({ tenant: 'tnt_other' })).toBe('other');
  });

  it('is something else where there are two', () => expect(found({}, { id: 'g2' })).toBe('other'));

  it('settles nothing while a grant is pending', () => expect(found({ state: 'pending' })).toBeNull());

  it('is nothing where there is nothing that was not there before, or that no other claim granted to somebody else', () => {
    expect(found()).toBe('nothing');
    expect(found({ id: 'g0', state: 'ended' }, { id: 'g0', kind: 'assigned', objectId: 'somebody' })).toBe('nothing');
    expect(found({ objectId: 'somebody', idempotencyKey: 'claim-9' })).toBe('nothing');
  });

  it.each<readonly [string, Partial<Grant>]>([
    ['to another account, under our own key', { objectId: 'somebody', idempotencyKey: 'claim-1' }],
    ['to another account, where no keys are kept', { objectId: 'somebody' }],
    ['that never ends, to the approved account', { kind: 'assigned', endsAt: null }],
    ['that began long after it was left, and may be anybody’s', { kind: 'assigned', startsAt: '2026-11-23T05:00:00Z', endsAt: null }],
  ])('is something else where there is one %s', (_, over) => expect(found(over)).toBe('other'));

  it('was granted, and ended since, also where no keys are kept', () =>
    expect(found({ state: 'ended', endsAt: '2026-11-23T03:10:00Z' })).toBe('granted'));

  it('was granted also where the restored administrator has let others in since', () => {
    const since = { id: 'g2', kind: 'assigned', objectId: 'somebody', startsAt: '2026-11-23T05:00:00Z', endsAt: null } as const;
    expect(found({}, since)).toBe('granted');
    expect(found({}, { ...since, startsAt: '2026-11-23T03:06:00Z' })).toBe('other');
  });

  it('was granted where it came of this claim, also once it ended', () => {
    expect(found({ state: 'ended', idempotencyKey: 'claim-1', endsAt: '2026-11-23T03:10:00Z' })).toBe('granted');
  });
});
