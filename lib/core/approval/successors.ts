import type { CaseRecord } from './case-record.ts';
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
  const isPerson = ({ person }: Someone) => person?.isActive === true && Object.values(person.accountKinds).includes('person');
  const able = record.executors.map(named).filter((one) => isPerson(one) && !isAmong(one, barred));
  return [...new Set(able.flatMap(({ person }) => (person === null ? [] : [person.id])))];
}
