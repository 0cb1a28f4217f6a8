import { expect, test } from 'vitest';
import { decide } from '../../../../../lib/core/gate/decide.ts';
import { isEscalating } from '../../../../../lib/core/gate/escalating.ts';
import type { Grant } from '../../../../../lib/core/gate/sources.ts';
import {
  ADMINISTRATOR,
  CASE,
  goodGuard,
  goodSources,
  grant,
  minutesFromNow,
  OTHER_DIGEST,
  OTHER_TENANT,
  POLICY,
  PROFILE_DIGEST,
  read,
  unread,
  withPolicy,
} from '../good-sources.ts';
import { play } from './situations.ts';

const grants = (...all: readonly Grant[]) => goodSources({ grants: read(all) });
const own = { claim: { id: 'claim-1', epoch: 1 } };
const ownCase = read({
  ...CASE,
  claim: {
    id: 'claim-1',
    execution: 'e',
    holder: 'lead-01',
    device: 'd',
    since: minutesFromNow(-5),
    epoch: 1,
    state: 'held',
    nonce: null,
  } as const,
});
const other = { subject: 'admin-78', objectId: 'y' };
const otherListed = { administrators: read([ADMINISTRATOR, { ...ADMINISTRATOR, ...other }]) };

play('open sessions', [
  { name: 'this administrator’s is open', sources: grants(grant()), blocks: ['session-exists'] },
  { name: 'this administrator’s ends in two minutes', sources: grants(grant({ endsAt: minutesFromNow(2) })), blocks: ['session-exists'] },
  {
    name: 'this administrator’s is over, and IAM still shows it active',
    sources: grants(grant({ endsAt: minutesFromNow(-2) })),
    blocks: ['session-exists'],
  },
  {
    name: 'this administrator’s is pending',
    sources: grants(grant({ state: 'pending', startsAt: minutesFromNow(10) })),
    blocks: ['session-exists'],
  },
  { name: 'this administrator’s ended', sources: grants(grant({ state: 'ended' })) },
  { name: 'two of this administrator’s are one cause', sources: grants(grant(), grant({ id: 'grant-2' })), blocks: ['session-exists'] },
  { name: 'another administrator’s is open', sources: { ...grants(grant(other)), ...otherListed }, blocks: ['session-exists-other'] },
  {
    name: 'one came out of the console after entry began, and no execution gave it a key',
    sources: { ...grants(grant({ reference: 'BG-1', idempotencyKey: null })), case: ownCase },
    guard: own,
    blocks: ['unguarded-grant'],
  },
  {
    name: 'one came after entry began that another execution gave its key to',
    sources: { ...grants(grant({ reference: 'BG-1', idempotencyKey: 'claim-9' })), case: ownCase },
    guard: own,
    blocks: ['session-exists'],
  },
  { name: 'another tenant’s is open', sources: grants(grant({ tenant: OTHER_TENANT })) },
  {
    name: 'this claim was used already',
    sources: { ...grants(grant({ idempotencyKey: 'claim-1' })), case: ownCase },
    guard: own,
    blocks: ['execution-already-spent'],
  },
  {
    name: 'this claim was used already, and what it granted has ended',
    sources: { ...grants(grant({ idempotencyKey: 'claim-1', state: 'ended' })), case: ownCase },
    guard: own,
    blocks: ['execution-already-spent'],
  },
]);

const endless = { endsAt: null, kind: 'assigned' } as const;

play('roles held without an end', [
  { name: 'by this administrator', sources: grants(grant(endless)), blocks: ['permanent-grant-exists'] },
  {
    name: 'by this administrator, in everything that the role is made of',
    sources: grants(grant({ ...endless, privileges: ['roles.assign', 'users.reset'] })),
    blocks: ['permanent-grant-exists'],
  },
  {
    name: 'by a support principal',
    sources: grants(grant({ ...endless, subject: 'lead-02', objectId: 'z' })),
    blocks: ['permanent-grant-exists'],
  },
  {
    name: 'another role by a support principal',
    sources: grants(grant({ ...endless, subject: 'lead-02', objectId: 'z', privileges: ['tenant.admin.read'] })),
  },
  {
    name: 'by a support principal whom IAM lists for the tenant',
    sources: {
      ...grants(grant({ ...endless, subject: 'lead-02', objectId: 'z' })),
      administrators: read([ADMINISTRATOR, { ...ADMINISTRATOR, subject: 'lead-02', objectId: 'z', email: null }]),
    },
    blocks: ['permanent-grant-exists'],
  },
  {
    name: 'as a standing privilege of a support principal',
    sources: goodSources({
      administrators: read([
        ADMINISTRATOR,
        { ...ADMINISTRATOR, subject: 'lead-02', objectId: 'z', email: null, privileges: ['tenant.admin.restore'] },
      ]),
    }),
    blocks: ['permanent-grant-exists'],
  },
  {
    name: 'as a standing privilege of another of the tenant’s administrators',
    sources: goodSources({
      administrators: read([ADMINISTRATOR, { ...ADMINISTRATOR, ...other, email: null, privileges: ['tenant.admin.restore'] }]),
    }),
  },
  { name: 'by another administrator of the tenant', sources: { ...grants(grant({ ...endless, ...other })), ...otherListed } },
  {
    name: 'as a standing privilege of this administrator',
    sources: goodSources({ administrators: read([{ ...ADMINISTRATOR, privileges: ['tenant.admin.restore'] }]) }),
    blocks: ['permanent-grant-exists'],
  },
  {
    name: 'with an end that is none',
    sources: grants(grant({ ...endless, endsAt: '9999-12-31T23:59:59Z' })),
    blocks: ['permanent-grant-exists'],
  },
  { name: 'with an end that is no time', sources: grants(grant({ ...endless, endsAt: 'never' })), blocks: ['permanent-grant-exists'] },
  {
    name: 'with an end later than any window may be',
    sources: grants(grant({ ...endless, endsAt: minutesFromNow(225 + 241) })),
    blocks: ['permanent-grant-exists'],
  },
  { name: 'with an end that a window may have', sources: grants(grant({ ...endless, endsAt: minutesFromNow(225 + 240) })) },
  {
    name: 'a session without an end, of another administrator',
    sources: { ...grants(grant({ ...other, endsAt: null })), ...otherListed },
    blocks: ['session-exists-other'],
  },
]);

