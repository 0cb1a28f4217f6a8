import { packetDigest } from './digests.ts';
import type { Frozen, WorldState } from './world.ts';
import type { WorldApproval } from './world-shape.ts';

/** What every case of this kind needs, whatever the policy says. */
const DEMANDED = ['incident-command', 'security', 'customer-account'] as const;
const MINUTE_MS = 60_000;

/** Why the case may not be executed at this moment, in words, one per cause; empty when every approval is in force. */
export function whyNotInForce(world: WorldState, caseId: string, nowMs: number): readonly string[] {
  const record = world.cases[caseId];
  if (record === undefined) return [`there is no case ${caseId}`];
  const { requiredAuthorities, approvalFreshMinutes } = world.iam.policy;
  const digest = packetDigest(record.packet);
  const authorities = [...new Set([...DEMANDED, ...(requiredAuthorities ?? [])])];
  const causes = authorities.flatMap((authority) => {
    const approval = record.approvals?.[authority];
    const cause =
      approval === undefined || approval === null
        ? 'is missing'
        : fault(approval, { caseId, digest, nowMs, freshMinutes: approvalFreshMinutes });
    return cause === null ? [] : [`the approval of ${authority} ${cause}`];
  });
  return record.state === 'approved' ? causes : [`the case is ${record.state}`, ...causes];
}

type Against = Readonly<{ caseId: string; digest: string; nowMs: number; freshMinutes: number }>;

function fault(approval: Frozen<WorldApproval>, against: Against): string | null {
  if (isWithdrawn(approval)) return 'was withdrawn';
  if (approval.decision !== 'approved') return `is ${approval.decision}`;
  if (approval.case !== against.caseId) return 'belongs to another case';
  if (approval.packetDigest !== against.digest) return 'is of another packet';
  const ageMs = against.nowMs - Date.parse(approval.decidedAt ?? '');
  if (!(ageMs >= 0)) return 'has no decision time that can be';
  if (!(ageMs <= against.freshMinutes * MINUTE_MS)) return `is older than ${against.freshMinutes} minutes`;
  return null;
}

/** An approval that was taken back after it was given, however the record says so. */
export function isWithdrawn(approval: Frozen<WorldApproval>): boolean {
  return approval.withdrawnAt !== undefined && approval.withdrawnAt !== null;
}
