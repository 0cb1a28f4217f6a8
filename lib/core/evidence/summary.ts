import type { Enforcement } from '../execution/view.ts';
import type { Sha256Hex } from '../packet/packet.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { type Body, entriesOf, lastOf, type OpeningFacts, type Outcome } from './kinds.ts';
import type { JournalEntry } from './record.ts';
import { stopsOf } from './stops.ts';

export type Check = Readonly<{
  seq: number;
  at: string;
  isGreen: boolean;
  legs: readonly Readonly<{ id: string; seen: string; isGreen: boolean }>[];
}>;

/** The statement's predicate: what happened, in one look. All of it follows from the journal and the file names. */
export type Summary = Readonly<{
  v: 1;
  execution: string;
  openedAt: string;
  closedAt: string;
  caseId: string;
  tenant: OpeningFacts['tenant'];
  incident: string;
  packet: Readonly<{ version: number; digest: Sha256Hex; scope: readonly string[]; window: OpeningFacts['window'] }>;
  requestedBy: string;
  operator: string;
  device: string;
  profile: OpeningFacts['profile'];
  approvals: Body<'approvals-read'>['approvals'];
  preflight: Check | null;
  recheck: Check | null;
  claim: Readonly<{ id: string; epoch: number; guarantee: string }> | null;
  release: Readonly<{ id: string; nonce: string; untilMs: number }> | null;
  enforcement: Enforcement | null;
  commits: readonly Readonly<{ seq: number; at: string; isEqual: boolean }>[];
  outcome: Outcome;
  reference: string | null;
  readBack: Body<'read-back'> | null;
  stops: readonly Readonly<{ seq: number; kind: 'halted' | 'held'; codes: readonly string[] }>[];
  head: Readonly<{ seq: number; sha256: Sha256Hex }>;
  completeness: Readonly<{ required: readonly string[]; missing: readonly string[] }>;
}>;

/** The summary of a closed journal; null when it was never opened or not closed. */
export function summarise(entries: readonly JournalEntry[], paths: ReadonlySet<string>, head: Summary['head']): Summary | null {
  const first = entriesOf(entries, 'opened').at(0);
  const opened = lastOf(entries, 'opened');
  const closed = lastOf(entries, 'closed');
  if (first === undefined || opened === null || closed === null || closed.seq !== head.seq) return null;
  const { facts, packetDigest } = opened.body;
  const { outcome } = closed.body;
  return {
    v: 1,
    execution: opened.execution,
    openedAt: first.at,
    closedAt: closed.at,
    caseId: facts.caseId,
    tenant: { id: facts.tenant.id, name: facts.tenant.name },
    incident: facts.incident,
    packet: {
      version: facts.packetVersion,
      digest: packetDigest,
      scope: facts.scope,
      window: { start: facts.window.start, end: facts.window.end },
    },
    requestedBy: facts.requestedBy,
    operator: facts.operator,
    device: facts.device,
    profile: { id: facts.profile.id, version: facts.profile.version, digest: facts.profile.digest, origin: facts.profile.origin },
    ...whatUnlocked(entries),
    ...whatLeft(entries),
    outcome,
    stops: stopsOf(entries).map((stop) => ({ seq: stop.seq, kind: stop.kind, codes: stop.reasons.map((reason) => reason.code) })),
    head,
    completeness: named(completenessOf(outcome, { entries, paths })),
  };
}

/**
 * Commits that the browser did not stop. A second one under the same request id is the same one, as long as the worker lived: a
 * browser that starts anew counts its requests anew.
 */
export function commitsIn(entries: readonly JournalEntry[]): Summary['commits'] {
  const starts = entriesOf(entries, 'restarted').map((entry) => entry.seq);
  const keyOf = (seq: number, requestId: string) => `${starts.filter((start) => start < seq).length} ${requestId}`;
  const stopped = new Set(entriesOf(entries, 'commit-stopped').map((entry) => keyOf(entry.seq, entry.body.requestId)));
  return entriesOf(entries, 'commit-seen')
    .filter((entry) => !stopped.has(keyOf(entry.seq, entry.body.requestId)))
    .map((entry) => ({ seq: entry.seq, at: entry.at, isEqual: entry.body.reasons.length === 0 }));
}

function whatUnlocked(
  entries: readonly JournalEntry[],
): Pick<Summary, 'approvals' | 'preflight' | 'recheck' | 'claim' | 'release' | 'enforcement'> {
  const claimed = lastOf(entries, 'claimed');
  const opening = lastOf(entries, 'gate-opening');
  const release = opening?.body.release ?? null;
  return {
    approvals: (lastOf(entries, 'approvals-read')?.body.approvals ?? []).map((one) => ({
      authority: one.authority,
      id: one.id,
      approver: one.approver,
      name: one.name,
      decidedBy: one.decidedBy,
      decidedAt: one.decidedAt,
      packetDigest: one.packetDigest,
    })),
    preflight: checkOf(lastOf(entries, 'preflight-read')),
    recheck: checkOf(entriesOf(entries, 'recheck-read').findLast((entry) => opening === null || entry.seq < opening.seq) ?? null),
    claim: claimed === null ? null : { id: claimed.body.claim.id, epoch: claimed.body.claim.epoch, guarantee: claimed.body.guarantee },
    release: release === null ? null : { id: release.id, nonce: release.nonce, untilMs: release.untilMs },
    enforcement: lastOf(entries, 'armed')?.body.enforcement ?? null,
  };
}

function whatLeft(entries: readonly JournalEntry[]): Pick<Summary, 'commits' | 'reference' | 'readBack'> {
  const readBack = lastOf(entries, 'read-back')?.body ?? null;
  return {
    commits: commitsIn(entries),
    reference: lastOf(entries, 'outcome-read')?.body.reference ?? null,
    readBack: readBack === null ? null : { grants: readBack.grants, isEqual: readBack.isEqual },
  };
}

function checkOf(entry: (JournalEntry & Readonly<{ body: Readonly<{ result: Body<'preflight-read'>['result'] }> }>) | null): Check | null {
  if (entry === null) return null;
  const { isGreen, legs } = entry.body.result;
  return {
    seq: entry.seq,
    at: entry.at,
    isGreen,
    legs: legs.map((leg) => ({ id: leg.id, seen: leg.seen, isGreen: leg.reasons.length === 0 })),
  };
}

function named(completeness: Completeness): Summary['completeness'] {
  return { required: completeness.artifacts.map((one) => one.label), missing: completeness.missing };
}
