import { type ReasonCode, SENTENCES, sentence, unreachable } from '../reason.ts';
import type { StopReason } from './stops.ts';
import type { Summary } from './summary.ts';

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
