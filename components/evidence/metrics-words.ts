import type { Share } from '../../lib/core/metrics/tally.ts';

/** One way to narrow what is measured. */
export type Choice = Readonly<{ name: string; value: string; options: readonly Readonly<{ value: string; word: string }>[] }>;

/** A share in whole per cent; rounding never makes all or nothing of what is not. Without anything to share there is no number. */
export function percent({ count, of }: Share): string {
  if (of === 0) return 'Not yet known';
  const rounded = Math.round((100 * count) / of);
  const shown = count > 0 && count < of ? Math.min(99, Math.max(1, rounded)) : rounded;
  return `${shown} %`;
}

const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

/** "54 s", "12 min", "2 h 5 min" */
export function hoursAndMinutes(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % MINUTES_PER_HOUR} min`;
}
