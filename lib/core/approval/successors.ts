import type { CaseRecord, Person } from './case-record.ts';
import { isAmong, type Someone, someone } from './people.ts';

/**
 * Who may go on with an execution: the case's executors who are people, active, and neither asked for the restoration,
 * nor receive it, nor approved it. The operator is among them: they may go on on another device of theirs.
 */
export function successorsOf(record: CaseRecord): readonly string[] {
  const named = (id: string): Someone => someone(record.people, id);
  const barred = [
    record.requestedBy,
    record.packet.administrator.subject,
    ...Object.values(record.approvals).flatMap(({ approver, decidedBy }) => [approver, decidedBy]),
  ].map(named);
  const isListed = ({ id, accounts, roles }: Person) => [id, ...accounts, ...roles].some((name) => record.executors.includes(name));
  const isAble = (one: Person) => one.isActive && Object.values(one.accountKinds).includes('person') && isListed(one);
  return record.people.filter((one) => isAble(one) && !isAmong({ named: one.id, person: one }, barred)).map(({ id }) => id);
}
