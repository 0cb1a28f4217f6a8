import type { FieldSpec, SegmentName } from '../profile/profile.ts';
import { fold } from '../profile/words.ts';

/** One part of a value that is entered, or sent, in several: what is held, and what a person reads. */
export type ValuePart = Readonly<{ value: string; text: string }>;
export type ValueParts = ReadonlyMap<SegmentName, ValuePart>;

const DATE_PARTS = ['year', 'month', 'day'] as const;

/**
 * A date with its time as one text, `YYYY-MM-DDTHH:mm`; a date that a page writes out keeps its words, "Nov 23, 2026 8:00 AM". A part
 * that is empty makes the whole empty. What is no number where one must be is null: nothing here knows the names of months.
 */
export function joinedTime(parts: ValueParts): string | null {
  if ([...parts.values()].some((one) => one.value === '')) return '';
  const day = dayOf(parts);
  const time = timeOf(parts);
  if (day === null || time === null) return null;
  return time === '' ? day : `${day}${/^[\d-]+$/.test(day) ? 'T' : ' '}${time}`;
}

/** What pages send for a box that is off, so that it is sent at all. */
export const OFF_WORDS: ReadonlySet<string> = new Set(['', '0', 'off', 'false', 'no']);

/** The option that a value is sent for; null where the profile says nothing of that. */
export function optionSentAs(value: string, { sends }: FieldSpec): string | null {
  return Object.entries(sends ?? {}).find(([, sent]) => fold(sent) === fold(value))?.[0] ?? null;
}

function dayOf(parts: ValueParts): string | null {
  const whole = parts.get('date');
  if (whole !== undefined) return whole.value;
  const [year, month, day] = DATE_PARTS.map((name) => numberIn(parts.get(name)));
  if (year === undefined || month === undefined || day === undefined || year === null || month === null || day === null) return null;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

/** Hour and minute; empty where the console has no time at all. */
function timeOf(parts: ValueParts): string | null {
  const whole = parts.get('time');
  if (whole !== undefined) return whole.value;
  if (!parts.has('hour')) return '';
  const hour = numberIn(parts.get('hour'));
  const minute = parts.has('minute') ? numberIn(parts.get('minute')) : 0;
  const half = parts.get('halfDay');
  if (hour === null || minute === null) return null;
  if (half === undefined) return `${pad(hour)}:${pad(minute)}`;
  const isLate = /^p/i.test(half.text);
  if (hour < 1 || hour > 12 || !/^[ap]\.?\s?m/i.test(half.text)) return null;
  return `${pad((hour % 12) + (isLate ? 12 : 0))}:${pad(minute)}`;
}

function numberIn(part: ValuePart | undefined): number | null {
  return part !== undefined && /^\d{1,4}$/.test(part.value) ? Number(part.value) : null;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
