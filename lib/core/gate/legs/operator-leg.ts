import type { CaseRecord, Operator } from '../../approval/case-record.ts';
import { calledIn, someone } from '../../approval/people.ts';
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
  const expected = isListed(operator, sources.case.value.executors) ? NOT_IN_PERSON : executorsText(sources.case.value);
  return legResult('operator', { seen: 'no', reasons: [reason('operator-not-assigned', { expected })] });
};

const NOT_IN_PERSON = 'you are named, but this account is not that of an active person';

/** Who may: a role is called by its name, like a person. */
function executorsText({ executors, people }: CaseRecord): string {
  return executors.length === 0 ? 'it names nobody' : executors.map((named) => calledIn(someone(people, named))).join(', ');
}

function mayExecute(operator: Operator, executors: readonly string[]): boolean {
  const { person, account } = operator;
  return isListed(operator, executors) && person.isActive && person.accountKinds[account] === 'person';
}

function isListed({ person, account }: Operator, executors: readonly string[]): boolean {
  return [person.id, account, ...person.accounts, ...person.roles].some((named) => executors.includes(named));
}
