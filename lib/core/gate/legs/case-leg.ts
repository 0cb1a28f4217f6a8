import type { CaseRecord, Claim } from '../../approval/case-record.ts';
import { calledIn, someone } from '../../approval/people.ts';
import { parseInstant, utcText } from '../../compare/instant.ts';
import { type Reason, reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import type { Guard, Leg } from '../leg.ts';
import { unread } from '../unread.ts';

/** The kind of case whose approvals allow a restoration; approvals of anything else allow something else. */
const KIND = 'break-glass-admin-restoration';

/** Outcomes after which it is known that nothing was granted, so that the same approvals may be used again. */
const GRANTED_NOTHING: ReadonlySet<string> = new Set(['rejected', 'abandoned']);

/** The case is approved, is not being executed by somebody else, and was not used up before. */
export const caseLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'case')];
  if (!sources.case.isRead) return legResult('case', { seen: NOT_KNOWN, causes });
  const record = sources.case.value;
  const reasons = [stateFault(record), spentFault(record, guard), claimFault(record, guard)].filter((one) => one !== null);
  return legResult('case', { seen: record.state, reasons });
};

function stateFault({ kind, state }: CaseRecord): Reason | null {
  if (kind !== KIND) return reason('case-not-approved', { state: `of another kind, ${kind}` });
  return state === 'approved' ? null : reason('case-not-approved', { state });
}

function spentFault({ executions }: CaseRecord, { packetDigest }: Guard): Reason | null {
  const isSpent = executions.some((one) => one.packetDigest === packetDigest && !GRANTED_NOTHING.has(one.outcome));
  return isSpent ? reason('execution-already-spent') : null;
}

function claimFault(record: CaseRecord, { claim: own, execution }: Guard): Reason | null {
  const { claim } = record;
  if (own === null) return claim === null || claim.state === 'closed' || claim.execution === execution ? null : claimedBy(record, claim);
  if (claim === null) return reason('claim-fenced', { person: 'somebody else' });
  if (claim.id === own.id && claim.epoch === own.epoch) return claim.state === 'closed' ? reason('execution-already-spent') : null;
  return claim.epoch > own.epoch ? reason('claim-fenced', { person: holder(record, claim) }) : claimedBy(record, claim);
}

/** Whoever is executing the case now, and since when, for the list; null when nobody is. */
export function takenBy(record: CaseRecord): Reason | null {
  const { claim } = record;
  return claim === null || claim.state === 'closed' ? null : claimedBy(record, claim);
}

function claimedBy(record: CaseRecord, claim: Claim): Reason {
  const sinceMs = parseInstant(claim.since);
  return reason('claimed-by-other', { person: holder(record, claim), since: sinceMs === null ? claim.since : utcText(sinceMs) });
}

function holder({ people }: CaseRecord, { holder: named }: Claim): string {
  return calledIn(someone(people, named));
}
