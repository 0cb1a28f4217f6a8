import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../../../lib/core/approval/case-record.ts';
import { decide } from '../../../../../lib/core/gate/decide.ts';
import { isEscalating } from '../../../../../lib/core/gate/escalating.ts';
import {
  APPROVALS,
  approval,
  goodGuard,
  goodSources,
  minutesFromNow,
  OPERATOR,
  OTHER_DIGEST,
  PEOPLE,
  POLICY,
  peopleWith,
  person,
  read,
  withApproval,
  withCase,
  withEveryApproval,
  withPolicy,
} from '../good-sources.ts';
import { play } from './situations.ts';

const fourth = {
  approvals: { ...APPROVALS, privacy: approval('dpo-01', 'APR-304') },
  people: [...PEOPLE, person('dpo-01', { roles: ['privacy'] })],
};
const needsFour = { policy: read({ ...POLICY, requiredAuthorities: [...POLICY.requiredAuthorities, 'privacy'] }) };

play('approvals given', [
  { name: 'one is missing', sources: withApproval('security', null), blocks: ['approval-missing'] },
  { name: 'one is pending', sources: withApproval('security', { decision: 'pending', decidedAt: null }), blocks: ['approval-missing'] },
  { name: 'one has no date', sources: withApproval('security', { decidedAt: null }), blocks: ['approval-missing'] },
  {
    name: 'one has a decision that nobody here knows',
    sources: withApproval('security', { decision: 'looks fine' }),
    blocks: ['approval-missing'],
  },
  { name: 'one was withdrawn', sources: withApproval('security', { decision: 'denied' }), blocks: ['approval-withdrawn'] },
  { name: 'the policy demands one more', sources: goodSources(needsFour), blocks: ['approval-missing'] },
  { name: 'the policy demands one more, and it is there', sources: { ...withCase(fourth), ...needsFour } },
  {
    name: 'the policy demands fewer than the three',
    sources: { ...withApproval('security', null), policy: read({ ...POLICY, requiredAuthorities: [] }) },
    blocks: ['approval-missing'],
  },
  {
    name: 'one that nobody demands was denied',
    sources: withCase({ ...fourth, approvals: { ...fourth.approvals, privacy: approval('dpo-01', 'APR-304', { decision: 'denied' }) } }),
    blocks: ['approval-withdrawn'],
  },
  {
    name: 'one that nobody demands is pending',
    sources: withCase({ ...fourth, approvals: { ...fourth.approvals, privacy: approval('dpo-01', 'APR-304', { decision: 'pending' }) } }),
  },
  {
    name: 'an authority named like a built-in',
    sources: withPolicy({ requiredAuthorities: ['constructor'] }),
    blocks: ['approval-missing'],
  },
]);

play('approvals by persons', [
  { name: 'skipped by a rule', sources: withApproval('security', { decision: 'not_required' }), blocks: ['approval-not-by-person'] },
  { name: 'one that waits for a policy', sources: withApproval('security', { decision: 'awaiting policy' }), blocks: ['approval-missing'] },
  { name: 'approved by a rule', sources: withApproval('security', { via: 'auto' }), blocks: ['approval-not-by-person'] },
  { name: 'flipped through the API', sources: withApproval('security', { via: 'api' }), blocks: ['approval-not-by-person'] },
  {
    name: 'flipped by a service account',
    sources: withApproval('security', { account: 'svc-case', decidedBy: 'svc-case' }),
    blocks: ['approval-not-by-person'],
  },
  {
    name: 'one group’s vote counted as three people',
    sources: withEveryApproval({ via: 'group', account: 'grp' }),
    blocks: ['approval-not-by-person', 'approval-not-by-person', 'approval-not-by-person'],
  },
  {
    name: 'by an approver who left',
    sources: withCase({ people: peopleWith('sec-01', { isActive: false }) }),
    blocks: ['approver-not-entitled'],
  },
  {
    name: 'by an approver who left the role',
    sources: withCase({ people: peopleWith('sec-01', { roles: ['support-lead'] }) }),
    blocks: ['approver-not-entitled'],
  },
  {
    name: 'by an approver with one role more',
    sources: withCase({ people: peopleWith('sec-01', { roles: ['support-lead', 'security'] }) }),
  },
  {
    name: 'by somebody who is not on record',
    sources: withCase({ people: PEOPLE.filter(({ id }) => id !== 'sec-01') }),
    blocks: ['approver-not-entitled'],
  },
  {
    name: 'the customer’s by somebody of the provider',
    sources: withApproval('customer-account', { approver: 'lead-02' }),
    blocks: ['approver-not-of-customer'],
  },
  {
    name: 'the customer’s by a guest who is at home elsewhere',
    sources: withCase({ people: peopleWith('caa-01', { homeTenant: 'tnt_9' }) }),
    blocks: ['approver-not-of-customer'],
  },
  { name: 'the customer’s by somebody whose home is not known', sources: withCase({ people: peopleWith('caa-01', { homeTenant: null }) }) },
  {
    name: 'the customer’s by somebody who changed employer',
    sources: withCase({ people: peopleWith('caa-01', { employer: 'reseller' }) }),
    blocks: ['approver-not-of-customer'],
  },
]);

