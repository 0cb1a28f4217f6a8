import type { LegId } from '../gate/leg.ts';
import { type ReasonCode, SENTENCES, sentence, unreachable } from '../reason.ts';
import { type Followed, followedIn } from './following.ts';
import { text } from './guards.ts';
import { isKind, isOf, KINDS } from './kinds.ts';
import type { JournalEntry } from './record.ts';
import type { StopReason } from './stops.ts';
import type { Summary } from './summary.ts';

const LEG_WORDS: Readonly<Record<LegId, string>> = {
  case: 'Case',
  operator: 'Operator',
  packet: 'Packet',
  tenant: 'Tenant record',
  administrator: 'Administrator',
  assurance: 'Identity check',
  incident: 'Incident',
  scope: 'Privilege scope',
  window: 'Window',
  approvals: 'Approvals',
  segregation: 'Segregation of duties',
  sessions: 'Open sessions in IAM',
  clock: 'Clock',
  profile: 'Console profile',
  'guard-intact': 'Guard intact',
};

export function legWords(id: string): string {
  return Object.entries(LEG_WORDS).find(([known]) => known === id)?.[1] ?? id;
}

/** "customer-account" as a person reads it. */
export function authorityWords(authority: string): string {
  const words = authority.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One sentence on the whole. It claims no more than the summary says. */
export function outcomeWords(summary: Summary): string {
  const [commit] = summary.commits;
  switch (summary.outcome) {
    case 'confirmed':
      return summary.commits.length === 1 && commit?.isEqual === true && summary.readBack?.isEqual === true
        ? 'Administrator access was restored as approved: this tenant, this administrator, this scope, this window, once. Console and IAM agree.'
        : 'The console said that access was restored. What was read does not all agree: see below.';
    case 'rejected':
      return summary.readBack?.grants === 0
        ? 'The console refused the request. IAM shows no emergency access of this tenant.'
        : 'The console refused the request. What IAM shows is below.';
    case 'unknown':
      return 'It is not known whether access was restored. Nobody may send it again until security has reconciled it.';
    case 'halted':
      return summary.commits.length === 0
        ? 'The execution was stopped. No request was seen to leave.'
        : 'The execution was stopped after a request had left.';
    case 'abandoned':
      return summary.commits.length === 0
        ? 'The execution was given up. No request was seen to leave.'
        : 'The execution was given up after a request had left.';
    case 'taken-over':
      return 'Somebody else went on with this execution. Their part is evidence of its own and names this one.';
    default:
      return unreachable(summary.outcome);
  }
}

/** The sentence of a reason; a code that this version does not know is shown as it is. */
export function stopWords(reason: StopReason): string {
  return isReasonCode(reason.code) ? sentence({ code: reason.code, details: reason.details }) : reason.code;
}

function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(SENTENCES, code);
}

/** The line of the timeline for an entry; null for what would only drown it. */
export function entryWords(entry: JournalEntry): string | null {
  if (!isKind(entry.kind) || entry.body.isRefused === true) return null;
  const { says } = KINDS[entry.kind];
  if (says === null) return null;
  const detail = detailWords(entry);
  return detail === null ? says : `${says}${detail}`;
}

function detailWords(entry: JournalEntry): string | null {
  if (isOf(entry, 'opened')) return followedWords(followedIn([entry]));
  if (isOf(entry, 'taken-over'))
    return `: ${entry.body.by}${text(entry.body['execution']) ? `, in execution ${entry.body['execution']}` : ''}`;
  if (isOf(entry, 'preflight-read') || isOf(entry, 'recheck-read')) {
    const { isGreen, legs } = entry.body.result;
    return isGreen ? ` green, ${legs.length} legs` : ' not green';
  }
  if (isOf(entry, 'armed')) return `, ${entry.body.enforcement}`;
  if (isOf(entry, 'commit-seen')) return entry.body.reasons.length === 0 ? ', equal to the packet' : ', not equal to the packet';
  if (isOf(entry, 'outcome-read')) return `: ${entry.body.outcome}${entry.body.reference === null ? '' : `, ${entry.body.reference}`}`;
  if (isOf(entry, 'note-anchored')) return `, ${entry.body.note}`;
  if (isOf(entry, 'pressed')) return entry.body.isPassed ? ', let through' : ', stopped';
  if (isOf(entry, 'acknowledged') || isOf(entry, 'resumed') || isOf(entry, 'abandoned')) return ` by ${entry.body.by}`;
  if (isOf(entry, 'exit-seen')) return entry.body.exit === 'draft' ? ': draft saved' : ': abandoned';
  if (isOf(entry, 'exit-read')) return exitWords(entry.body.isPending);
  if (isOf(entry, 'read-back')) return entry.body.grants === null ? ': could not be read' : `: ${entry.body.grants} of this tenant`;
  if (isOf(entry, 'capture')) return ` of ${entry.body.screen}, ${entry.body.moment}`;
  return isOf(entry, 'closed') ? `: ${entry.body.outcome}` : null;
}

function followedWords(followed: Followed | null): string | null {
  return followed === null ? null : `, going on from execution ${followed.execution} of ${followed.by}`;
}

function exitWords(isPending: boolean | null): string {
  if (isPending === null) return ': could not be read';
  return isPending ? ': something is left pending' : ': nothing is left pending';
}

/** Whether a timeline line is one of the few that a reader looks for first. */
export function isMilestone(entry: JournalEntry): 'match' | 'mismatch' | null {
  if (isOf(entry, 'preflight-read') || isOf(entry, 'recheck-read')) return entry.body.result.isGreen ? 'match' : 'mismatch';
  if (isOf(entry, 'outcome-read')) return entry.body.outcome === 'confirmed' ? 'match' : 'mismatch';
  return null;
}

/** An instant as the report shows it: UTC, always. */
export function timeOfDay(at: string): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** What a packet calls a time and is none, such as "never", is shown as it stands there. */
export function dayAndTime(at: string | null): string {
  if (at === null) return 'not given';
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? at : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A hash in groups, short enough for a line and long enough to compare by eye. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')} … ${hash.slice(-8, -4)} ${hash.slice(-4)}`;
}
