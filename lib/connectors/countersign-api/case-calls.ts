import type { CaseRecord } from '../../core/approval/case-record.ts';
import type { Answer } from '../../core/gate/sources.ts';
import { type Reason, reason } from '../../core/reason.ts';
import type { CallOptions } from '../../ports/answer.ts';
import { caseListSchema } from '../../wire/countersign-api/case.ts';
import type { Problem } from '../../wire/countersign-api/envelope.ts';
import { type Api, answeredList, ask, mapAnswer, type WriteWords } from '../json-api.ts';

/** What all writes to a case have in common. */
export const CASE_WRITE: WriteWords = { stale: reason('case-changed'), refusals: refusalOf };

/** A list names no versions: whoever acts on a case of it reads that case first. */
export async function listCases(api: Api, query: readonly [string, string], options: CallOptions): Promise<Answer<readonly CaseRecord[]>> {
  const said = await ask(api, { method: 'GET', path: ['v1', 'cases'], query: [query] }, options);
  return mapAnswer(answeredList(api, said, caseListSchema), ({ cases }) => cases.map((one) => ({ ...one, etag: '' })));
}

export function refusalOf({ code, holder, since }: Problem): Reason | null {
  const person = holder === undefined ? {} : { person: holder };
  switch (code) {
    case 'claimed-by-other':
      return reason('claimed-by-other', { ...person, ...(since === undefined ? {} : { since }) });
    case 'already-spent':
    case 'already-consumed':
    case 'already-closed':
      return reason('execution-already-spent');
    case 'approvals-not-in-force':
      return reason('approval-record-changed');
    case 'fenced':
      return reason('claim-fenced', person);
    case 'packet-differs':
      return reason('case-changed');
    case 'may-have-left':
      return reason('outcome-unknown');
    case 'nothing-to-reconcile':
    case 'already-settled':
      return reason('case-changed');
    case 'not-security':
    case 'not-an-executor':
      return reason('operator-not-assigned');
    default:
      return null;
  }
}
