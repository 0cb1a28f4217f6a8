import { CLOCK_SKEW_MS_MAX } from '../limits.ts';
import { type Reason, reason } from '../reason.ts';
import type { Cause } from './cause.ts';
import { SOURCE_NAMES, SOURCE_WORDS } from './source-words.ts';
import type { SourceName, Sources } from './sources.ts';
import { unread } from './unread.ts';

/** The system whose clock is furthest from ours, of those that answered, and how far; null when none did. */
export function furthestClock(sources: Sources): Readonly<{ source: SourceName; skewMs: number }> | null {
  let furthest: Readonly<{ source: SourceName; skewMs: number }> | null = null;
  for (const source of SOURCE_NAMES) {
    const answer = sources[source];
    if (!answer.isRead) continue;
    const skewMs = Number.isFinite(answer.skewMs) ? Math.abs(answer.skewMs) : Number.POSITIVE_INFINITY;
    if (furthest === null || skewMs > furthest.skewMs) furthest = { source, skewMs };
  }
  return furthest;
}

/**
 * What makes times meaningless: a clock too far off, or an answer that was refused for it. While there is one, nothing
 * is judged by its age; the clock leg says it once.
 */
export function clockFault(sources: Sources): Cause | null {
  const furthest = furthestClock(sources);
  if (furthest !== null && furthest.skewMs > CLOCK_SKEW_MS_MAX) {
    return { leg: 'clock', reason: skewed(SOURCE_WORDS[furthest.source], furthest.skewMs) };
  }
  const refused = SOURCE_NAMES.map((name) => unread(sources, name)).find((cause) => cause?.reason.code === 'clock-untrusted');
  return refused ?? null;
}

function skewed(system: string, skewMs: number): Reason {
  return reason('clock-untrusted', { system, skew: skewText(skewMs) });
}

/** "12 s", rounded up. A difference that could not be worked out has no number. */
export function skewText(skewMs: number): string {
  return Number.isFinite(skewMs) ? `${Math.max(1, Math.ceil(skewMs / 1000))} s` : 'an unknown time';
}