const delegation = { from: 'sec-01', to: 'lead-02', startsAt: minutesFromNow(-60), endsAt: minutesFromNow(60) };
const byDelegate = { decidedBy: 'lead-02', account: 'lead-02', delegation };

play('approvals by delegates', [
  {
    name: 'the delegate used the account of whoever delegated',
    sources: withApproval('security', { ...byDelegate, account: 'sec-01' }),
    blocks: ['delegation-invalid'],
  },
  {
    name: 'the delegate left',
    sources: withApproval('security', byDelegate, { people: peopleWith('lead-02', { isActive: false }) }),
    blocks: ['approver-not-entitled'],
  },
  {
    name: 'somebody else pressed, without a delegation',
    sources: withApproval('security', { decidedBy: 'lead-02' }),
    blocks: ['delegation-invalid'],
  },
  { name: 'the delegation covers it', sources: withApproval('security', byDelegate), warns: ['approval-delegated'] },
  {
    name: 'the delegate stands as the approver',
    sources: withApproval('security', { ...byDelegate, approver: 'lead-02' }),
    warns: ['approval-delegated'],
  },
  {
    name: 'the delegation was over',
    sources: withApproval('security', { ...byDelegate, delegation: { ...delegation, endsAt: minutesFromNow(-21) } }),
    blocks: ['delegation-invalid'],
  },
  {
    name: 'the delegation ended with that minute',
    sources: withApproval('security', { ...byDelegate, delegation: { ...delegation, endsAt: minutesFromNow(-20) } }),
    warns: ['approval-delegated'],
  },
  {
    name: 'the delegation had not begun',
    sources: withApproval('security', { ...byDelegate, delegation: { ...delegation, startsAt: minutesFromNow(-19) } }),
    blocks: ['delegation-invalid'],
  },
  {
    name: 'the delegation is to somebody else',
    sources: withApproval('security', { ...byDelegate, delegation: { ...delegation, to: 'svc-case' } }),
    blocks: ['delegation-invalid'],
  },
  {
    name: 'the delegation is of somebody else',
    sources: withApproval('security', { ...byDelegate, delegation: { ...delegation, from: 'admin-77' } }),
    blocks: ['delegation-invalid'],
  },
  { name: 'the authority approved in person although delegated', sources: withApproval('security', { delegation }) },
  {
    name: 'whoever delegated left the role',
    sources: { ...withApproval('security', byDelegate, { people: peopleWith('sec-01', { roles: [] }) }) },
    blocks: ['approver-not-entitled'],
    warns: [],
  },
]);

play('what and when approvals are', [
  {
    name: 'one of another packet',
    sources: withApproval('security', { packetDigest: OTHER_DIGEST }),
    blocks: ['approval-of-other-packet'],
  },
  {
    name: 'one of another case',
    sources: withApproval('security', { case: 'CASE-9', packetDigest: OTHER_DIGEST }),
    blocks: ['approval-of-other-case'],
  },
  { name: 'a minute too old', sources: withApproval('security', { decidedAt: minutesFromNow(-121) }), blocks: ['approval-stale'] },
  { name: 'just not too old', sources: withApproval('security', { decidedAt: minutesFromNow(-120) }) },
  { name: 'given in the future', sources: withApproval('security', { decidedAt: minutesFromNow(2) }), blocks: ['clock-untrusted'] },
  { name: 'given ahead of our clock within its tolerance', sources: withApproval('security', { decidedAt: minutesFromNow(0.5) }) },
  { name: 'under another policy', sources: withPolicy({ version: 13 }), blocks: ['policy-changed'] },
  {
    name: 'under a policy that was tightened: what follows from it is not told as well',
    sources: withPolicy({ version: 13, approvalFreshMinutes: 5 }),
    blocks: ['policy-changed'],
  },
  {
    name: 'the packet relies on an approval that the case does not show',
    sources: withApproval('security', { id: 'APR-999' }),
    blocks: ['approval-record-changed'],
  },
  {
    name: 'two faults of one approval that have nothing to do with each other',
    sources: withApproval('security', { packetDigest: OTHER_DIGEST, decidedAt: minutesFromNow(-121) }),
    blocks: ['approval-of-other-packet', 'approval-stale'],
  },
]);

const segregation = { requester: 'admin-77', approvers: ['ic-01', 'sec-01', 'caa-01'], statement: 'distinct' };

