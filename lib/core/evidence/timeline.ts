import { followedIn } from './following.ts';
import { record, text } from './guards.ts';
import { isKind, isOf, KINDS } from './kinds.ts';
import type { JournalEntry } from './record.ts';
import { stopWords } from './report-words.ts';
import { reasonsIn } from './stops.ts';

/** A line of the timeline. `detail`: what came of it; `verdict`: where that was yes or no, and a reader looks for it first. */
export type TimelineWords = Readonly<{ says: string; detail: string | null; verdict: 'match' | 'mismatch' | null }>;

/** What a reader follows of an entry; null for what would only drown it, and for what was refused and changed nothing. */
export function timelineWords(entry: JournalEntry): TimelineWords | null {
  if (!isKind(entry.kind) || entry.body.isRefused === true) return null;
  const { says } = KINDS[entry.kind];
  return says === null ? null : { says, detail: detailOf(entry) ?? reasonsOf(entry), verdict: verdictOf(entry) };
}

function detailOf(entry: JournalEntry): string | null {
  if (isOf(entry, 'opened')) return followedWords(entry);
  if (isOf(entry, 'taken-over'))
    return `${entry.body.by}${text(entry.body['execution']) ? `, in execution ${entry.body['execution']}` : ''}`;
  if (isOf(entry, 'preflight-read') || isOf(entry, 'recheck-read')) {
    const { isGreen, legs } = entry.body.result;
    return isGreen ? `green, ${legs.length} legs` : null;
  }
  if (isOf(entry, 'armed')) return entry.body.enforcement;
  if (isOf(entry, 'commit-seen') && entry.body.reasons.length === 0) return 'equal to the packet';
  if (isOf(entry, 'outcome-read')) return `${entry.body.outcome}${entry.body.reference === null ? '' : `, ${entry.body.reference}`}`;
  if (isOf(entry, 'note-anchored')) return entry.body.note;
  if (isOf(entry, 'pressed')) return entry.body.isPassed ? 'let through' : 'stopped';
  if (isOf(entry, 'acknowledged') || isOf(entry, 'resumed') || isOf(entry, 'abandoned')) return `by ${entry.body.by}`;
  if (isOf(entry, 'exit-seen')) return entry.body.exit === 'draft' ? 'draft saved' : 'abandoned';
  if (isOf(entry, 'exit-read')) return exitWords(entry.body.isPending);
  if (isOf(entry, 'read-back')) return entry.body.grants === null ? 'could not be read' : `${entry.body.grants} of this tenant`;
  if (isOf(entry, 'capture')) return `${entry.body.screen}, ${entry.body.moment}`;
  return isOf(entry, 'closed') ? entry.body.outcome : null;
}

/** Where an entry has reasons, they are what came of it. */
function reasonsOf({ body }: JournalEntry): string | null {
  const result = body['result'];
  const many = record(result) ? result['reasons'] : body['reasons'];
  const reasons = reasonsIn([body['reason'], body['because'], ...(Array.isArray(many) ? many : [])]);
  return reasons.length === 0 ? null : reasons.map(stopWords).join(' ');
}

function verdictOf(entry: JournalEntry): TimelineWords['verdict'] {
  if (isOf(entry, 'preflight-read') || isOf(entry, 'recheck-read')) return entry.body.result.isGreen ? 'match' : 'mismatch';
  if (isOf(entry, 'outcome-read')) return entry.body.outcome === 'confirmed' ? 'match' : 'mismatch';
  return null;
}

function followedWords(entry: JournalEntry): string | null {
  const followed = followedIn([entry]);
  return followed === null ? null : `going on from execution ${followed.execution} of ${followed.by}`;
}

function exitWords(isPending: boolean | null): string {
  if (isPending === null) return 'could not be read';
  return isPending ? 'something is left pending' : 'nothing is left pending';
}
