import { describe, expect, it } from 'vitest';
import { newExecution } from '../../../../lib/core/execution/state.ts';
import { viewOf } from '../../../../lib/core/execution/view-of.ts';
import type { LegResult } from '../../../../lib/core/gate/leg.ts';
import { reason } from '../../../../lib/core/reason.ts';
import { facts } from './gate-facts.ts';

const missing = reason('approval-missing', { authority: 'security' }, 'security');
const stale = reason('approval-stale', { authority: 'customer-account', limit: '120 min' }, 'customer-account');
const legs = [{ id: 'approvals', seen: '1 of 3, packet v3', reasons: [missing, stale, stale], warnings: [] }] as const;

describe('a leg that is red for more than one reason', () => {
  it('tells each of them, once: who puts one right must not find the next afterwards', () => {
    expect(viewOf(newExecution('e1'), { ...facts, legs }, 0).legs).toMatchObject([
      {
        state: 'stop',
        detail: 'The approval of security is missing. The approval of customer-account is older than 120 min.',
        now: 'Ask security for the approval in the case. Ask customer-account to give it again in the case.',
      },
    ]);
  });
});

describe('what to do about a leg', () => {
  const rowOf = (leg: Partial<LegResult>) =>
    viewOf(newExecution('e1'), { ...facts, legs: [{ id: 'case', seen: 'seen', reasons: [], warnings: [], ...leg }] }, 0).legs[0];

  it.each<[string, Partial<LegResult>, string | null]>([
    ['nothing where it is green', {}, null],
    ['nothing where another leg tells it', { reasons: [missing], follows: 'approvals' }, null],
    [
      'by whom it is put right',
      { reasons: [reason('window-invalid')] },
      'If it has not begun, wait for it. Else have a new one put into the packet, and approved.',
    ],
    [
      'what to look at before a warning is acknowledged',
      { warnings: [reason('tenant-alias')] },
      'Make sure with the requester that this tenant is meant.',
    ],
    ['whom to call about a system', { reasons: [reason('answer-untrusted')] }, 'If it stays so, call the duty desk of that system.'],
    [
      'that the packet is put right, where the packet is wrong by itself',
      { id: 'packet', reasons: [reason('answer-untrusted')] },
      'Have the packet put right in the case, and approved anew.',
    ],
    [
      'whom to call where the identity system is silent',
      { reasons: [reason('assurance-insufficient')] },
      'If it stays so, call the duty desk of that system.',
    ],
    [
      'that the identity is checked again, where it tells a state',
      { reasons: [reason('assurance-insufficient', { state: 'over' })] },
      'Have their identity checked again. A packet that names the new check is approved anew.',
    ],
    [
      'that security was called, where it was',
      { reasons: [reason('approval-not-by-person', { authority: 'Security', by: 'machine' })] },
      'Security was called. Ask Security to have a person approve it in the case.',
    ],
    [
      'no such thing where it was not',
      { reasons: [reason('approval-not-by-person', { authority: 'Security', by: 'rule' })] },
      'Ask Security to have a person approve it in the case.',
    ],
  ])('says %s', (_, leg, now) => {
    expect(rowOf(leg)?.now).toBe(now);
  });

  it('is not known, rather than stopped, where a system is silent', () => {
    expect(rowOf({ reasons: [reason('assurance-insufficient')] })?.state).toBe('unknown');
    expect(rowOf({ reasons: [reason('assurance-insufficient', { state: 'over' })] })?.state).toBe('stop');
  });
});
