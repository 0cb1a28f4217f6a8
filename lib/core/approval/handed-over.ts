import type { CaseRecord, Handover } from './case-record.ts';

/** What the holder of the claim left to whoever may go on, and nobody has settled yet; null where there is nothing like that. */
export function openHandover({ claim, handovers }: CaseRecord): Handover | null {
  return handovers.find((one) => one.settled === null && one.claim === claim?.id && one.epoch === claim.epoch) ?? null;
}
