import { DEMANDED_AUTHORITIES } from '../../approval/case-record.ts';
import type { JudgedApproval } from '../../approval/judge.ts';
import { type Reason, type ReasonCode, reason } from '../../reason.ts';
import { type Cause, legResult, NOT_KNOWN } from '../cause.ts';
import { clockFault } from '../clock-trust.ts';
import { judgedApprovals, requiredAuthorities } from '../judged-approvals.ts';
import type { Leg } from '../leg.ts';
import { contradiction, isPacketEdited } from '../packet-edited.ts';
import type { Sources } from '../sources.ts';
import { unread } from '../unread.ts';

/** Who may not be the same person is told by the segregation leg. */
export const SEGREGATION_CODES: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'approver-is-requester',
  'approver-is-operator',
  'approver-not-distinct',
]);

/** Every authority that is needed has said yes: a person, entitled to, lately, to this packet, under this policy. */
export const approvalsLeg: Leg = (sources, guard) => {
  const clock = clockFault(sources);
  const causes = [unread(sources, 'policy'), unread(sources, 'case'), clock];
  if (!sources.case.isRead) return legResult('approvals', { seen: NOT_KNOWN, causes });
  const record = sources.case.value;
  const judged = judgedApprovals(sources, guard);
  const policy = policyFault(sources, judged);
  const followed = isPacketEdited(record, guard.packetDigest) ? contradiction(sources, clock === null ? guard.nowMs : null) : null;
  const reasons = judged.flatMap((one) => faultsOf(one, { isPolicyOther: policy !== null, followed }));
  const relied = reliedFault(sources, judged);
  const needed = requiredAuthorities(sources).length;
  return legResult('approvals', {
    seen: `${judged.filter(isInForce).length} of ${needed}, packet v${record.packet.version}`,
    reasons: [...reasons, ...(policy === null ? [] : [policy]), ...(relied === null ? [] : [relied])],
    warnings: judged.flatMap((one) => (one.who === null ? one.warnings : [])),
    causes: [...causes, followed],
  });
};

function isInForce({ who, what, when }: JudgedApproval): boolean {
  return (who === null || SEGREGATION_CODES.has(who.code)) && what === null && when === null;
}

type Told = Readonly<{ isPolicyOther: boolean; followed: Cause | null }>;

/** What one approval lacks, without what another cause already explains. */
function faultsOf({ authority, who, what, when }: JudgedApproval, { isPolicyOther, followed }: Told): readonly Reason[] {
  const isAddedByPolicy = who?.code === 'approval-missing' && !DEMANDED_AUTHORITIES.some((one) => one === authority);
  const isWhoTold = who === null || SEGREGATION_CODES.has(who.code) || (isPolicyOther && isAddedByPolicy);
  const isWhatTold = what === null || (followed !== null && what.code === 'approval-of-other-packet');
  const isWhenTold = when === null || (isPolicyOther && when.code === 'approval-stale');
  return [isWhoTold ? null : who, isWhatTold ? null : what, isWhenTold ? null : when].filter((one) => one !== null);
}

/** An approval speaks of the policy under which it was given: another version may ask for more. */
function policyFault({ policy }: Sources, judged: readonly JudgedApproval[]): Reason | null {
  if (!policy.isRead) return null;
  const given = judged.flatMap(({ approval, giver }) => (approval === null || giver === null ? [] : [approval]));
  const { version } = policy.value;
  const others = [...new Set(given.map(({ policyVersion }) => policyVersion))].filter((one) => one !== version);
  return others.length > 0 ? reason('policy-changed', { seen: others.join(' and '), expected: `${version}` }) : null;
}

/** The packet names the approvals that it relies on. One that the case does not show is told once, here or by who is missing. */
function reliedFault(sources: Sources, judged: readonly JudgedApproval[]): Reason | null {
  if (!sources.case.isRead || judged.some(({ giver, what }) => giver === null || what !== null)) return null;
  const shown = new Set(judged.map(({ approval }) => approval?.id));
  return sources.case.value.packet.approvalEvidence.every((id) => shown.has(id)) ? null : reason('approval-record-changed');
}
