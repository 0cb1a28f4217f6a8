import { legResult, NOT_KNOWN } from '../cause.ts';
import { clockFault, furthestClock, skewText } from '../clock-trust.ts';
import type { Leg } from '../leg.ts';
import { SOURCE_NAMES } from '../source-words.ts';
import { unread } from '../unread.ts';

/** The clocks of this computer and of every system that answered agree. Where none answered, nothing is known of them. */
export const clockLeg: Leg = (sources) => {
  const furthest = furthestClock(sources);
  if (furthest === null) return legResult('clock', { seen: NOT_KNOWN, causes: SOURCE_NAMES.map((name) => unread(sources, name)) });
  return legResult('clock', { seen: `within ${skewText(furthest.skewMs)}`, causes: [clockFault(sources)] });
};
