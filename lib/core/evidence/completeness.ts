import { DEMANDED_AUTHORITIES } from '../approval/case-record.ts';
import type { LegId } from '../gate/leg.ts';
import { anchorPath, COMMITMENT_KEY, sealedValuesPath } from './bundle-names.ts';
import { followedIn } from './following.ts';
import { type Body, entriesOf, lastOf, type Outcome } from './kinds.ts';
import type { JournalEntry } from './record.ts';

/** What a bundle must have: its journal, and the paths of its other files. */
export type Evidence = Readonly<{ entries: readonly JournalEntry[]; paths: ReadonlySet<string> }>;

/** Something that must be in a bundle, and whether it is. */
export type Artifact = Readonly<{ id: ArtifactId; label: string; isThere: boolean }>;

export type Completeness = Readonly<{ outcome: Outcome; artifacts: readonly Artifact[]; missing: readonly string[] }>;

const has = (kind: Parameters<typeof lastOf>[1]) => (evidence: Evidence) => lastOf(evidence.entries, kind) !== null;

type Made = Readonly<{ label: string; isThere: (evidence: Evidence) => boolean }>;

/** Everything that a bundle may have to hold, in the order in which a reader meets it. */
const ARTIFACTS = {
  packet: { label: 'Packet and digest', isThere: has('opened') },
  preflight: { label: 'Preflight', isThere: has('preflight-read') },
  approvals: { label: 'Approvals', isThere: hasApprovals('preflight') },
  'approvals-again': { label: 'Approvals read again', isThere: hasApprovals('recheck') },
  segregation: { label: 'Segregation of duties', isThere: hasGreenLeg('segregation') },
  tenant: { label: 'Tenant record', isThere: hasGreenLeg('tenant') },
  incident: { label: 'Incident', isThere: hasGreenLeg('incident') },
  'iam-before': { label: 'IAM before', isThere: hasGreenLeg('sessions') },
  claim: { label: 'Claim', isThere: has('claimed') },
  captures: { label: 'Captures of every checkpoint', isThere: hasCheckpoints },
  press: { label: 'Capture at the press', isThere: hasMoment('press') },
  recheck: { label: 'Recheck', isThere: has('recheck-read') },
  release: {
    label: 'Release',
    isThere: (evidence) => has('consumed')(evidence) && has('gate-opening')(evidence) && has('armed')(evidence),
  },
  request: { label: 'Request as sent', isThere: (evidence) => has('commit-seen')(evidence) && hasStation('sent')(evidence) },
  departure: {
    label: 'Why something may have left',
    isThere: (evidence) =>
      has('gate-opening')(evidence) || has('commit-seen')(evidence) || has('journal-behind')(evidence) || isExitPending(evidence),
  },
  confirmation: {
    label: 'Confirmation',
    isThere: (evidence) => has('outcome-read')(evidence) && hasMoment('confirmation')(evidence),
  },
  'iam-after': { label: 'IAM after', isThere: (evidence) => has('read-back')(evidence) || isExitPending(evidence) },
  escalation: { label: 'Escalation', isThere: has('escalated') },
  stop: { label: 'Reason of the halt', isThere: hasReason },
  'stop-capture': { label: 'Capture at the halt', isThere: hasHaltCapture },
  decision: { label: 'Who abandoned it', isThere: has('abandoned') },
  exit: { label: 'Way out of the console', isThere: has('exit-seen') },
  'exit-read': {
    label: 'Nothing left pending',
    isThere: ({ entries }) => lastOf(entries, 'exit-read')?.body.isPending === false,
  },
  commitments: { label: 'Commitment key, sealed', isThere: ({ paths }) => paths.has(COMMITMENT_KEY) },
  values: { label: 'Values of every capture, sealed', isThere: hasSealedValues },
  anchor: { label: 'Head kept by the case', isThere: hasAnchor },
} as const satisfies Readonly<Record<string, Made>>;

export type ArtifactId = keyof typeof ARTIFACTS;

/** What unlocked the entry and what it left: kept from the claim on, whatever came of it. */
const OF_ENTRY = [
  'approvals',
  'segregation',
  'tenant',
  'incident',
  'iam-before',
  'claim',
  'commitments',
  'values',
  'anchor',
] as const satisfies readonly ArtifactId[];
/** A submission that console and IAM both answered. */
const OF_ANSWER = [
  'approvals-again',
  'captures',
  'press',
  'recheck',
  'release',
  'request',
  'confirmation',
  'iam-after',
] as const satisfies readonly ArtifactId[];