play('segregation of duties', [
  {
    name: 'the requester is an approver, and the case’s record says so',
    sources: withCase({ requestedBy: 'caa-01', segregation: { ...segregation, requester: 'caa-01' } }),
    blocks: ['approver-is-requester'],
  },
  {
    name: 'the operator is the requester, who is not the administrator either',
    sources: withCase({ requestedBy: 'lead-01', segregation: { ...segregation, requester: 'lead-01' } }),
    blocks: ['administrator-differs', 'segregation-contradicts'],
  },
  {
    name: 'an approver is the requester',
    sources: withApproval('customer-account', { approver: 'admin-77' }),
    blocks: ['approver-is-requester'],
  },
  {
    name: 'an approver is the requester in every respect',
    sources: withApproval('customer-account', { approver: 'admin-77', decidedBy: 'admin-77', account: 'admin-77' }),
    blocks: ['approver-is-requester'],
  },
  { name: 'the requester is an approver', sources: withCase({ requestedBy: 'caa-01' }), blocks: ['approver-is-requester'] },
  { name: 'an approver is the operator', sources: withApproval('security', { approver: 'lead-01' }), blocks: ['approver-is-operator'] },
  {
    name: 'the operator approved and is not listed: one cause',
    sources: goodSources({ operator: read({ person: PEOPLE[2] ?? OPERATOR.person, account: 'ic-01' }) }),
    blocks: ['approver-is-operator'],
  },
  {
    name: 'one person approved as two authorities',
    sources: withApproval('incident-command', { approver: 'sec-01' }),
    blocks: ['approver-not-distinct'],
  },
  {
    name: 'one person approved through two accounts',
    sources: withApproval('incident-command', { approver: 'sec-01-local', decidedBy: 'sec-01-local', account: 'sec-01-local' }),
    blocks: ['approver-not-distinct'],
  },
  {
    name: 'one person approved through a second record with the same e-mail address',
    sources: withApproval(
      'incident-command',
      { approver: 'sec-x', decidedBy: 'sec-x', account: 'sec-x' },
      { people: [...PEOPLE, person('sec-x', { email: 'SEC-01@support.example', roles: ['incident-command'] })] },
    ),
    blocks: ['approver-not-distinct'],
  },
  {
    name: 'one person approved through a second record with an alias of the mailbox',
    sources: withApproval(
      'incident-command',
      { approver: 'sec-x', decidedBy: 'sec-x', account: 'sec-x' },
      { people: [...PEOPLE, person('sec-x', { email: 'sec-01+duty@support.example', roles: ['incident-command'] })] },
    ),
    blocks: ['approver-not-distinct'],
  },
  { name: 'an approver used a second account of their own', sources: withApproval('security', { account: 'sec-01-local' }) },
  {
    name: 'the case’s record names another requester',
    sources: withCase({ segregation: { ...segregation, requester: 'lead-02' } }),
    blocks: ['segregation-contradicts'],
  },
  {
    name: 'the case’s record names another approver',
    sources: withCase({ segregation: { ...segregation, approvers: ['ic-01', 'sec-01', 'lead-02'] } }),
    blocks: ['segregation-contradicts'],
  },
  {
    name: 'the case’s record names one more approver',
    sources: withCase({ segregation: { ...segregation, approvers: [...segregation.approvers, 'lead-02'] } }),
    blocks: ['segregation-contradicts'],
  },
  {
    name: 'the case’s record says that they are not distinct',
    sources: withCase({ segregation: { ...segregation, statement: 'waived' } }),
    blocks: ['segregation-contradicts'],
  },
  { name: 'the case has no such record', sources: withCase({ segregation: null }), blocks: ['segregation-contradicts'] },
  {
    name: 'the case’s record names them in another order, by account',
    sources: withCase({ segregation: { ...segregation, approvers: ['caa-01', 'sec-01-local', 'ic-01'] } }),
  },
  {
    name: 'the case’s record names the delegate',
    sources: withApproval('security', byDelegate, { segregation: { ...segregation, approvers: ['ic-01', 'lead-02', 'caa-01'] } }),
    warns: ['approval-delegated'],
  },
]);

describe('an approval that is no person’s', () => {
  const service = { account: 'svc-case', decidedBy: 'svc-case' };
  const told = (change: Partial<Approval>) => {
    const { reasons } = decide(withApproval('security', change), goodGuard());
    return { codes: reasons.map(({ code }) => code), isCalled: reasons.some(isEscalating) };
  };
  const blocked = (isCalled: boolean) => ({ codes: ['approval-not-by-person'], isCalled });

  it.each(['api', 'api-token', 'API token', 'service-account', 'superuser', 'impersonation', 'policy-override', 'bypass'])(
    'calls security where it came by %s',
    (via) => {
      expect(told({ via })).toEqual(blocked(true));
      expect(told({ via, ...service })).toEqual(blocked(true));
    },
  );

  it.each([
    'auto-no-manager',
    'auto',
    'rollup',
    'roll-up',
    'policy',
    'inherited',
    'manager-skipped',
    'not_required',
    'quorum',
    'group-vote',
  ])('calls nobody where it came by %s, whichever account carried that out', (via) => {
    expect(told({ via })).toEqual(blocked(false));
    expect(told({ via, ...service })).toEqual(blocked(false));
  });

  it.each(['person', 'delegate', 'import'])('calls security where a service account gave it by %s', (via) => {
    expect(told({ via, ...service })).toEqual(blocked(true));
  });

  it.each(['', 'import', 'something new', 'Person', 'capital'])('calls nobody where it came by “%s”, which nobody here knows', (via) => {
    expect(told({ via })).toEqual(blocked(false));
  });
});
