import type { DateOrder, FieldSpec } from '../profile/profile.ts';
import { type InstantMs, MINUTE_MS, parseWallTime, type WallTime, wallText } from './instant.ts';
import type { Effective } from './reading.ts';

const WRITTEN = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:,?\s+|T)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\.?)?$/i;
const DURATION =
  /^(?:in\s+)?(?:(\d{1,3})\s*(?:d|days?))?[\s,]*(?:(\d{1,4})\s*(?:h|hrs?|hours?))?[\s,]*(?:(\d{1,5})\s*(?:m|mins?|minutes?))?(?:\s+from now)?$/i;

const PLACES: Readonly<Record<DateOrder, readonly [year: number, month: number, day: number]>> = {
  DMY: [2, 1, 0],
  MDY: [2, 0, 1],
  YMD: [0, 1, 2],
};

/**
 * A wall-clock time as people write it: numbers with dots, strokes or hyphens between, in the order that the profile says
 * the console uses. Years have four digits; AM and PM are understood, names of months are not. Null for anything else.
 */
export function parseWrittenTime(text: string, order: DateOrder): WallTime | null {
  const parts = WRITTEN.exec(text);
  if (!parts) return null;
  const numbers = [parts[1], parts[3], parts[4]];
  const [year = '', month = '', day = ''] = PLACES[order].map((place) => numbers[place] ?? '');
  const hour = hourOf(parts[5] ?? '', parts[8] ?? null);
  if (year.length !== 4 || month.length > 2 || day.length > 2 || hour === null) return null;
  const second = parts[7] === undefined ? '' : `:${parts[7]}`;
  return parseWallTime(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${parts[6]}${second}`);
}

const NAMED =
  /^(?:(\d{1,2})\.?\s+(\p{L}+)|(\p{L}+)\.?\s+(\d{1,2}))\.?,?\s+(\d{4})(?:,|\s+(?:at|um|à|om))?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\.?)?$/iu;
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const;

/**
 * "23 November 2026 08:00", "Nov 23, 2026, 8:00 AM": a time whose month is named in one of these languages (BCP 47). Null
 * for anything else.
 */
export function parseNamedTime(text: string, locales: readonly string[]): WallTime | null {
  const parts = NAMED.exec(text);
  const month = monthCalled(parts?.[2] ?? parts?.[3] ?? '', locales);
  const hour = hourOf(parts?.[6] ?? '', parts?.[9] ?? null);
  if (!parts || month === null || hour === null) return null;
  const day = (parts[1] ?? parts[4] ?? '').padStart(2, '0');
  return parseWallTime(`${parts[5]}-${String(month).padStart(2, '0')}-${day}T${hour}:${parts[7]}:${parts[8] ?? '00'}`);
}

/** A time whose month is named in one of these languages, as `YYYY-MM-DDTHH:mm`; any other text as it is. */
export function unnamedTime(text: string, locales: readonly string[]): string {
  const named = parseNamedTime(text, locales);
  return named === null ? text : wallText(named.asUtcMs);
}

/** What a control holds, or a body, in the form in which it is compared: of a time, the month is no name any more. */
export function comparable(value: Effective, { compare }: FieldSpec, locales: readonly string[]): Effective {
  return compare === 'instant' && value.kind === 'text' ? { kind: 'text', text: unnamedTime(value.text, locales) } : value;
}

/** Which month, from 1, a word names in one of these languages; null for anything else, and for a word that names two. */
export function monthCalled(text: string, locales: readonly string[]): number | null {
  const word = text.trim().toLowerCase().replace(/\.$/, '');
  const [month, ...others] = MONTHS.filter((one) => locales.some((locale) => isCalled(one, word, locale)));
  return month === undefined || others.length > 0 ? null : Number(month);
}

function isCalled(month: string, word: string, locale: string): boolean {
  const atMs = Date.parse(`2026-${month}-01`);
  return (['long', 'short'] as const).some((length) => {
    const name = new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(atMs);
    return name.toLowerCase().replace('.', '') === word;
  });
}

function hourOf(text: string, half: string | null): string | null {
  if (half === null) return text.padStart(2, '0');
  const hour = Number(text);
  if (hour < 1 || hour > 12) return null;
  return String((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0');
}

/** "4 h", "4 hours from now", "1 day 2 h 30 min": how long in milliseconds; null for anything else, and for nothing at all. */
export function parseDuration(text: string): number | null {
  const parts = DURATION.exec(text.trim());
  const [days, hours, minutes] = [1, 2, 3].map((place) => Number(parts?.[place] ?? 0));
  const total = (days ?? 0) * 24 * 60 + (hours ?? 0) * 60 + (minutes ?? 0);
  return parts === null || total === 0 ? null : total * MINUTE_MS;
}

/** The same time with its day and its month changed places; null where that is no date, or the same one. */
export function swapped(wall: WallTime): WallTime | null {
  const text = wallText(wall.asUtcMs);
  const [month, day] = [text.slice(5, 7), text.slice(8, 10)];
  return month === day ? null : parseWallTime(`${text.slice(0, 5)}${day}-${month}${text.slice(10)}`);
}

/** The end that a duration comes to when it is sent at an instant: consoles count it to the minute. */
export function endAfter(durationMs: number, sentAtMs: InstantMs): InstantMs {
  return Math.floor((sentAtMs + durationMs) / MINUTE_MS) * MINUTE_MS;
}
