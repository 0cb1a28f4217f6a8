import type { CaseRecord, Claim } from '../../approval/case-record.ts';
import { isUnsettled, openHandover } from '../../approval/handed-over.ts';
import { calledIn, someone } from '../../approval/people.ts';
import { parseInstant, utcText } from '../../compare/instant.ts';
import { type Reason, reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import type { Guard, Leg } from '../leg.ts';
import { unread } from '../unread.ts';

/** The kind of case whose approvals allow a restoration; approvals of anything else allow something else. */
const KIND = 'break-glass-admin-restoration';

/** Outcomes after which it is known that nothing was granted, so that the same approvals may be used again; the last is security's word. */
const GRANTED_NOTHING: ReadonlySet<string> = new Set(['rejected', 'abandoned', 'nothing-granted']);

/** The case is approved, is not being executed by somebody else, and was not used up before. */
export const caseLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'case')];
  if (!sources.case.isRead) return legResult('case', { seen: NOT_KNOWN, causes });
  const record = sources.case.value;
  const own = sources.operator.isRead ? sources.operator.value.person.id : null;
  const claimed = claimFault(record, guard, own);
  const reasons = [stateFault(record), spentFault(record, guard, claimed), claimed].filter((one) => one !== null);
  return legResult('case', { seen: record.state, reasons });
};

function stateFault({ kind, state }: CaseRecord): Reason | null {
  if (kind !== KIND) return reason('case-not-approved', { state: `of another kind, ${kind}`, expected: KIND });
  return state === 'approved' ? null : reason('case-not-approved', { state, expected: 'approved' });
}

/** Whoever may have sent something and still holds the claim is named by that. */
function spentFault(record: CaseRecord, { packetDigest }: Guard, claimed: Reason | null): Reason | null {
  const isSpent = record.executions.some((one) => one.packetDigest === packetDigest && !GRANTED_NOTHING.has(one.outcome));
  return isSpent || (claimed === null && isUnsettled(record)) ? reason('execution-already-spent') : null;
}

function claimFault(record: CaseRecord, { claim: own, execution, follows }: Guard, operator: string | null): Reason | null {
  const { claim } = record;
  if (own === null) return claim?.execution === execution || isFollowed(record, follows) ? null : takenBy(record, operator);
  if (claim === null) return reason('claim-fenced', { person: 'somebody else' });
  if (claim.id === own.id && claim.epoch === own.epoch) return claim.state === 'closed' ? reason('execution-already-spent') : null;
  return claim.epoch > own.epoch ? reason('claim-fenced', { person: holder(record, claim) }) : claimedBy(record, claim);
}

/** The claim stands as it was left: for whoever takes it over it is no obstacle. */
function isFollowed(record: CaseRecord, follows: Guard['follows']): boolean {
  const { claim } = record;
  const isIt = claim !== null && claim.id === follows?.claim && claim.epoch === follows.epoch && claim.state !== 'closed';
  return isIt && openHandover(record)?.mayHaveLeft === false;
}

/**
 * Whoever executes the case now, or has left it to somebody, and since when; null when nobody does. The operator may hold it
 * themself: in another browser, or in this one before its journal was lost.
 */
export function takenBy(record: CaseRecord, operator: string | null): Reason | null {
  const { claim } = record;
  if (claim === null || claim.state === 'closed') return null;
  const left = openHandover(record);
  const isOwn = claim.holder === operator;
  if (left === null || left.mayHaveLeft)
    return isOwn ? reason('claimed-elsewhere', { device: claim.device, since: saidAt(claim.since) }) : claimedBy(record, claim);
  return reason('takeover-open', { person: named(record, left.by), since: saidAt(left.at) });
}

function claimedBy(record: CaseRecord, claim: Claim): Reason {
  return reason('claimed-by-other', { person: holder(record, claim), since: saidAt(claim.since) });
}

function saidAt(instant: string): string {
  const atMs = parseInstant(instant);
  return atMs === null ? instant : utcText(atMs);
}

function holder(record: CaseRecord, claim: Claim): string {
  return named(record, claim.holder);
}

function named({ people }: CaseRecord, id: string): string {
  return calledIn(someone(people, id));
}
