const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d)?$/;

/**
 * The instant of a wall-clock time ("2026-11-23T08:00") in an IANA zone, or null when the text is no such time.
 * A time that a clock change skips is taken as if the clock had not changed yet; one that comes twice is the first.
 */
export function instantOf(local: string, timeZone: string): Date | null {
  const wallMs = wallClockMs(local);
  if (wallMs === null) return null;
  const candidates = [wallMs - offsetMs(wallMs - DAY_MS, timeZone), wallMs - offsetMs(wallMs + DAY_MS, timeZone)].sort((a, b) => a - b);
  const exact = candidates.find((atMs) => atMs + offsetMs(atMs, timeZone) === wallMs);
  return new Date(exact ?? wallMs - offsetMs(wallMs - DAY_MS, timeZone));
}

/** The wall-clock time of an instant in a zone, to the minute: "2026-11-23T08:00". */
export function localOf(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 16);
}

/** A wall-clock time moved by minutes, without regard to any zone. */
export function shiftLocal(local: string, minutes: number): string {
  const wallMs = wallClockMs(local);
  return wallMs === null ? local : new Date(wallMs + minutes * MINUTE_MS).toISOString().slice(0, 16);
}

/** How far a zone's clocks are ahead of UTC at an instant. */
export function offsetMs(atMs: number, timeZone: string): number {
  const wholeMs = Math.floor(atMs / 1000) * 1000;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(wholeMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
}

function wallClockMs(local: string): number | null {
  const match = LOCAL.exec(local);
  if (match === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  const atMs = Date.UTC(year, month - 1, day, hour, minute);
  const isReal = new Date(atMs).toISOString().startsWith(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}`);
  return isReal ? atMs : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
