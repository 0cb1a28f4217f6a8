import { describe, expect, it } from 'vitest';
import { readBackOf } from '../../../../lib/core/execution/reconciling.ts';
import type { Grant } from '../../../../lib/core/gate/sources.ts';
import { example } from '../../../fakes/example.ts';

const { packet } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const GRANT: Grant = {
  id: 'g1',
  tenant: packet.tenant.id,
  subject: packet.administrator.subject,
  objectId: packet.administrator.objectId,
  privileges: packet.scope,
  startsAt: '2026-11-23T03:05:00Z',
  endsAt: packet.window.end,
  state: 'active',
  kind: 'break-glass',
  reference: 'BG-77120',
  idempotencyKey: null,
};
const found = (...grants: readonly Partial<Grant>[]) =>
  readBackOf(
    packet,
    grants.map((over) => ({ ...GRANT, ...over })),
    'claim-1',
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

  it('is nothing where only others were granted access, or an older grant has ended', () => {
    expect(found()).toBe('nothing');
    expect(found({ objectId: 'somebody' }, { kind: 'assigned' }, { state: 'ended' })).toBe('nothing');
  });

  it('was granted where it came of this claim, also once it ended', () => {
    expect(found({ state: 'ended', idempotencyKey: 'claim-1', endsAt: '2026-11-23T03:10:00Z' })).toBe('granted');
  });
});
