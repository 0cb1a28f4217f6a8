import type { FieldSpec, SegmentName } from '../profile/profile.ts';
import { monthCalled, unnamedTime } from './written-time.ts';

/** One part of a value that is entered, or sent, in several: what is held, and what a person reads. */
export type ValuePart = Readonly<{ value: string; text: string }>;
export type ValueParts = ReadonlyMap<SegmentName, ValuePart>;

/** What a person calls each part. */
export const PART_NAMES: Readonly<Record<SegmentName, string>> = {
  date: 'date',
  time: 'time',
  year: 'year',
  month: 'month',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
  halfDay: 'AM or PM',
  amount: 'amount',
  unit: 'unit',
};

/**
 * A date with its time as one text, `YYYY-MM-DDTHH:mm`. A month may be named in one of these languages (BCP 47), also in a date that is
 * written out, "Nov 23, 2026". A part that is empty makes the whole empty. Where one is no number that it could be,
 * as while it is typed, the parts only stand beside one another: that is no time, whoever reads it.
 */
export function joinedTime(parts: ValueParts, locales: readonly string[]): string {
  const values = [...parts.values()].map(({ value }) => value);
  if (values.includes('')) return '';
  const day = dayOf(parts, locales);
  const time = timeOf(parts);
  if (day === null || time === null) return values.join(' · ');
  return time === '' ? day : unnamedTime(`${day}${/^[\d-]+$/.test(day) ? 'T' : ' '}${time}`, locales);
}

/** Whether a part shows one thing and holds another. Some kits count hours to 24 and show them to twelve. */
export function isTornPart(name: SegmentName, parts: ValueParts, locales: readonly string[]): boolean {
  const { value, text } = parts.get(name) ?? { value: '', text: '' };
  if (name === 'halfDay') return halfIn(value) !== null && halfIn(value) !== halfIn(text);
  const [held, shown] = name === 'month' ? [monthIn(value, locales), monthShown(text, locales)] : [numberIn(value), numberIn(text)];
  if (held == null || shown == null || held === shown) return false;
  const half = parts.get('halfDay');
  return name !== 'hour' || half === undefined || held !== hourOfDay(shown, half);
}

/** What pages send for a box that is off, so that it is sent at all. */
export const OFF_WORDS: ReadonlySet<string> = new Set(['', '0', 'off', 'false', 'no']);

/** The option that exactly this value is sent for; null where the profile says nothing of that. */
export function optionSentAs(value: string, { sends }: FieldSpec): string | null {
  return Object.entries(sends ?? {}).find(([, sent]) => sent === value)?.[0] ?? null;
}

function dayOf(parts: ValueParts, locales: readonly string[]): string | null {
  const whole = parts.get('date');
  if (whole !== undefined) return whole.value;
  const [year, day] = [numberIn(parts.get('year')?.value), numberIn(parts.get('day')?.value)];
  const month = monthIn(parts.get('month')?.value, locales);
  return year === null || month === null || day === null ? null : `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

/** Hour and minute; empty where the console has no time at all. */
function timeOf(parts: ValueParts): string | null {
  const whole = parts.get('time');
  if (whole !== undefined) return whole.value;
  const [hour, half] = [parts.get('hour'), parts.get('halfDay')];
  if (hour === undefined) return '';
  const held = numberIn(hour.value);
  const minute = parts.has('minute') ? numberIn(parts.get('minute')?.value) : 0;
  if (held === null || minute === null) return null;
  if (half === undefined) return `${pad(held)}:${pad(minute)}`;
  const shown = hourOfDay(numberIn(hour.text), half) ?? hourOfDay(held, half);
  return shown === null ? null : `${pad(shown)}:${pad(minute)}`;
}

/** Of an hour to twelve, and its half of the day, the hour to 24. */
function hourOfDay(hour: number | null, half: ValuePart): number | null {
  const is = halfIn(half.text);
  if (hour === null || hour < 1 || hour > 12 || is === null) return null;
  return (hour % 12) + (is === 'p' ? 12 : 0);
}

function halfIn(text: string): string | null {
  return /^([ap])(?:$|\.?\s?m)/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

function monthIn(text: string | undefined, locales: readonly string[]): number | null {
  return numberIn(text) ?? (text === undefined ? null : monthCalled(text, locales));
}

/** Lists show a month by its number and its name besides, "11 – Nov". */
function monthShown(text: string, locales: readonly string[]): number | null {
  const months = text.split(/[^\p{L}\p{N}]+/u).map((word) => monthIn(word, locales));
  return months.find((one) => one !== null && one <= 12) ?? null;
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
