/** An instant as milliseconds since 1970, UTC. Parsed here by hand, because engines accept dates that do not exist. */
export type InstantMs = number;

/** A wall-clock time without a zone, as if it were UTC, and how fine it was said. */
export type WallTime = Readonly<{ asUtcMs: number; precision: 'minute' | 'second' }>;

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?$/i;
const WITH_OFFSET = /^(.+?)(?:(z)|([+-])(\d{2}):(\d{2}))$/i;

export const MINUTE_MS = 60_000;

/** RFC 3339 with a zone (seconds may be left out); null for anything else, "never" included. */
export function parseInstant(text: string | null): InstantMs | null {
  return text === null ? null : (parseOffsetTime(text)?.atMs ?? null);
}

/** An instant with its zone, to the second or to the minute. */
export function parseOffsetTime(text: string): Readonly<{ atMs: InstantMs; precision: WallTime['precision'] }> | null {
  const parts = WITH_OFFSET.exec(text);
  const wall = parseWallTime(parts?.[1] ?? '');
  if (!parts || wall === null) return null;
  const [hours, minutes] = [Number(parts[4] ?? 0), Number(parts[5] ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  const offsetMs = (parts[3] === '-' ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
  return { atMs: wall.asUtcMs - offsetMs, precision: wall.precision };
}

/** `YYYY-MM-DDTHH:mm`, with a space for the T, with seconds or without. A date that does not exist is null. */
export function parseWallTime(text: string): WallTime | null {
  const parts = DATE_TIME.exec(text);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const second = Number(parts[6] ?? 0);
  const fraction = Number(parts[7] ?? 0) * 1000;
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(asUtcMs);
  const isReal =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  return isReal ? { asUtcMs: asUtcMs + fraction, precision: parts[6] === undefined ? 'minute' : 'second' } : null;
}

/** A wall-clock time as `YYYY-MM-DDTHH:mm`, with seconds only where there are any. */
export function wallText(asUtcMs: number): string {
  const text = new Date(asUtcMs).toISOString();
  return asUtcMs % MINUTE_MS === 0 ? text.slice(0, 16) : text.slice(0, 19);
}

/** "2026-11-23 07:00 UTC", for sentences. */
export function utcText(atMs: InstantMs): string {
  return `${wallText(atMs).replace('T', ' ')} UTC`;
}
