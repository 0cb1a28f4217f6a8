import { DEMANDED_AUTHORITIES } from '../approval/case-record.ts';
import type { LegId } from '../gate/leg.ts';
import { anchorPath, COMMITMENT_KEY, sealedValuesPath } from './bundle-names.ts';
import { type Body, entriesOf, lastOf, type Outcome } from './kinds.ts';
import type { JournalEntry } from './record.ts';

/** What a bundle must have: its journal, and the paths of its other files. */
export type Evidence = Readonly<{ entries: readonly JournalEntry[]; paths: ReadonlySet<string> }>;

/** Something that must be in a bundle, and whether it is. */
export type Artifact = Readonly<{ id: string; label: string; isThere: boolean }>;

export type Completeness = Readonly<{ outcome: Outcome; artifacts: readonly Artifact[]; missing: readonly string[] }>;

type Requirement = Readonly<{
  id: string;
  label: string;
  isNeeded: (outcome: Outcome, evidence: Evidence) => boolean;
  isThere: (evidence: Evidence) => boolean;
}>;

const isDecided = (outcome: Outcome) => outcome === 'confirmed' || outcome === 'rejected';
const isStopped = (outcome: Outcome) => outcome === 'halted' || outcome === 'taken-over';
const hasLeft = (outcome: Outcome) => isDecided(outcome) || outcome === 'unknown';
/** Entry had begun: from the claim on, everything that unlocked it must be kept. */
const hasBegun = (outcome: Outcome, { entries }: Evidence) => hasLeft(outcome) || lastOf(entries, 'claimed') !== null;
const has = (kind: Parameters<typeof lastOf>[1]) => (evidence: Evidence) => lastOf(evidence.entries, kind) !== null;

/** In the order in which a reader meets them. */
const REQUIREMENTS: readonly Requirement[] = [
  { id: 'packet', label: 'Packet and digest', isNeeded: () => true, isThere: has('opened') },
  { id: 'preflight', label: 'Preflight', isNeeded: () => true, isThere: has('preflight-read') },
  { id: 'approvals', label: 'Approvals', isNeeded: hasBegun, isThere: hasApprovals('preflight') },
  { id: 'approvals-again', label: 'Approvals read again', isNeeded: isDecided, isThere: hasApprovals('recheck') },
  { id: 'segregation', label: 'Segregation of duties', isNeeded: hasBegun, isThere: hasGreenLeg('segregation') },
  { id: 'tenant', label: 'Tenant record', isNeeded: hasBegun, isThere: hasGreenLeg('tenant') },
  { id: 'incident', label: 'Incident', isNeeded: hasBegun, isThere: hasGreenLeg('incident') },
  { id: 'iam-before', label: 'IAM before', isNeeded: hasBegun, isThere: hasGreenLeg('sessions') },
  { id: 'claim', label: 'Claim', isNeeded: hasBegun, isThere: has('claimed') },
  { id: 'captures', label: 'Captures of every checkpoint', isNeeded: isDecided, isThere: hasCheckpoints },
  { id: 'press', label: 'Capture at the press', isNeeded: isDecided, isThere: hasMoment('press') },
  { id: 'recheck', label: 'Recheck', isNeeded: isDecided, isThere: has('recheck-read') },
  {
    id: 'release',
    label: 'Release',
    isNeeded: isDecided,
    isThere: (evidence) => has('consumed')(evidence) && has('gate-opening')(evidence) && has('armed')(evidence),
  },
  {
    id: 'request',
    label: 'Request as sent',
    isNeeded: isDecided,
    isThere: (evidence) => has('commit-seen')(evidence) && hasStation('sent')(evidence),
  },
  {
    id: 'departure',
    label: 'Why something may have left',
    isNeeded: (outcome) => outcome === 'unknown',
    isThere: (evidence) => has('gate-opening')(evidence) || has('commit-seen')(evidence),
  },
  {
    id: 'confirmation',
    label: 'Confirmation',
    isNeeded: isDecided,
    isThere: (evidence) => has('outcome-read')(evidence) && hasMoment('confirmation')(evidence),
  },
  { id: 'iam-after', label: 'IAM after', isNeeded: hasLeft, isThere: has('read-back') },
  { id: 'escalation', label: 'Escalation', isNeeded: (outcome) => outcome === 'unknown', isThere: has('escalated') },
  { id: 'stop', label: 'Reason of the halt', isNeeded: isStopped, isThere: hasReason },
  {
    id: 'stop-capture',
    label: 'Capture at the halt',
    isNeeded: (outcome, evidence) => isStopped(outcome) && hasBegun(outcome, evidence),
    isThere: hasMoment('halt'),
  },
  { id: 'decision', label: 'Who abandoned it', isNeeded: (outcome) => outcome === 'abandoned', isThere: has('abandoned') },
  { id: 'exit', label: 'Way out of the console', isNeeded: wasInConsole, isThere: has('exit-seen') },
  {
    id: 'exit-read',
    label: 'Nothing left pending',
    isNeeded: wasInConsole,
    isThere: ({ entries }) => lastOf(entries, 'exit-read')?.body.isPending === false,
  },
  { id: 'commitments', label: 'Commitment key, sealed', isNeeded: hasBegun, isThere: ({ paths }) => paths.has(COMMITMENT_KEY) },
  { id: 'values', label: 'Values of every capture, sealed', isNeeded: hasBegun, isThere: hasSealedValues },
  { id: 'anchor', label: 'Head kept by the case', isNeeded: hasBegun, isThere: hasAnchor },
];

