import { type InstantMs, MINUTE_MS, parseInstant } from '../compare/instant.ts';
import type { Packet } from '../packet/packet.ts';
import { reason } from '../reason.ts';
import type { Cause } from './cause.ts';

export type WholeWindow = Readonly<{ startMs: InstantMs; endMs: InstantMs; minutes: number }>;

/** The approved window when it has both ends and the second lies behind the first; null when it is none. */
export function wholeWindow({ window }: Packet): WholeWindow | null {
  const [startMs, endMs] = [parseInstant(window.start), parseInstant(window.end)];
  if (startMs === null || endMs === null || endMs <= startMs) return null;
  return { startMs, endMs, minutes: (endMs - startMs) / MINUTE_MS };
}

/** A window that is none, whatever the time is: no end, "never", or an end before its start. */
export function windowCause(packet: Packet): Cause | null {
  return wholeWindow(packet) === null ? { leg: 'window', reason: reason('window-invalid') } : null;
}
