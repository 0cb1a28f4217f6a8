import { expect, test } from 'vitest';
import { gateState } from '../../../../lib/core/execution/gate-view.ts';
import { newExecution } from '../../../../lib/core/execution/state.ts';
import { step } from '../../../../lib/core/execution/step.ts';
import { reason } from '../../../../lib/core/reason.ts';

const WARNED = { isGreen: true, legs: [], reasons: [], warnings: [reason('window-unusual', { role: 'tenant.admin.restore' })] };

function preflight() {
  const opened = step(newExecution('e-1'), { type: 'opened', packetDigest: 'a'.repeat(64), facts: {} }, 0).state;
  return step(opened, { type: 'preflight-read', result: WARNED }, 0).state;
}

test('a warning at preflight holds until a person acknowledged it, and nothing is claimed before', () => {
  const warned = preflight();
  expect([gateState(warned), warned.claim]).toEqual(['held', null]);
  const { state, effects } = step(warned, { type: 'acknowledged', warning: 'w1', by: 'lead-01', note: 'notes/1' }, 0);
  expect([gateState(state), effects]).toEqual(['preflight', [{ do: 'claim' }]]);
});

test('who does not want to go on ends it before anything is claimed', () => {
  const { state } = step(preflight(), { type: 'abandoned', by: 'lead-01', exit: null, note: null }, 0);
  expect([state.phase, state.claim, state.left]).toEqual(['abandoned', null, 'nothing']);
});
