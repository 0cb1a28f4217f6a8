import type { CaseRecord, Handover } from './case-record.ts';

/**
 * The last hand-over that nobody has settled, also where its claim is gone: what may have left must be reconciled however the
 * case stands now. Null where there is none.
 */
export function unsettledHandover({ handovers }: CaseRecord): Handover | null {
  return handovers.findLast(({ settled }) => settled === null) ?? null;
}

/** What the holder of the claim left to whoever may go on, and nobody has settled yet; null where there is nothing like that. */
export function openHandover({ claim, handovers }: CaseRecord): Handover | null {
  return handovers.find((one) => one.settled === null && one.claim === claim?.id && one.epoch === claim.epoch) ?? null;
}

/** Something may have been sent for this case, under whatever packet, and nobody has said yet what came of it. */
export function isUnsettled({ handovers, executions }: CaseRecord): boolean {
  return (
    handovers.some(({ settled, mayHaveLeft }) => settled === null && mayHaveLeft) || executions.some(({ outcome }) => outcome === 'unknown')
  );
}
