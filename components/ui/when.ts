/** Times as people read them here: UTC, the same on every machine. `iso` is an ISO 8601 instant; what is none is shown as it is. */
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
const SECONDS = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "Wednesday, 25 November 2026" */
export function dayOf(iso: string): string {
  return said(iso, (at) => DAY.format(at));
}

/** "03:10" */
export function clockOf(iso: string): string {
  return said(iso, (at) => CLOCK.format(at));
}

/** "03:10:20" */
export function secondsOf(iso: string): string {
  return said(iso, (at) => SECONDS.format(at));
}

/** "25 Nov, 03:10 UTC" */
export function momentOf(iso: string): string {
  return said(iso, (at) => `${SHORT_DAY.format(at)}, ${CLOCK.format(at)} UTC`);
}

function said(iso: string, words: (at: Date) => string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : words(at);
}
