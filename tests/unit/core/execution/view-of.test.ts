import { describe, expect, it } from 'vitest';
import { newExecution } from '../../../../lib/core/execution/state.ts';
import { viewOf } from '../../../../lib/core/execution/view-of.ts';
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
      },
    ]);
  });
});
