import { digestText, type Sha256Hex } from '../../packet/packet.ts';
import { reason } from '../../reason.ts';
import { causeOf, legResult, NOT_KNOWN } from '../cause.ts';
import { judgedApprovals } from '../judged-approvals.ts';
import type { Leg } from '../leg.ts';
import { unread } from '../unread.ts';
import { approvalsLeg } from './approvals-leg.ts';

/** Every role in the scope still means what it meant when it was approved. */
export const scopeLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'roles'), unread(sources, 'case')];
  if (!sources.case.isRead || !sources.roles.isRead) return legResult('scope', { seen: NOT_KNOWN, causes });
  const { scope } = sources.case.value.packet;
  const bound = judgedApprovals(sources, guard).flatMap(({ approval, giver, what }) =>
    approval === null || giver === null || what !== null ? [] : [approval],
  );
  // Nobody approved this scope, so there is nothing that a role could mean something else than.
  if (bound.length === 0) return legResult('scope', { seen: NOT_KNOWN, causes: [causeOf(approvalsLeg(sources, guard))] });
  const redefined = scope.flatMap((role) => {
    const now = Object.hasOwn(guard.roleDigests, role) ? guard.roleDigests[role] : undefined;
    const other = bound.find(({ roleDigests }) => now === undefined || roleDigests[role] !== now);
    return other === undefined ? [] : [reason('role-redefined', { role, ...definitions(now, other.roleDigests[role]) }, role)];
  });
  return legResult('scope', {
    seen: `${scope.length} ${scope.length === 1 ? 'role' : 'roles'}, ${redefined.length === 0 ? 'unchanged' : 'changed'}`,
    reasons: redefined,
  });
};

function definitions(now: Sha256Hex | undefined, approved: Sha256Hex | undefined): Readonly<{ seen: string; expected: string }> {
  const called = (digest: Sha256Hex | undefined) => (digest === undefined ? 'none that is known' : digestText(digest));
  return { seen: called(now), expected: called(approved) };
}
