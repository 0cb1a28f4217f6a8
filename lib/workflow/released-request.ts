import { bodyFaults } from '../core/compare/body.ts';
import { classifyRequest } from '../core/profile/classify.ts';
import type { BodySpec } from '../core/profile/profile.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { ObservedRequest } from '../ports/device.ts';
import { zonesOf } from './looking.ts';
import { approvedValues, type Run } from './run.ts';

/** A rule lets only the profile's own way of sending pass; what comes another way is stopped. */
export function isReleasedWay(run: Run, seen: ObservedRequest): boolean {
  const { profile } = run.facts.known;
  const { spec } = classifyRequest(profile, seen);
  if (spec?.opens === 'new-tab') {
    const isOpenedHere = seen.initiator !== null && profile.where.pageOrigins.includes(seen.initiator);
    if (!isOpenedHere || !isFromNewTab(run, seen.tabId)) return false;
  }
  return spec?.by == null || spec.by === seen.by;
}

/** Whether a tab was opened since the gate was, where the commit leaves from a new one. */
export function isFromNewTab({ opened }: Run, tabId: number): boolean {
  return tabId >= 0 && opened?.tabsThere?.has(tabId) === false;
}

/** Whether a request is what the release is for: the commit, sent as the profile says, with the approved values. */
export function isRightCommit(run: Run, seen: ObservedRequest): boolean {
  const { kind, spec } = classifyRequest(run.facts.known.profile, seen);
  if (kind !== 'commit' || !isReleasedWay(run, seen)) return false;
  return !spec?.body || wireFaults(run, spec.body, seen, null).length === 0;
}

/**
 * What a body says otherwise than the packet; of a step only its own screen's fields. A commit is held against the screen that it left
 * from: on a busy browser the console's answer is shown before it is told what was sent.
 */
export function wireFaults(run: Run, spec: BodySpec, seen: ObservedRequest, onlyFields: readonly string[] | null): readonly Reason[] {
  const { known, packet } = run.facts;
  return bodyFaults({
    profile: known.profile,
    spec,
    approved: approvedValues(known.profile, packet),
    body: seen.body,
    zones: zonesOf(run, onlyFields === null ? (run.commitReport ?? run.lastReport) : run.lastReport),
    sentAtMs: seen.atMs,
    onlyFields,
  });
}

/** What was sent in the released way, but is not what was released, is told apart from what was sent beside it. */
export function whyStopped(run: Run, seen: ObservedRequest | null): readonly Reason[] {
  if (seen === null || run.state.release === null || !isReleasedWay(run, seen)) return [];
  const { spec } = classifyRequest(run.facts.known.profile, seen);
  const faults = spec?.body ? wireFaults(run, spec.body, seen, null) : [];
  return faults.length === 0 ? [] : [reason('body-differs')];
}

/** Whether a request can only be the one that the press has sent: the console's own page made it, and no other commit since the gate opened. */
export function isSentByPress(run: Run, seen: ObservedRequest | null): boolean {
  const { opened } = run;
  if (seen === null || opened === null || opened.letThrough !== null) return false;
  const isFromPage = seen.initiator !== null && run.facts.known.profile.where.pageOrigins.includes(seen.initiator);
  const isFromTab = seen.tabId === run.state.release?.tabId || isFromNewTab(run, seen.tabId);
  return isFromPage && isFromTab && opened.commits.size === 1 && opened.commits.has(seen.requestId);
}
