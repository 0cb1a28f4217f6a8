import type { Operator } from '../../approval/case-record.ts';
import { reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import { judgedApprovals } from '../judged-approvals.ts';
import type { Leg } from '../leg.ts';
import { unread } from '../unread.ts';

/** The case lists this operator, or a role of theirs, among those who may execute it. */
export const operatorLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'operator'), unread(sources, 'case')];
  if (!sources.operator.isRead || !sources.case.isRead) return legResult('operator', { seen: NOT_KNOWN, causes });
  const operator = sources.operator.value;
  if (mayExecute(operator, sources.case.value.executors)) return legResult('operator', { seen: 'yes' });
  const approved = judgedApprovals(sources, guard).find(({ who }) => who?.code === 'approver-is-operator')?.who ?? null;
  if (approved !== null) return legResult('operator', { seen: 'no', causes: [{ leg: 'segregation', reason: approved }] });
  return legResult('operator', { seen: 'no', reasons: [reason('operator-not-assigned')] });
};

function mayExecute({ person, account }: Operator, executors: readonly string[]): boolean {
  const isListed = [person.id, account, ...person.accounts, ...person.roles].some((named) => executors.includes(named));
  return isListed && person.isActive && person.accountKinds[account] === 'person';
}
