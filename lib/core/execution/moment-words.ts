import { parseInstant } from '../compare/instant.ts';

const DAY = { timeZone: 'UTC', day: 'numeric', month: 'short' } as const;
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', DAY);
const LONG_DAY = new Intl.DateTimeFormat('en-GB', { ...DAY, year: 'numeric' });

/**
 * When something ends, for a sentence: in UTC whatever its offset, with its date where that is not today. What is no
 * instant, such as "never", is shown as it stands there.
 */
export function momentWords(instant: string, nowMs: number): string {
  const atMs = parseInstant(instant);
  if (atMs === null) return instant;
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  const clock = `${at.toISOString().slice(11, 16)} UTC`;
  if (LONG_DAY.format(at) === LONG_DAY.format(now)) return clock;
  const day = at.getUTCFullYear() === now.getUTCFullYear() ? SHORT_DAY : LONG_DAY;
  return `${day.format(at)}, ${clock}`;
}
