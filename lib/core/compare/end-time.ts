import { type DateOrder, type FieldSpec, holdsPart } from '../profile/profile.ts';
import { reason } from '../reason.ts';
import { type InstantMs, MINUTE_MS, parseInstant, parseOffsetTime, parseWallTime, type WallTime, wallText } from './instant.ts';
import type { Comparison, Difference, Effective, Reading } from './reading.ts';
import { differs, isEmpty, isUnreadable, MATCH, oneText } from './verdicts.ts';
import { endAfter, parseDuration, parseWrittenTime, swapped } from './written-time.ts';
import { instantsOf, isZone, offsetAt } from './zone.ts';

/** How consoles say that access does not end. */
const ENDLESS =
  /^(?:never(?: expires?)?|none|no (?:expiry|expiration|end)(?: date| time)?|unlimited|permanent|indefinite(?:ly)?|infinite|∞)$/i;

/** Whether a text says that access does not end. */
export function saysEndless(text: string): boolean {
  return ENDLESS.test(text);
}

/** How long access would last, in milliseconds, where a field says that and not when it ends; null elsewhere. */
export function durationIn({ compare }: FieldSpec, reading: Reading): number | null {
  return compare === 'instant' ? durationSaid(reading) : null;
}

/** The same of what was read, whatever it is held against. */
export function durationSaid({ look }: Reading): number | null {
  const text = look.isReadable ? oneText(look.value) : null;
  return text === null ? null : parseDuration(text);
}

/** The last moment at which a duration still comes to the same end as at this one. */
export function sameEndUntil(atMs: InstantMs): InstantMs {
  return endAfter(0, atMs) + MINUTE_MS - 1;
}

/** Which end of the window a field speaks about decides which side is the wider one. */
type Bound = 'start' | 'end';

/**
 * Instants as instants, whatever the zone and the way they are written. A later end, or none, is `broader`; so is an
 * earlier start. A time said to the minute stands for the approved one cut to the minute, on the side that is not wider.
 */
export function compareInstant(spec: FieldSpec, approvedText: string, value: Effective, when: When): Comparison {
  const { zone } = when;
  const text = oneText(value);
  if (text === null) return isUnreadable(spec, 'it holds several values');
  if (text === '') return isEmpty(spec);
  const bound: Bound = holdsPart(spec, 'window.start') ? 'start' : 'end';
  const approved = parseInstant(approvedText);
  if (approved === null) return isUnreadable(spec, 'the approved time is not known');
  if (saysEndless(text))
    return windowDiffers(spec, 'broader', { approved: shownIn(zone, approved), seen: text, note: 'Access would not end.' });
  const seen = readTime(text, when, spec.dateOrder ?? null);
  if (seen.is === 'unknown') return isUnreadable(spec, seen.because);
  const shown = () => ({ approved: seen.isWall ? shownIn(zone, approved) : new Date(approved).toISOString(), seen: text });
  if (seen.is === 'unfinished') {
    return windowDiffers(spec, 'mismatch', { ...shown(), note: 'This is not a whole date and time.' });
  }
  const wanted = seen.precision === 'second' ? approved : cutToMinute(approved, bound);
  if (seen.atMs === wanted) return MATCH;
  const isLater = seen.atMs > wanted;
  const note = isSwapped(text, zone, spec, wanted)
    ? `Day and month are swapped: ${apart(seen.atMs - approved)}`
    : apart(seen.atMs - approved);
  return windowDiffers(spec, isLater === (bound === 'end') ? 'broader' : 'mismatch', { ...shown(), note });
}

/** In which zone a time is, and from when a duration counts; null where that is not known. */
type When = Readonly<{ zone: Reading['zone']; fromMs: InstantMs | null }>;

type Seen =
  | Readonly<{ is: 'instant'; atMs: InstantMs; precision: WallTime['precision']; isWall: boolean }>
  | Readonly<{ is: 'unfinished'; isWall: boolean }>
  | Readonly<{ is: 'unknown'; because: string }>;

function readTime(text: string, { zone, fromMs }: When, order: DateOrder | null): Seen {
  const absolute = parseOffsetTime(text);
  if (absolute !== null) return { is: 'instant', ...absolute, isWall: false };
  const durationMs = parseDuration(text);
  if (durationMs !== null) {
    if (fromMs === null) return { is: 'unknown', because: 'a duration counts from when it is sent' };
    return { is: 'instant', atMs: endAfter(durationMs, fromMs), precision: 'minute', isWall: false };
  }
  const wall = wallIn(text, order);
  if (wall === null) return { is: 'unfinished', isWall: zone !== null && isZone(zone) };
  if (zone === null) return { is: 'unknown', because: 'the console does not say its time zone' };
  if (!isZone(zone)) return { is: 'unknown', because: 'its time zone is not known' };
  const [first, ...others] = instantsOf(zone, wall);
  if (first === undefined) return { is: 'unknown', because: 'clocks skip this time on that day' };
  if (others.length > 0) return { is: 'unknown', because: 'clocks show this time twice on that day' };
  return { is: 'instant', atMs: first, precision: wall.precision, isWall: true };
}

function wallIn(text: string, order: DateOrder | null): WallTime | null {
  return parseWallTime(text) ?? (order === null ? null : parseWrittenTime(text, order));
}

/** Whether a time would be the approved one if its day and month changed places: then somebody mixed them up. */
function isSwapped(text: string, zone: string | null, spec: FieldSpec, wanted: InstantMs): boolean {
  const wall = wallIn(text, spec.dateOrder ?? null);
  const other = wall === null ? null : swapped(wall);
  return other !== null && zone !== null && isZone(zone) && instantsOf(zone, other).includes(wanted);
}

/** Access may end a little earlier or begin a little later than approved, never the other way round. */
function cutToMinute(atMs: InstantMs, bound: Bound): InstantMs {
  const round = bound === 'end' ? Math.floor : Math.ceil;
  return round(atMs / MINUTE_MS) * MINUTE_MS;
}

/** The approved instant as the console would write it. */
function shownIn(zone: string | null, atMs: InstantMs): string {
  const offset = zone === null ? null : offsetAt(zone, atMs);
  return offset === null ? new Date(atMs).toISOString() : wallText(atMs + offset);
}

function windowDiffers(
  spec: FieldSpec,
  verdict: 'broader' | 'mismatch',
  difference: Omit<Extract<Difference, { kind: 'instant' }>, 'kind'>,
): Comparison {
  const details = { field: spec.label, seen: difference.seen, expected: difference.approved };
  return differs(verdict, reason('window-differs', details, spec.id), { kind: 'instant', ...difference });
}

function apart(byMs: number): string {
  const side = byMs > 0 ? 'later' : 'earlier';
  const minutes = Math.floor(Math.abs(byMs) / MINUTE_MS);
  if (minutes === 0) return `Less than a minute ${side} than approved.`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((word) => word !== '');
  return `${words.join(' ')} ${side} than approved.`;
}
