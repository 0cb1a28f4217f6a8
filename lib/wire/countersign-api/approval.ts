import type { Approval } from '../../core/approval/case-record.ts';
import { freeText, idText, instantText, wholeNumber } from '../scalars.ts';
import { z } from '../zod.ts';

const delegation = z.object({ from: idText, to: idText, startsAt: instantText, endsAt: instantText });

/** A given approval must say everything: who, as which account, when, of what, how, under which policy. */
const given = z.object({
  id: idText,
  case: idText,
  approver: idText,
  decidedBy: idText,
  account: idText,
  decision: z.literal('approved'),
  decidedAt: instantText,
  packetDigest: idText,
  via: idText,
  delegation: delegation.nullable(),
  policyVersion: wholeNumber,
  roleDigests: z.record(idText, idText),
});

/** What is not known yet of a pending or refused approval is kept as empty text, which no leg takes for an answer. */
const notYet = freeText.nullish().transform((text) => text ?? '');

const notGiven = z.object({
  id: notYet,
  case: notYet,
  approver: notYet,
  decidedBy: notYet,
  account: notYet,
  decision: z.string().refine((decision) => decision !== 'approved'),
  decidedAt: instantText.nullish().transform((at) => at ?? null),
  packetDigest: notYet,
  via: notYet,
  delegation: delegation.nullish().transform((one) => one ?? null),
  policyVersion: wholeNumber.nullish().transform((version) => version ?? 0),
  roleDigests: z
    .record(idText, idText)
    .nullish()
    .transform((digests) => digests ?? {}),
});

export const approvalSchema: z.ZodType<Approval> = z.union([given, notGiven]);

/** The approvals of a case by authority. An authority whose entry is null has not approved. */
export const approvalsSchema: z.ZodType<Readonly<Record<string, Approval>>> = z
  .record(idText, approvalSchema.nullable())
  .transform((map) => Object.fromEntries(Object.entries(map).flatMap(([authority, one]) => (one ? [[authority, one]] : []))));