test('an open session of somebody else and a role without an end are escalated, one’s own session is not', () => {
  const isCalled = (one: Grant) => decide(grants(one), goodGuard()).reasons.some(isEscalating);
  expect(isCalled(grant(other))).toBe(true);
  expect(isCalled(grant(endless))).toBe(true);
  expect(isCalled(grant())).toBe(false);
});

const assurance = { reference: 'IDV-5521', subject: 'admin-77', level: 3, checkedAt: minutesFromNow(-35), expiresAt: minutesFromNow(325) };

play('the clock', [
  { name: 'thirty seconds apart', sources: goodSources({ assurance: read(assurance, -30_000) }) },
  {
    name: 'a moment more than thirty seconds apart',
    sources: goodSources({ assurance: read(assurance, -30_001) }),
    blocks: ['clock-untrusted'],
  },
  { name: 'a skew that is no number', sources: goodSources({ assurance: read(assurance, Number.NaN) }), blocks: ['clock-untrusted'] },
  {
    name: 'ours is a day behind: nothing is judged by its age as well',
    sources: goodSources({ case: read(CASE, 86_400_000), policy: read(POLICY, 86_400_000) }),
    guard: { nowMs: Date.parse(minutesFromNow(-1440)) },
    blocks: ['clock-untrusted'],
  },
  {
    name: 'an answer that was refused for its clock',
    sources: goodSources({ incident: unread('clock-untrusted') }),
    blocks: ['clock-untrusted'],
  },
]);

const profile = { id: 'range-emergency-console', digest: PROFILE_DIGEST, nowDigest: PROFILE_DIGEST } as const;
const others = { ...profile, digest: OTHER_DIGEST, nowDigest: OTHER_DIGEST } as const;

play('our own side', [
  { name: 'no profile', guard: { profile: null }, blocks: ['profile-untrusted'] },
  {
    name: 'a profile of another digest than the policy names',
    guard: { profile: { ...others, origin: 'shipped' } },
    blocks: ['profile-untrusted'],
  },
  {
    name: 'a managed profile that the policy contradicts',
    guard: { profile: { ...others, origin: 'managed' } },
    blocks: ['profile-untrusted'],
  },
  {
    name: 'an imported profile that nobody names',
    sources: withPolicy({ consoleProfiles: [] }),
    guard: { profile: { ...profile, origin: 'imported' } },
    blocks: ['profile-untrusted'],
  },
  {
    name: 'a managed profile needs nobody else to name it',
    sources: withPolicy({ consoleProfiles: [] }),
    guard: { profile: { ...profile, origin: 'managed' } },
  },
  {
    name: 'this browser holds another profile than entry began with',
    guard: { profile: { ...profile, nowDigest: OTHER_DIGEST, origin: 'managed' } },
    blocks: ['profile-changed'],
  },
  {
    name: 'the policy names another profile once entry began',
    sources: { ...withPolicy({ consoleProfiles: [{ id: 'range-emergency-console', digest: OTHER_DIGEST }] }), case: ownCase },
    guard: { ...own, profile: { ...profile, origin: 'shipped' } },
    blocks: ['profile-changed'],
  },
  {
    name: 'a console that this installation cannot hold',
    guard: { unguardable: 'its submit opens a new tab' },
    blocks: ['not-guardable'],
  },
  {
    name: 'two faults of our footing are one reason',
    guard: { faults: ['a rule is missing', 'the page does not answer'] },
    blocks: ['guard-not-intact'],
  },
]);
