import { type InstantMs, MINUTE_MS, parseInstant, utcText } from '../compare/instant.ts';
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
  const state = faultOf(packet, nowMs);
  return state === null ? null : { leg: 'window', reason: reason('window-invalid', { state }) };
}

function faultOf(packet: Packet, nowMs: InstantMs | null): string | null {
  const window = wholeWindow(packet);
  if (window === null) return wrongEnd(packet);
  if (nowMs === null) return null;
  if (nowMs < window.startMs) return `it begins at ${utcText(window.startMs)}`;
  return nowMs < window.endMs ? null : `it was over at ${utcText(window.endMs)}`;
}

function wrongEnd({ window: { start, end } }: Packet): string {
  if (parseInstant(end) === null) return end === null ? 'it has no end' : 'its end is no time';
  if (parseInstant(start) === null) return start === null ? 'it has no start' : 'its start is no time';
  return 'it ends before it begins';
}
