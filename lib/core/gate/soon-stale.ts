import { approvalWords } from '../approval/authority-words.ts';
import { type InstantMs, MINUTE_MS, parseInstant } from '../compare/instant.ts';
import { SOON_STALE_MS } from '../limits.ts';
import type { Sources } from './sources.ts';

type Deadline = Readonly<{ what: string; atMs: InstantMs }>;

/**
 * What goes stale next, when that is soon: "customer approval goes stale in 12 min". Null when nothing does within a
 * quarter of an hour; what is stale already is for the legs to say.
 */
export function soonStale(sources: Sources, nowMs: InstantMs): string | null {
  const next = deadlines(sources)
    .filter(({ atMs }) => atMs >= nowMs && atMs - nowMs <= SOON_STALE_MS)
    .sort((a, b) => a.atMs - b.atMs)[0];
  if (next === undefined) return null;
  const minutes = Math.floor((next.atMs - nowMs) / MINUTE_MS);
  return `${next.what} in ${minutes === 0 ? 'less than a minute' : `${minutes} min`}`;
}

function deadlines({ case: record, policy, assurance }: Sources): readonly Deadline[] {
  const found: (Deadline | null)[] = [];
  if (assurance.isRead) found.push(deadline('identity check goes stale', assurance.value.expiresAt, 0));
  if (record.isRead) found.push(deadline('approved window ends', record.value.packet.window.end, 0));
  if (record.isRead && policy.isRead) {
    const freshMs = policy.value.approvalFreshMinutes * MINUTE_MS;
    for (const [authority, { decision, decidedAt }] of Object.entries(record.value.approvals)) {
      if (decision === 'approved') found.push(deadline(`${approvalWords(authority)} goes stale`, decidedAt, freshMs));
    }
  }
  return found.filter((one) => one !== null);
}

function deadline(what: string, fromText: string | null, afterMs: number): Deadline | null {
  const fromMs = parseInstant(fromText);
  return fromMs === null ? null : { what, atMs: fromMs + afterMs };
}
