import { describe, expect, it } from 'vitest';
import { decide } from '../../../../../lib/core/gate/decide.ts';
import { reason, sentence } from '../../../../../lib/core/reason.ts';
import {
  goodGuard,
  goodSources,
  minutesFromNow,
  OPERATOR,
  OTHER_DIGEST,
  person,
  ROLES,
  read,
  type Situation,
  withApproval,
  withCase,
  withPacket,
  withPolicy,
} from '../good-sources.ts';

const segregation = { requester: 'admin-77', approvers: ['ic-01', 'sec-01', 'caa-01'], statement: 'distinct' };
const segregated = (change: Partial<typeof segregation>) => withCase({ segregation: { ...segregation, ...change } });
const window = (start: string | null, end: string | null) => withPacket({ window: { start, end } });
const [from, to] = [minutesFromNow(-15), minutesFromNow(225)];
const role = (change: Partial<(typeof ROLES)[number]>) => goodSources({ roles: read(ROLES.map((one) => ({ ...one, ...change }))) });
const check = { reference: 'IDV-5521', subject: 'admin-77', level: 3, checkedAt: minutesFromNow(-35), expiresAt: minutesFromNow(325) };
const assured = (change: Partial<typeof check>) => goodSources({ assurance: read({ ...check, ...change }) });
const operator = (change: Partial<typeof OPERATOR>) => goodSources({ operator: read({ ...OPERATOR, ...change }) });

type Told = Pick<Situation, 'sources' | 'guard'> & Readonly<{ says: string }>;

const TOLD: readonly Told[] = [
  { sources: withCase({ state: 'pending' }), says: 'The case is pending; it has to be approved.' },
  {
    sources: withCase({ kind: 'password-reset' }),
    says: 'The case is of another kind, password-reset; it has to be break-glass-admin-restoration.',
  },
  {
    sources: operator({ person: person('lead-03'), account: 'lead-03' }),
    says: 'You are not among those who may execute this case: Name of lead-01, Name of lead-02.',
  },
  {
    sources: withCase({ executors: [] }),
    says: 'You are not among those who may execute this case: it names nobody.',
  },
  {
    sources: operator({ person: person('lead-01', { isActive: false }) }),
    says: 'You are not among those who may execute this case: you are named, but this account is not that of an active person.',
  },
  { sources: window(from, null), says: 'The approved window is not open now: it has no end.' },
  { sources: window(from, 'never'), says: 'The approved window is not open now: its end is no time.' },
  { sources: window(null, to), says: 'The approved window is not open now: it has no start.' },
  { sources: window('soon', to), says: 'The approved window is not open now: its start is no time.' },
  { sources: window(from, minutesFromNow(-16)), says: 'The approved window is not open now: it ends before it begins.' },
  { sources: window(from, minutesFromNow(-5)), says: 'The approved window is not open now: it was over at 2026-11-23 03:00 UTC.' },
  { sources: window(minutesFromNow(5), to), says: 'The approved window is not open now: it begins at 2026-11-23 03:10 UTC.' },
  {
    sources: role({ maximumMinutes: 90 }),
    says: 'The window is longer than is allowed for tenant.admin.restore: it is 4 h, allowed is 1 h 30 min.',
  },
  {
    sources: withPacket({ window: { start: from, end: '2026-11-23T06:50:20Z' } }),
    says: 'The window is longer than is allowed for tenant.admin.restore: it is 4 h 1 min, allowed is 4 h.',
  },
  {
    sources: withPolicy({ maximumMinutes: 60 }),
    says: 'The window is longer than is allowed for tenant.admin.restore: it is 4 h, allowed is 1 h.',
  },
  {
    sources: role({ usualMinutes: 45 }),
    says: 'The window is unusually long for tenant.admin.restore: it is 4 h, usual is 45 min.',
  },
  {
    sources: withApproval('security', { packetDigest: OTHER_DIGEST }),
    says: 'Security approved another version of this packet: digest bbbbbbbb; the case now holds v3, digest aaaaaaaa.',
  },
  {
    sources: withApproval('security', { policyVersion: 11 }),
    says: 'The policy changed since the approvals: they were given under version 11, it is now version 12.',
  },
  {
    guard: { roleDigests: { 'tenant.admin.restore': 'e'.repeat(64) } },
    says: 'The role tenant.admin.restore means something else now than when it was approved: IAM has digest eeeeeeee, approved was digest cccccccc.',
  },
  {
    guard: { roleDigests: {} },
    says: 'The role tenant.admin.restore means something else now than when it was approved: IAM has none that is known, approved was digest cccccccc.',
  },
  {
    sources: assured({ reference: 'IDV-1' }),
    says: 'The identity check of the requesting administrator is another one, IDV-1; approved is IDV-5521.',
  },
  {
    sources: assured({ subject: 'admin-78' }),
    says: 'The identity check of the requesting administrator is of another person, admin-78; approved is admin-77.',
  },
  {
    sources: assured({ checkedAt: minutesFromNow(60) }),
    says: 'The identity check of the requesting administrator is dated 2026-11-23 04:05 UTC, which is still to come.',
  },
  {
    sources: withCase({ segregation: null }),
    says: "The case's segregation record does not fit the people who acted: the case has none.",
  },
  {
    sources: segregated({ statement: 'waived' }),
    says: "The case's segregation record does not fit the people who acted: it does not say that they are different people.",
  },
  {
    sources: segregated({ requester: 'lead-02' }),
    says: "The case's segregation record does not fit the people who acted: it says that Name of lead-02 requested it; the case says Name of admin-77.",
  },
  {
    sources: segregated({ approvers: ['ic-01', 'caa-01'] }),
    says: "The case's segregation record does not fit the people who acted: Name of sec-01 approved, and it does not name them.",
  },
  {
    sources: segregated({ approvers: [...segregation.approvers, 'lead-02'] }),
    says: "The case's segregation record does not fit the people who acted: it names Name of lead-02, who did not approve.",
  },
];

describe('a leg that is not green', () => {
  it.each(TOLD)('says what was seen and what was expected: $says', ({ sources = goodSources(), guard = {}, says }) => {
    const { reasons, warnings } = decide(sources, goodGuard(guard));
    expect([...reasons, ...warnings].map(sentence)).toContain(says);
  });

  it('says no more than is known where the one who refuses does not tell', () => {
    expect(sentence(reason('operator-not-assigned'))).toBe('You are not among those who may execute this case.');
    expect(sentence(reason('policy-changed', { seen: '11' }))).toBe('The policy changed since the approvals.');
    expect(sentence(reason('case-not-approved', { state: 'odd [{state}]', expected: 'approved' }))).toBe(
      'The case is odd [{state}]; it has to be approved.',
    );
  });

  it('does not tell a packet by more than the beginning of its digest', () => {
    const { reasons } = decide(withApproval('security', { packetDigest: OTHER_DIGEST }), goodGuard());
    expect(JSON.stringify(reasons)).not.toContain(OTHER_DIGEST);
  });
});
