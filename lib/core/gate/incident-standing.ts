import { type InstantMs, parseInstant } from '../compare/instant.ts';
import { CLOCK_SKEW_MS_MAX } from '../limits.ts';
import type { IncidentRecord } from './sources.ts';

/** States of an incident that people still work on. A state that is not known here is not one of them. */
const LIVE: ReadonlySet<string> = new Set(['open', 'active', 'acknowledged', 'investigating', 'identified', 'in-progress', 'mitigating']);
/** States after which an incident is over, and those that begin it again. Whatever else a timeline tells changes nothing. */
const OVER: ReadonlySet<string> = new Set(['resolved', 'closed', 'cancelled', 'canceled', 'merged', 'duplicate', 'false-alarm']);
const BEGUN: ReadonlySet<string> = new Set(['open', 'opened', 'reopened', 're-opened']);

/**
 * Why an incident is not one that a restoration can belong to now, in a few words; null when it is. Its own state, the
 * time of its resolution and its timeline must agree: two of them do not outvote the third. `nowMs` null: the time is not known.
 */
export function incidentFault({ state, openedAt, resolvedAt, timeline }: IncidentRecord, nowMs: InstantMs | null): string | null {
  if (!LIVE.has(state)) return state;
  if (resolvedAt !== null) return 'resolved';
  const last = lastTold(timeline);
  if (last !== null && OVER.has(last)) return `${last} by its timeline`;
  const openedMs = parseInstant(openedAt);
  if (openedMs === null) return 'without a time of opening';
  return nowMs !== null && openedMs > nowMs + CLOCK_SKEW_MS_MAX ? 'not open yet' : null;
}

/** The last state that the timeline tells, by its times; where those are missing, by its order. */
function lastTold(timeline: IncidentRecord['timeline']): string | null {
  const told = timeline.flatMap(({ at, state }) => {
    const word = (state ?? '').trim().toLowerCase();
    return OVER.has(word) || BEGUN.has(word) ? [{ word, atMs: parseInstant(at) }] : [];
  });
  const isDated = told.every(({ atMs }) => atMs !== null);
  const inOrder = isDated ? told.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)) : told;
  return inOrder.at(-1)?.word ?? null;
}
