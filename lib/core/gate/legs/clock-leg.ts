import { legResult, NOT_KNOWN } from '../cause.ts';
import { clockFault, furthestClock } from '../clock-trust.ts';
import type { Leg } from '../leg.ts';
import { SOURCE_NAMES } from '../source-words.ts';
import { unread } from '../unread.ts';

/** The clocks of this computer and of every system that answered agree. Where none answered, nothing is known of them. */
export const clockLeg: Leg = (sources) => {
  const furthest = furthestClock(sources);
  if (furthest === null) return legResult('clock', { seen: NOT_KNOWN, causes: SOURCE_NAMES.map((name) => unread(sources, name)) });
  const seconds = Math.max(1, Math.ceil(Math.abs(furthest.skewMs) / 1000));
  return legResult('clock', { seen: `within ${seconds} s`, causes: [clockFault(sources)] });
};
