import { type Authority, DEMANDED_AUTHORITIES } from '../approval/case-record.ts';
import { type JudgedApproval, judgeApprovals } from '../approval/judge.ts';
import { clockFault } from './clock-trust.ts';
import type { Guard } from './leg.ts';
import type { Sources } from './sources.ts';
import { tenantCause } from './tenant-identity.ts';

/** Whose approvals are needed: the three that are always demanded, and those that the policy adds. */
export function requiredAuthorities({ policy }: Sources): readonly Authority[] {
  return [...new Set<Authority>([...DEMANDED_AUTHORITIES, ...(policy.isRead ? policy.value.requiredAuthorities : [])])];
}

/** The case's approvals, judged with what is known; none while the case is not read. */
export function judgedApprovals(sources: Sources, guard: Guard): readonly JudgedApproval[] {
  if (!sources.case.isRead) return [];
  return judgeApprovals({
    record: sources.case.value,
    required: requiredAuthorities(sources),
    packetDigest: guard.packetDigest,
    operator: sources.operator.isRead ? sources.operator.value : null,
    nowMs: clockFault(sources) === null ? guard.nowMs : null,
    freshMinutes: sources.policy.isRead ? sources.policy.value.approvalFreshMinutes : null,
    isTenantSure: tenantCause(sources) === null,
  });
}
