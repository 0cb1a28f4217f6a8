import { ZONES_KEPT_MAX } from '../limits.ts';
import type { InstantMs, WallTime } from './instant.ts';

const DAY_MS = 86_400_000;

/** Making a formatter is slow, using it is not. The page names the zone, so the store is bounded. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** Three letters stand for several zones, and engines still take one of them: BST for Dhaka, AST for Anchorage. */
const ABBREVIATION = /^(?!(?:UTC|GMT)$)[a-z]{3}$/i;

/** Whether the zone is one that this browser knows by its whole name (IANA), or an offset. */
export function isZone(zone: string): boolean {
  return formatter(zone) !== null;
}

/** How far the zone is ahead of UTC at an instant; null for an unknown zone. */
export function offsetAt(zone: string, atMs: InstantMs): number | null {
  const format = formatter(zone);
  if (format === null) return null;
  const wholeMs = Math.floor(atMs / 1000) * 1000;
  // `formatToParts` says the same at twice the price; locale, calendar and digits are fixed, so the order is.
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] = (format.format(wholeMs).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
}

/**
 * Every instant at which clocks in the zone show this time: none when it is skipped, two when clocks go back over it. A
 * change of clocks lies between the day before and the day after, so one of their two offsets holds.
 */
export function instantsOf(zone: string, wall: WallTime): readonly InstantMs[] {
  const offsets = new Set([offsetAt(zone, wall.asUtcMs - DAY_MS), offsetAt(zone, wall.asUtcMs + DAY_MS)]);
  return [...offsets]
    .flatMap((offset) => (offset !== null && offsetAt(zone, wall.asUtcMs - offset) === offset ? [wall.asUtcMs - offset] : []))
    .sort((a, b) => a - b);
}

function formatter(zone: string): Intl.DateTimeFormat | null {
  const kept = formatters.get(zone);
  if (kept !== undefined) return kept;
  if (formatters.size >= ZONES_KEPT_MAX) formatters.clear();
  const made = makeFormatter(zone);
  formatters.set(zone, made);
  return made;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  if (ABBREVIATION.test(timeZone)) return null;
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
