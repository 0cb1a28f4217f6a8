import type { DisplayRecord } from '../core/evidence/record.ts';
import { isDisplayRecord } from '../core/evidence/record-faults.ts';
import type { Capsule } from '../core/execution/capsule.ts';
import { type ExecutionState, PHASES } from '../core/execution/state.ts';
import { packetSchema } from './countersign-api/packet.ts';
import { LIMITS } from './limits.ts';
import { type Parsed, parse } from './parse.ts';
import { reasonSchema } from './reason-schema.ts';
import { freeText, idText, instantText, sha256Hex, wholeNumber } from './scalars.ts';
import { z } from './zod.ts';

// A capsule comes from another device, by way of the case system. It is parsed whole, or it is not opened.

const names = z.array(idText).max(LIMITS.listItemsMax).readonly();
const approval = z.strictObject({ authority: idText, id: idText, name: idText, decidedAt: instantText.nullable() });
const entered = z.strictObject({
  screen: freeText,
  field: idText,
  label: freeText,
  approved: freeText,
  entered: z.string().max(LIMITS.readingTextLengthMax).nullable(),
  verdict: z.enum(['match', 'mismatch', 'broader', 'empty', 'unreadable', 'not-entered']),
});
const exit: z.ZodType<NonNullable<ExecutionState['exit']>> = z.strictObject({
  kind: z.enum(['draft', 'abandon']),
  reference: freeText.nullable(),
  found: z.enum(['not-read', 'nothing', 'pending', 'unknown']),
});
const displayRecord = z.custom<DisplayRecord>(isDisplayRecord);

const capsuleSchema: z.ZodType<Capsule> = z.strictObject({
  v: z.literal(1),
  caseId: idText,
  execution: idText,
  sealedAt: instantText,
  by: z.strictObject({ id: idText, name: freeText, device: idText }),
  packet: packetSchema,
  packetDigest: sha256Hex,
  profile: z.strictObject({ id: idText, version: idText, digest: sha256Hex }),
  claim: z.strictObject({ id: idText, epoch: wholeNumber }),
  head: z.strictObject({ seq: wholeNumber, sha256: sha256Hex }),
  stop: z.strictObject({ reasons: z.array(reasonSchema).max(LIMITS.listItemsMax).readonly(), at: instantText, from: z.enum(PHASES) }),
  approvals: z.array(approval).max(LIMITS.listItemsMax).readonly(),
  screen: idText.nullable(),
  screensDone: names,
  entered: z.array(entered).max(LIMITS.readingsMax).readonly(),
  exit: exit.nullable(),
  left: z.strictObject({
    is: z.enum(['nothing', 'possibly', 'one', 'refused']),
    gateOpened: wholeNumber,
    requests: wholeNumber,
    isClaimConsumed: z.boolean(),
  }),
  // As many as one answer of IAM could hold.
  grantsBefore: z.array(idText).readonly(),
  capture: z.strictObject({ record: displayRecord, sha256: sha256Hex }).nullable(),
});

/** What was sealed, as its text. */
export function parseCapsule(text: string): Parsed<Capsule> {
  return parse(capsuleSchema, jsonIn(text));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
