import type { Attachment, CaseRecord, Claim, Handover, PastExecution } from '../../core/approval/case-record.ts';
import { anchorIn } from '../../core/evidence/anchor-note.ts';
import { freeText, idText, instantText, orNull, sha256Hex, wholeNumber } from '../scalars.ts';
import { z } from '../zod.ts';
import { approvalsSchema } from './approval.ts';
import { complete } from './envelope.ts';
import { packetSchema } from './packet.ts';
import { personSchema } from './person.ts';

/** A case as the body says it; its version for writing stands in the `ETag` header. */
export type CaseBody = Omit<CaseRecord, 'etag'>;

export const claimSchema: z.ZodType<Claim> = z.object({
  id: idText,
  execution: idText,
  holder: idText,
  device: idText,
  since: instantText,
  epoch: wholeNumber,
  state: z.enum(['held', 'consumed', 'closed']),
  nonce: idText.nullable(),
});

const pastExecution: z.ZodType<PastExecution> = z.object({
  execution: idText,
  packetDigest: freeText,
  outcome: idText,
  at: instantText,
});

/** `POST /v1/cases/{id}/handover`, and each entry of a case's list. */
export const handoverSchema: z.ZodType<Handover> = z.object({
  execution: idText,
  claim: idText,
  epoch: wholeNumber,
  by: idText,
  at: instantText,
  capsule: idText,
  mayHaveLeft: z.boolean(),
  settled: orNull(z.object({ by: idText, at: instantText, how: z.enum(['resumed', 'reconciled', 'closed']) })),
});

const attachment: z.ZodType<Attachment> = z.object({ id: idText, name: freeText, sha256: sha256Hex });

const segregation = z.object({ requester: idText, approvers: z.array(idText), statement: freeText });

/** `GET /v1/cases/{id}`. Two people under one id would make every comparison of people worthless. */
export const caseSchema: z.ZodType<CaseBody> = z
  .object({
    id: idText,
    kind: idText,
    state: idText,
    version: wholeNumber,
    executors: z.array(idText),
    requestedBy: idText,
    packet: packetSchema,
    approvals: approvalsSchema,
    claim: claimSchema.nullable(),
    executions: z.array(pastExecution),
    // A case system that knows no hand-overs has none open: then nobody can go on but the holder.
    handovers: orNull(z.array(handoverSchema)).transform((list) => list ?? []),
    // Where the case does not show what hangs on it, a lost reply to an attachment is answered by another one: no reason to refuse the case.
    attachments: z
      .array(attachment.nullable().catch(null))
      .catch([])
      .transform((all) => all.filter((one) => one !== null)),
    // Where the case shows no notes, a restart has no head to hold the journal against.
    notes: orNull(z.array(z.object({ by: z.string(), text: z.string() }))),
    segregation: orNull(segregation),
    people: z.array(personSchema),
  })
  .refine(({ people }) => new Set(people.map(({ id }) => id)).size === people.length, { path: ['people'] })
  // Of what people write in a case nothing else is of use here.
  .transform(({ notes, ...rest }) => ({ ...rest, anchors: (notes ?? []).flatMap((note) => anchorIn(note) ?? []) }));

/** `GET /v1/cases?executable=me`. */
export const caseListSchema: z.ZodType<Readonly<{ cases: readonly CaseBody[] }>> = z.object({ complete, cases: z.array(caseSchema) });

/** `POST /v1/cases/{id}/notes`. */
export const noteSchema = z.object({ id: idText, at: instantText, sha256: sha256Hex, text: freeText });

/** `POST /v1/cases/{id}/attachments`. */
export const attachmentSchema = z.object({ id: idText, sha256: sha256Hex });

/** `GET /v1/cases/{id}/attachments/{attachment}`. */
export const attachedFileSchema = z.object({ id: idText, sha256: sha256Hex, contentBase64: z.base64() });
