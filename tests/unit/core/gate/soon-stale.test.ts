import { expect, test } from 'vitest';
import { soonStale } from '../../../../lib/core/gate/soon-stale.ts';
import { goodSources, minutesFromNow, NOW_MS, read, unread, withApproval, withPacket } from './good-sources.ts';

const customerAt = (minutes: number) => withApproval('customer-account', { decidedAt: minutesFromNow(minutes) });

test('nothing is said while everything holds for long', () => {
  expect(soonStale(goodSources(), NOW_MS)).toBeNull();
});

test.each([
  [-108, 'customer approval goes stale in 12 min'],
  [-105, 'customer approval goes stale in 15 min'],
  [-104.9, null],
  [-119.5, 'customer approval goes stale in less than a minute'],
  [-121, null],
])('an approval of %d min is told of: %s', (minutes, said) => {
  expect(soonStale(customerAt(minutes), NOW_MS)).toBe(said);
});

test('of several, the next one is said', () => {
  const assurance = read({
    reference: 'IDV-5521',
    subject: 'admin-77',
    level: 3,
    checkedAt: minutesFromNow(-35),
    expiresAt: minutesFromNow(5),
  });
  expect(soonStale({ ...customerAt(-108), assurance }, NOW_MS)).toBe('identity check goes stale in 5 min');
});

test('the end of the window is said', () => {
  const sources = withPacket({ window: { start: minutesFromNow(-230), end: minutesFromNow(10) } });
  expect(soonStale(sources, NOW_MS)).toBe('approved window ends in 10 min');
});

test('an approval that was denied does not go stale', () => {
  expect(soonStale(withApproval('security', { decision: 'denied', decidedAt: minutesFromNow(-110) }), NOW_MS)).toBeNull();
});

test('without the policy the age of approvals is not guessed', () => {
  expect(soonStale({ ...customerAt(-108), policy: unread('iam-unknown') }, NOW_MS)).toBeNull();
});
