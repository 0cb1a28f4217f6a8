import { CELLS_MAX } from '../core/compare/arrangement.ts';
import { LIMITS } from './limits.ts';
import type { FromPage } from './page-link.ts';
import { type Parsed, parse } from './parse.ts';
import { reasonSchema } from './reason-schema.ts';
import { freeText, idText, wellFormed, wholeNumber } from './scalars.ts';
import { z } from './zod.ts';

// The page room shares a process with a page that nobody trusts. What it says is parsed whole, or it is not heard.

const timeMs = z.number();
const lines = z.array(freeText).max(LIMITS.listItemsMax).readonly();

const cellIndex = z
  .int()
  .min(0)
  .max(CELLS_MAX - 1);

const effective = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().max(LIMITS.readingTextLengthMax).refine(wellFormed) }),
  z.strictObject({
    kind: z.literal('set'),
    items: z.array(z.string().max(LIMITS.setItemLengthMax).refine(wellFormed)).max(LIMITS.setItemsMax).readonly(),
  }),
]);

const look = z.discriminatedUnion('isReadable', [
  z.strictObject({ isReadable: z.literal(true), value: effective }),
  z.strictObject({ isReadable: z.literal(false), reason: reasonSchema }),
]);

const reading = z.strictObject({
  field: idText,
  screen: idText,
  source: z.enum(['live', 'review', 'carried']),
  document: idText,
  readAtMs: timeMs,
  look,
  zone: idText.nullable(),
  changedBy: z.enum(['hand', 'page', 'nobody']),
});

const danger = z.strictObject({
  kind: z.enum(['existing-session', 'scope-expansion', 'bypass', 'unusual-duration', 'session-lost']),
  says: freeText,
});

/** One look at a page, as its room tells it. */
export const report = z.strictObject({
  document: idText,
  atMs: timeMs,
  place: z.enum(['screen', 'review', 'confirmed', 'refused', 'pending', 'elsewhere']),
  screen: idText.nullable(),
  readings: z.array(reading).max(LIMITS.readingsMax).readonly(),
  context: z.strictObject({ tenant: freeText.nullable(), operator: freeText.nullable() }),
  dangers: z.array(danger).max(LIMITS.listItemsMax).readonly(),
  unlisted: z
    .array(z.strictObject({ role: idText, count: wholeNumber }))
    .max(LIMITS.listItemsMax)
    .readonly(),
  notices: lines,
  drift: lines,
  hasCommit: z.boolean(),
  lookalikes: lines,
  isTyping: z.boolean(),
  isLoading: z.boolean(),
  reference: freeText.nullable(),
  exit: z
    .strictObject({ kind: z.enum(['draft', 'abandon']), reference: freeText.nullable() })
    .nullable()
    .optional(),
  unsafeExits: z
    .array(z.enum(['draft', 'abandon']))
    .max(2)
    .readonly()
    .optional(),
  cells: z
    .record(idText, z.strictObject({ row: cellIndex, column: cellIndex }))
    .readonly()
    .optional(),
});

const press = z.strictObject({
  control: z.enum(['commit', 'step', 'back', 'draft', 'abandon', 'revoke']),
  isTrusted: z.boolean(),
  isRepeat: z.boolean(),
  isFromField: z.boolean(),
  beganAtMs: timeMs,
  isPassed: z.boolean(),
  canonical: z.string().max(LIMITS.canonicalLengthMax).refine(wellFormed),
  release: idText.nullable(),
  stoppedBy: z
    .enum([
      'no-release',
      'not-counted',
      'readings-changed',
      'body-differs',
      'step-closed',
      'not-open-yet',
      'opens-elsewhere',
      'no-execution',
    ])
    .nullable(),
  report,
});

/** Everything a page room may say. Its type and `FromPage` are one: a test does not compile when they part. */
export const fromPageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), isLate: z.boolean() }),
  z.strictObject({ type: z.literal('report'), report }),
  z.strictObject({ type: z.literal('seen'), request: idText, report }),
  z.strictObject({ type: z.literal('intent'), control: z.enum(['step', 'back', 'draft', 'abandon', 'revoke']), report }),
  z.strictObject({ type: z.literal('press'), press }),
  z.strictObject({ type: z.literal('check-now') }),
  z.strictObject({ type: z.literal('unlisted'), role: idText, text: freeText }),
  z.strictObject({ type: z.literal('panel'), document: idText, trouble: z.enum(['out', 'not-drawn', 'dead', 'covered']).nullable() }),
  z.strictObject({ type: z.literal('awake') }),
]);

export function parseFromPage(input: unknown): Parsed<FromPage> {
  return parse<FromPage>(fromPageSchema, input);
}
