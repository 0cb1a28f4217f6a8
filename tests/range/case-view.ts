import { isWithdrawn } from './approvals-in-force.ts';
import { jcsDigest, wirePacket } from './digests.ts';
import { handoversOf } from './handovers.ts';
import { member, textMember, withDefaults } from './lenient.ts';
import { peopleOf } from './people.ts';
import type { Frozen, WorldState } from './world.ts';
import type { WorldApproval, WorldCase, WorldClaim } from './world-shape.ts';

/** The case as the interface hands it out. The server's own marks stay inside, and of an attachment all but what it is known by. */
export function wireCase(world: WorldState, id: string, record: Frozen<WorldCase>): Readonly<Record<string, unknown>> {
  const { notes, attachments, pastClaims: _past, claim, packet, approvals, executions, ...rest } = record;
  return {
    ...rest,
    id,
    packet: wirePacket(packet),
    approvals: Object.fromEntries(Object.entries(approvals ?? {}).map(([authority, approval]) => [authority, wireApproval(approval)])),
    claim: claim === null || claim === undefined ? null : wireClaim(claim),
    handovers: handoversOf(record),
    attachments: (attachments ?? []).map(({ id: its, name, sha256 }) => ({ id: its, name, sha256 })),
    notes: (notes ?? []).map((note) => withDefaults({ id: UNKNOWN, at: LONG_AGO, by: UNKNOWN, text: '', sha256: '' }, note)),
    executions: (executions ?? []).map((past) =>
      withDefaults({ execution: UNKNOWN, outcome: UNKNOWN, packetDigest: '', at: LONG_AGO }, past),
    ),
    people: peopleOf(world, record),
  };
}

/** What stands where a scenario's record leaves something out. */
const UNKNOWN = 'unknown';
const LONG_AGO = '1970-01-01T00:00:00Z';

export function wireClaim(claim: Frozen<WorldClaim>): Readonly<Record<string, unknown>> {
  const { returned: _, ...rest } = claim;
  return withDefaults({ id: UNKNOWN, execution: UNKNOWN, device: UNKNOWN, since: LONG_AGO, epoch: 1, state: 'held', nonce: null }, rest);
}

/** An approval that was taken back says so in its decision, which is what everybody looks at. */
function wireApproval(approval: Frozen<WorldApproval> | null): Readonly<Record<string, unknown>> | null {
  if (approval === null) return null;
  const decision = isWithdrawn(approval) ? 'withdrawn' : approval.decision;
  return { ...withDefaults({ decidedAt: null }, approval), decision, delegation: wireDelegation(approval) };
}

/** "from" and "to" say in one file who, and in another one when. */
function wireDelegation({ approver, decidedBy, delegation }: Frozen<WorldApproval>): Readonly<Record<string, unknown>> | null {
  if (member({ delegation }, 'delegation') === undefined || delegation === null) return null;
  const [from, to, window] = [textMember(delegation, 'from'), textMember(delegation, 'to'), member(delegation, 'window')];
  return {
    ...delegation,
    from: textMember(delegation, 'delegator', 'by') ?? (isTime(from) ? null : from) ?? approver,
    to: textMember(delegation, 'delegate') ?? (isTime(to) ? null : to) ?? decidedBy,
    startsAt:
      textMember(delegation, 'startsAt', 'start', 'validFrom', 'since') ?? textMember(window, 'start') ?? (isTime(from) ? from : null),
    endsAt:
      textMember(delegation, 'endsAt', 'end', 'validTo', 'validUntil', 'until', 'expiresAt') ??
      textMember(window, 'end') ??
      (isTime(to) ? to : null),
  };
}

function isTime(text: string | null): boolean {
  return text !== null && /^\d{4}-\d\d-\d\dT/.test(text);
}

/** A strong validator: it differs whenever anything of the case differs, a note or an attachment as well. */
export function caseEtag(world: WorldState, record: Frozen<WorldCase>): string {
  return `"${jcsDigest({ record, people: peopleOf(world, record) }).slice(0, 32)}"`;
}