type Contents = Readonly<{
  always: readonly ArtifactId[];
  /** Once the case was claimed: a preflight that was red, or that nobody went on from, has none of it. */
  onceClaimed: readonly ArtifactId[];
  /** Once the console was opened. */
  onceInConsole: readonly ArtifactId[];
}>;

/** What the bundle of each outcome must hold. */
const CONTENTS: Readonly<Record<Outcome, Contents>> = {
  confirmed: { always: ['packet', 'preflight', ...OF_ENTRY, ...OF_ANSWER], onceClaimed: [], onceInConsole: [] },
  rejected: { always: ['packet', 'preflight', ...OF_ENTRY, ...OF_ANSWER], onceClaimed: [], onceInConsole: [] },
  unknown: { always: ['packet', 'preflight', ...OF_ENTRY, 'departure', 'iam-after', 'escalation'], onceClaimed: [], onceInConsole: [] },
  halted: { always: ['packet', 'preflight', 'stop'], onceClaimed: [...OF_ENTRY, 'stop-capture'], onceInConsole: [] },
  abandoned: { always: ['packet', 'preflight', 'decision'], onceClaimed: OF_ENTRY, onceInConsole: ['exit', 'exit-read'] },
  'taken-over': { always: ['packet', 'preflight', 'stop'], onceClaimed: [...OF_ENTRY, 'stop-capture'], onceInConsole: [] },
};

/** What somebody else left and a person only ended: nothing was read for it, and nothing entered. */
const ONLY_ENDED: Contents = {
  always: ['packet'],
  onceClaimed: ['claim', 'decision', 'commitments', 'values', 'anchor'],
  onceInConsole: [],
};

const ARTIFACT_IDS = Object.keys(ARTIFACTS).filter((id): id is ArtifactId => Object.hasOwn(ARTIFACTS, id));

/** What the outcome asks for, and which of it is missing, by name. */
export function completenessOf(outcome: Outcome, evidence: Evidence): Completeness {
  const isOnlyEnded = followedIn(evidence.entries)?.to === 'abandon';
  const { always, onceClaimed, onceInConsole } = isOnlyEnded ? ONLY_ENDED : CONTENTS[outcome];
  const needed = new Set<ArtifactId>([
    ...always,
    ...(has('claimed')(evidence) ? onceClaimed : []),
    ...(has('console-opened')(evidence) ? onceInConsole : []),
  ]);
  const artifacts = ARTIFACT_IDS.filter((id) => needed.has(id)).map((id) => ({
    id,
    label: ARTIFACTS[id].label,
    isThere: ARTIFACTS[id].isThere(evidence),
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

/** IAM was read after a way out, and showed something that may become a grant by itself. */
function isExitPending({ entries }: Evidence): boolean {
  return lastOf(entries, 'exit-read')?.body.isPending === true;
}

/**
 * The halt that it ended with came after whoever resumed last: what was captured at an earlier one does not show it. Where the
 * console was gone before that, and was not opened again, there was nothing more to capture.
 */
function hasHaltCapture({ entries }: Evidence): boolean {
  const resumed = lastOf(entries, 'resumed')?.seq ?? -1;
  const lost = entriesOf(entries, 'tab-lost').findLast(({ seq }) => seq < resumed)?.seq ?? -1;
  const isConsoleGone = lost > (lastOf(entries, 'console-opened')?.seq ?? -1);
  return entriesOf(entries, 'capture').some(({ body, seq }) => body.moment === 'halt' && (isConsoleGone || seq > resumed));
}

function hasStation(station: Body<'fields-read'>['station']): (evidence: Evidence) => boolean {
  return ({ entries }) => entriesOf(entries, 'fields-read').some((entry) => entry.body.station === station && entry.body.fields.length > 0);
}

function hasReason({ entries }: Evidence): boolean {
  return (
    lastOf(entries, 'halt-asked') !== null ||
    lastOf(entries, 'claim-refused') !== null ||
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

/** The case must have been told at least as far as what settled the execution. */
function hasAnchor({ entries, paths }: Evidence): boolean {
  const settled = (['outcome-read', 'abandoned', 'taken-over', 'commit-seen', 'gate-opening', 'claimed'] as const).map(
    (kind) => lastOf(entries, kind)?.seq ?? 0,
  );
  return entriesOf(entries, 'note-anchored').some(
    (entry) => entry.body.seq >= Math.max(...settled) && paths.has(anchorPath(entry.body.seq)),
  );
}