/** What the outcome asks for, and which of it is missing, by name. */
export function completenessOf(outcome: Outcome, evidence: Evidence): Completeness {
  const artifacts = REQUIREMENTS.filter((one) => one.isNeeded(outcome, evidence)).map((one) => ({
    id: one.id,
    label: one.label,
    isThere: one.isThere(evidence),
  }));
  return { outcome, artifacts, missing: artifacts.filter((one) => !one.isThere).map((one) => one.label) };
}

function hasApprovals(purpose: Body<'approvals-read'>['purpose']): (evidence: Evidence) => boolean {
  return ({ entries }) => {
    const digest = lastOf(entries, 'opened')?.body.packetDigest;
    const read = entriesOf(entries, 'approvals-read').findLast((entry) => entry.body.purpose === purpose);
    const bound = read?.body.approvals.filter((approval) => approval.packetDigest === digest) ?? [];
    return DEMANDED_AUTHORITIES.every((authority) => bound.some((approval) => approval.authority === authority));
  };
}

function hasGreenLeg(id: LegId): (evidence: Evidence) => boolean {
  return ({ entries }) => {
    const read = entriesOf(entries, 'preflight-read').findLast((entry) => entry.body.result.isGreen);
    return read?.body.result.legs.some((leg) => leg.id === id && leg.reasons.length === 0) ?? false;
  };
}

function hasCheckpoints({ entries }: Evidence): boolean {
  const wanted = lastOf(entries, 'opened')?.body.facts.checkpoints ?? [];
  const taken = new Set(entriesOf(entries, 'capture').map((entry) => entry.body.screen));
  return wanted.length > 0 && wanted.every((screen) => taken.has(screen));
}

function hasMoment(moment: string): (evidence: Evidence) => boolean {
  return ({ entries }) => entriesOf(entries, 'capture').some((entry) => entry.body.moment === moment);
}

function hasStation(station: Body<'fields-read'>['station']): (evidence: Evidence) => boolean {
  return ({ entries }) => entriesOf(entries, 'fields-read').some((entry) => entry.body.station === station && entry.body.fields.length > 0);
}

function hasReason({ entries }: Evidence): boolean {
  return (
    lastOf(entries, 'halt-asked') !== null ||
    lastOf(entries, 'handed-over') !== null ||
    lastOf(entries, 'exit-seen') !== null ||
    entriesOf(entries, 'page-assessed').some((entry) => entry.body.assessment.halts.length > 0) ||
    entriesOf(entries, 'world-changed').some((entry) => entry.body.reasons.length > 0) ||
    [...entriesOf(entries, 'recheck-read'), ...entriesOf(entries, 'preflight-read')].some((entry) => entry.body.result.reasons.length > 0)
  );
}

function hasSealedValues({ entries, paths }: Evidence): boolean {
  return entriesOf(entries, 'capture').every((entry) => paths.has(sealedValuesPath(entry.body.record)));
}

function wasInConsole(outcome: Outcome, { entries }: Evidence): boolean {
  return outcome === 'abandoned' && lastOf(entries, 'console-opened') !== null;
}

/** The case must have been told at least as far as what settled the execution. */
function hasAnchor({ entries, paths }: Evidence): boolean {
  const settled = (['outcome-read', 'abandoned', 'taken-over', 'commit-seen', 'gate-opening', 'claimed'] as const).map(
    (kind) => lastOf(entries, kind)?.seq ?? 0,
  );
  return entriesOf(entries, 'note-anchored').some(
    (entry) => entry.body.seq >= Math.max(...settled) && paths.has(anchorPath(entry.body.seq)),
  );
}
