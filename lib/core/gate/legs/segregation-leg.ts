import { type CaseRecord, DEMANDED_AUTHORITIES } from '../../approval/case-record.ts';
import type { Giver } from '../../approval/giver.ts';
import type { JudgedApproval } from '../../approval/judge.ts';
import { calledIn, isAmong, isSameHuman, type Someone, someone } from '../../approval/people.ts';
import { isSameReason, reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import { judgedApprovals } from '../judged-approvals.ts';
import type { Leg } from '../leg.ts';
import type { Sources } from '../sources.ts';
import { unread } from '../unread.ts';
import { SEGREGATION_CODES } from './approvals-leg.ts';

/** Requester, operator and approvers are different people (NIST SP 800-53 AC-5), and the case's own record says the same. */
export const segregationLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'case'), unread(sources, 'operator')];
  if (!sources.case.isRead) return legResult('segregation', { seen: NOT_KNOWN, causes });
  const judged = judgedApprovals(sources, guard);
  const mixed = judged.flatMap(({ who }) => (who !== null && SEGREGATION_CODES.has(who.code) ? [who] : []));
  const told = mixed.filter((one, at) => mixed.findIndex((other) => isSameReason(one, other)) === at);
  const detail = told.length > 0 ? null : recordFault(sources, sources.case.value, judged);
  const reasons = detail === null ? told : [...told, reason('segregation-contradicts', { detail })];
  return legResult('segregation', { seen: reasons.length === 0 ? 'yes' : 'no', reasons, causes });
};

/**
 * The case's segregation record against the people who acted: the first that does not fit, in words; null when all does. An approval that is wrong about who gave it is told by its
 * own leg, so only those are asked for here about whom there is no doubt. An authority that only the policy adds may be
 * missing in the record: whether it is somebody else is judged above in any case.
 */
function recordFault(sources: Sources, record: CaseRecord, judged: readonly JudgedApproval[]): string | null {
  const { segregation, people, requestedBy } = record;
  if (segregation === null) return 'the case has none';
  if (segregation.statement !== 'distinct') return 'it does not say that they are different people';
  const named = (id: string): Someone => someone(people, id);
  const listed = segregation.approvers.map(named);
  const sure = judged.filter(({ who }) => who === null);
  const isComplete = sure.length === judged.length;
  const demanded = giversOf(sure.filter(({ authority }) => DEMANDED_AUTHORITIES.some((one) => one === authority)));
  const acted = giversOf(sure).flatMap(({ principal, actor }) => [principal, actor]);
  const [requester, stated] = [named(requestedBy), named(segregation.requester)];
  if (!isSameHuman(stated, requester)) return `it says that ${calledIn(stated)} requested it; the case says ${calledIn(requester)}`;
  const unlisted = demanded.find(({ principal, actor }) => !isAmong(principal, listed) && !isAmong(actor, listed));
  if (unlisted !== undefined) return `${calledIn(unlisted.actor)} approved, and it does not name them`;
  const idle = isComplete ? listed.find((one) => !isAmong(one, acted)) : undefined;
  if (idle !== undefined) return `it names ${calledIn(idle)}, who did not approve`;
  return isOperatorRequester(sources, requester) ? 'you requested it, so you may not execute it' : null;
}

function giversOf(judged: readonly JudgedApproval[]): readonly Giver[] {
  return judged.flatMap(({ giver }) => (giver === null ? [] : [giver]));
}

function isOperatorRequester({ operator }: Sources, requester: Someone): boolean {
  if (!operator.isRead) return false;
  const { person, account } = operator.value;
  return isSameHuman({ named: person.id, person }, requester) || requester.named === account;
}
