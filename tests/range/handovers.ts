import type { Refusal } from './api.ts';
import type { Step } from './claims.ts';
import type { Frozen } from './world.ts';
import type { WorldCase, WorldClaim, WorldHandover, WorldPastExecution } from './world-shape.ts';

/** What reconciling found, as the outcome that the execution has from then on. */
const OUTCOMES = { granted: 'granted', nothing: 'nothing-granted', other: 'granted-otherwise' } as const;
export type Found = keyof typeof OUTCOMES;

export type HandoverStep =
  | Readonly<{ refusal: Refusal }>
  | Readonly<{ handover: Frozen<WorldHandover>; change: (draft: WorldCase) => void }>;

type Told = Readonly<{ execution: string; claim: string; epoch: number; capsule: string; mayHaveLeft: boolean }>;

/** The holder leaves the claim to whoever may go on. Again for the same claim and epoch: the newer capsule counts. */
export function handOverStep(record: Frozen<WorldCase>, body: Told, asked: Readonly<{ holder: string; at: string }>): HandoverStep {
  const held = record.claim;
  if (held === null || held.id !== body.claim || held.epoch !== body.epoch || held.holder !== asked.holder) return fencedBy(held);
  const known = handoversOf(record).find((one) => isOf(one, body));
  if (known !== undefined && known.settled !== null) return no(409, 'already-settled', 'Somebody went on already.');
  const handover: WorldHandover = { ...body, by: asked.holder, at: known?.at ?? asked.at, settled: null };
  return {
    handover,
    change: (draft) => {
      draft.handovers = [...(draft.handovers ?? []).filter((one) => !isOf(one, body)), handover];
    },
  };
}

/** The claim passes on, with an epoch one higher: to an executor where it was handed over, or back to its own execution. */
export function takeOverStep(
  record: Frozen<WorldCase>,
  body: Readonly<{ claim: string; epoch: number; execution: string; device: string }>,
  asked: Readonly<{ holder: string; at: string; isCurrentVersion: () => Refusal | null }>,
): Step {
  const held = record.claim;
  const isMine = held?.execution === body.execution && held.holder === asked.holder;
  if (held !== null && isMine && held.id === body.claim && held.epoch === body.epoch + 1) return { claim: held, change: null };
  const stale = asked.isCurrentVersion();
  if (stale !== null) return { refusal: stale };
  if (held === null || held.id !== body.claim || held.epoch !== body.epoch) return fencedBy(held);
  if (held.state === 'closed') return no(409, 'already-closed', 'The claim is closed.');
  const open = openHandover(record, held);
  if (open === null && !isMine) return claimedBy(held);
  if (open?.mayHaveLeft === true) return no(409, 'may-have-left', 'Something may have left: this is only reconciled.');
  const { execution, device } = body;
  const returned = [...(held.returned ?? []), ...(held.nonce === null ? [] : [held.nonce])];
  const claim: WorldClaim = {
    ...held,
    execution,
    device,
    holder: asked.holder,
    since: asked.at,
    epoch: held.epoch + 1,
    state: 'held',
    nonce: null,
    returned,
  };
  return {
    claim,
    change: (draft) => {
      draft.claim = claim;
      settle(draft, held, { by: asked.holder, at: asked.at, how: 'resumed' });
    },
  };
}

/** Security says what really came of an execution of which nobody could know. */
export function reconcileStep(
  record: Frozen<WorldCase>,
  body: Readonly<{ execution: string; found: Found; reference: string | null }>,
  asked: Readonly<{ holder: string; isSecurity: boolean; at: string; packetDigest: string }>,
): HandoverStep {
  if (!asked.isSecurity) return no(403, 'not-security', 'Only security reconciles.');
  const open = handoversOf(record).find((one) => one.execution === body.execution && one.settled === null && one.mayHaveLeft);
  if (open === undefined) return no(409, 'nothing-to-reconcile', 'Nothing of this execution is open.');
  const settled = { by: asked.holder, at: asked.at, how: 'reconciled' } as const;
  const outcome: Partial<WorldPastExecution> = { outcome: OUTCOMES[body.found], reference: body.reference };
  return {
    handover: { ...open, settled },
    change: (draft) => {
      settle(draft, { id: open.claim, epoch: open.epoch }, settled);
      if (draft.claim?.id === open.claim) draft.claim.state = 'closed';
      const past = draft.executions.find((one) => one.execution === body.execution);
      const wasConsumed = body.found !== 'nothing';
      if (past === undefined) {
        const { packetDigest, at } = asked;
        draft.executions.push({ execution: body.execution, packetDigest, at, wasConsumed, outcome: OUTCOMES[body.found] });
      } else Object.assign(past, outcome, { wasConsumed });
    },
  };
}

export function openHandover(record: Frozen<WorldCase>, claim: Readonly<{ id: string; epoch: number }>): Frozen<WorldHandover> | null {
  return handoversOf(record).find((one) => isOf(one, { claim: claim.id, epoch: claim.epoch }) && one.settled === null) ?? null;
}

/** A claim that ended without leaving a question leaves no hand-over open. */
export function settle(
  draft: WorldCase,
  claim: Readonly<{ id: string; epoch: number }>,
  settled: NonNullable<WorldHandover['settled']>,
): void {
  for (const one of draft.handovers ?? []) if (isOf(one, { claim: claim.id, epoch: claim.epoch })) one.settled ??= settled;
}

export function handoversOf(record: Frozen<WorldCase>): readonly Frozen<WorldHandover>[] {
  return record.handovers ?? [];
}

function isOf(one: Frozen<WorldHandover>, { claim, epoch }: Readonly<{ claim: string; epoch: number }>): boolean {
  return one.claim === claim && one.epoch === epoch;
}

function fencedBy(held: Frozen<WorldClaim> | null): Readonly<{ refusal: Refusal }> {
  const more = held === null ? {} : { holder: held.holder, since: held.since };
  return { refusal: { status: 409, code: 'fenced', detail: 'Another execution holds this case now.', more } };
}

function claimedBy({ holder, since }: Frozen<WorldClaim>): Readonly<{ refusal: Refusal }> {
  return { refusal: { status: 409, code: 'claimed-by-other', detail: `${holder} executes this case.`, more: { holder, since } } };
}

function no(status: 403 | 409, code: string, detail: string): Readonly<{ refusal: Refusal }> {
  return { refusal: { status, code, detail } };
}
