import { reason } from '../../reason.ts';
import { legResult } from '../cause.ts';
import type { Leg } from '../leg.ts';

/** Our own footing: rules in place, host access granted, the content script answering, on a console that we can hold. */
export const guardIntactLeg: Leg = (_sources, { faults, unguardable }) => {
  if (unguardable !== null)
    return legResult('guard-intact', { seen: 'not for this console', reasons: [reason('not-guardable', { detail: unguardable })] });
  if (faults.length === 0) return legResult('guard-intact', { seen: 'at work' });
  return legResult('guard-intact', { seen: 'not fully', reasons: [reason('guard-not-intact', { detail: faults.join('; ') })] });
};
