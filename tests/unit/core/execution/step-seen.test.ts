import { expect, it } from 'vitest';
import { newExecution } from '../../../../lib/core/execution/state.ts';
import { step } from '../../../../lib/core/execution/step.ts';
import { reason } from '../../../../lib/core/reason.ts';

it('a step that sent more than one value wrongly halts for each of them', () => {
  const state = { ...newExecution('x'), phase: 'filling', claim: { id: 'c1', epoch: 1 } } as const;
  const reasons = [reason('body-differs', { detail: 'scope' }), reason('body-differs', { detail: 'end' })];
  expect(step(state, { type: 'step-seen', screen: 'scope', reasons }, 1).state.halt?.reasons).toEqual(reasons);
});
