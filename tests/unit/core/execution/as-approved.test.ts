import { describe, expect, it } from 'vitest';
import { isAsApproved } from '../../../../lib/core/execution/as-approved.ts';
import { grantVerdicts } from '../../../../lib/core/execution/grant-verdicts.ts';
import { judgeOutcome } from '../../../../lib/core/execution/outcome.ts';
import { readBackOf } from '../../../../lib/core/execution/reconciling.ts';
import type { Grant } from '../../../../lib/core/gate/sources.ts';
import type { Profile } from '../../../../lib/core/profile/profile.ts';
import { approvedValues } from '../../../../lib/workflow/run.ts';
import { example } from '../../../fakes/example.ts';
import { approvedGrant } from '../../../fakes/grant.ts';
import { shownPage, smallProfile } from '../../workflow/small-console.ts';

const { packet: plain } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const packet = { ...plain, window: { ...plain.window, end: '2026-11-23T06:50:30.250Z' } };
const GRANT = approvedGrant(packet);

/** A console whose form names the account as well. */
const [first, ...others] = smallProfile.screens;
const [tenant] = first?.fields ?? [];
if (first === undefined || tenant === undefined) throw new Error('the small console has no fields');
const account = { ...tenant, id: 'account', label: 'Account', approved: { packet: 'administrator.subject' } } as const;
const profile: Profile = { ...smallProfile, screens: [{ ...first, fields: [...first.fields, account] }, ...others] };
const approved = approvedValues(profile, packet);

/** What each of those who look at a grant says of it. */
function judged(over: Partial<Grant>) {
  const grant = { ...GRANT, ...over };
  const outcome = judgeOutcome({
    profile,
    packet,
    approved,
    report: shownPage({ screen: 'confirmed', packet }),
    grants: { isRead: true, value: [grant], serverAtMs: 0, skewMs: 0, tookMs: 0 },
    claim: 'claim-1',
    grantsBefore: [],
    isConsoleLate: true,
    isReadBackLate: true,
  });
  return [
    outcome.is === 'confirmed',
    isAsApproved(grant, packet) && Object.values(grantVerdicts({ profile, packet, approved }, grant)).every((one) => one === 'match'),
    readBackOf({ packet, claim: { id: 'claim-1' }, grantsBefore: [], sealedAt: '2026-11-23T03:10:00Z' }, [grant]).found?.is === 'granted',
  ];
}

describe('whether a grant is what was approved', () => {
  it.each<readonly [string, Partial<Grant>]>([
    ['the very end', {}],
    ['the end to the second', { endsAt: '2026-11-23T06:50:30Z' }],
    ['the end to the minute', { endsAt: '2026-11-23T06:50:00Z' }],
    ['the end in another zone', { endsAt: '2026-11-23T07:50:30+01:00' }],
    ['the account under another name', { subject: 'ADMIN@directory' }],
    ['the privileges in another order', { privileges: [...packet.scope].reverse() }],
  ])('is said alike by everybody who looks: yes to %s', (_, over) => expect(judged(over)).toEqual([true, true, true]));

  it.each<readonly [string, Partial<Grant>]>([
    ['a later end in the same minute', { endsAt: '2026-11-23T06:50:31Z' }],
    ['the minute before', { endsAt: '2026-11-23T06:49:59Z' }],
    ['no end', { endsAt: null }],
    ['standing access', { kind: 'assigned' }],
    ['one privilege less', { privileges: packet.scope.slice(1) }],
    ['one privilege more', { privileges: [...packet.scope, 'tenant.data.export'] }],
  ])('is said alike by everybody who looks: no to %s', (_, over) => expect(judged(over)).toEqual([false, false, false]));
});
