import { parseInstant } from '../compare/instant.ts';
import type { Approval, Authority, Person } from './case-record.ts';
import { isSameHuman, type Someone, someone } from './people.ts';

/**
 * Who gave an approval: in whose name it stands (`principal`), and who pressed (`actor`). `all` is everybody whom the
 * record names, because a record that names two people for one yes must not pass as either of them.
 */
export type Giver = Readonly<{
  principal: Someone;
  actor: Someone;
  all: readonly Someone[];
  delegation: 'none' | 'covers' | 'does-not-cover';
}>;

export function giverOf(approval: Approval, people: readonly Person[]): Giver {
  const approver = someone(people, approval.approver);
  const actor = someone(people, approval.decidedBy);
  const account = someone(people, approval.account);
  const all = [approver, actor, account];
  const isOwnAccount = isSameHuman(actor, account);
  const from = approval.delegation === null ? null : someone(people, approval.delegation.from);
  if (approval.delegation === null || from === null || isSameHuman(from, actor)) {
    const isAlone = isOwnAccount && isSameHuman(approver, actor);
    return { principal: approver, actor, all, delegation: isAlone ? 'none' : 'does-not-cover' };
  }
  const to = someone(people, approval.delegation.to);
  const isNamed = isSameHuman(approver, from) || isSameHuman(approver, to);
  const covers = isOwnAccount && isNamed && isSameHuman(actor, to) && isWithin(approval, approval.delegation);
  return { principal: from, actor, all, delegation: covers ? 'covers' : 'does-not-cover' };
}

/** NIST SP 800-53 AC-5: whoever stands in for an authority does so only for the time that was written down. */
function isWithin({ decidedAt }: Approval, { startsAt, endsAt }: NonNullable<Approval['delegation']>): boolean {
  const [from, at, to] = [parseInstant(startsAt), parseInstant(decidedAt), parseInstant(endsAt)];
  return from !== null && at !== null && to !== null && from <= at && at <= to;
}

export function mayApproveAs(authority: Authority, { principal, actor }: Giver): boolean {
  return principal.person?.isActive === true && principal.person.roles.includes(authority) && actor.person?.isActive === true;
}

/**
 * Whether both the one in whose name it stands and the one who pressed work for the customer. A guest there, who is at
 * home elsewhere, does not.
 */
export function worksFor(tenantId: string, { principal, actor }: Giver): boolean {
  const isThere = ({ person }: Someone) =>
    person === null || (person.employer === tenantId && (person.homeTenant === null || person.homeTenant === tenantId));
  return isThere(principal) && isThere(actor);
}
