import type { CaseRecord, Claim, Handover, Operator } from '../../lib/core/approval/case-record.ts';
import type { CaseSystem } from '../../lib/ports/case-system.ts';

/** What the fake case system does with hand-overs: pure steps on a record; the text is the code of a refusal. */
type Refused = Readonly<{ no: 'fenced' | 'claimed-by-other' | 'may-have-left' | 'settled' | 'not-security' | 'nothing-open' }>;
type HandOverBody = Parameters<CaseSystem['handOver']>[1];
type TakeOverBody = Parameters<CaseSystem['takeOver']>[2];
type ReconcileBody = Parameters<CaseSystem['reconcile']>[1];

export function handOver(record: CaseRecord, body: HandOverBody, by: string, at: string): Handover | Refused {
  const held = record.claim;
  if (held === null || held.id !== body.claim || held.epoch !== body.epoch || held.holder !== by) return { no: 'fenced' };
  const known = record.handovers.find((one) => isOf(one, body));
  if (known !== undefined && known.settled !== null) return { no: 'settled' };
  return { ...body, by, at: known?.at ?? at, settled: null };
}

export function takeOver(record: CaseRecord, body: TakeOverBody, by: string, at: string): Claim | Refused {
  const held = record.claim;
  if (held === null || held.id !== body.claim || held.epoch !== body.epoch) return { no: 'fenced' };
  const open = openHandover(record, held);
  const isMine = held.execution === body.execution && held.holder === by;
  if (held.state === 'closed' || (open === null && !isMine)) return { no: 'claimed-by-other' };
  if (open?.mayHaveLeft === true) return { no: 'may-have-left' };
  const { execution, device } = body;
  return { ...held, execution, device, holder: by, since: at, epoch: held.epoch + 1, state: 'held', nonce: null };
}

export function reconcile(record: CaseRecord, body: ReconcileBody, operator: Operator, at: string): Handover | Refused {
  if (!operator.person.roles.includes('security')) return { no: 'not-security' };
  const open = record.handovers.find((one) => one.execution === body.execution && one.settled === null && one.mayHaveLeft);
  return open === undefined ? { no: 'nothing-open' } : { ...open, settled: { by: operator.person.id, at, how: 'reconciled' } };
}

const OUTCOMES = { granted: 'granted', nothing: 'nothing-granted', other: 'granted-otherwise' } as const;

/** The record in which the execution ended as security found. */
export function withFinding(record: CaseRecord, { execution, found }: ReconcileBody, packetDigest: string): CaseRecord {
  const outcome = OUTCOMES[found];
  const others = record.executions.filter((one) => one.execution !== execution);
  const past = record.executions.find((one) => one.execution === execution);
  const at = record.handovers.find((one) => one.execution === execution)?.at ?? '';
  return { ...record, executions: [...others, { execution, packetDigest, at, ...past, outcome }] };
}

export function openHandover(record: CaseRecord, claim: Readonly<{ id: string; epoch: number }>): Handover | null {
  return record.handovers.find((one) => isOf(one, { claim: claim.id, epoch: claim.epoch }) && one.settled === null) ?? null;
}

/** The list with this one in place of the one of the same claim and epoch. */
export function withHandover(record: CaseRecord, handover: Handover): CaseRecord {
  return { ...record, handovers: [...record.handovers.filter((one) => !isOf(one, handover)), handover] };
}

function isOf(one: Handover, { claim, epoch }: Readonly<{ claim: string; epoch: number }>): boolean {
  return one.claim === claim && one.epoch === epoch;
}
