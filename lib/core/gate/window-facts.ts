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

/** A window that is none (no end, "never", an end before its start), or is not open now; `nowMs` null: the time is not known. */
export function windowCause(packet: Packet, nowMs: InstantMs | null): Cause | null {
  const window = wholeWindow(packet);
  const isOpen = window !== null && (nowMs === null || (window.startMs <= nowMs && nowMs < window.endMs));
  return isOpen ? null : { leg: 'window', reason: reason('window-invalid') };
}
