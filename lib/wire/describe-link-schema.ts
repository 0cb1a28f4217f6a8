import type { FromDescribed } from './describe-link.ts';
import { LIMITS } from './limits.ts';
import { report } from './page-link-schema.ts';
import { type Parsed, parse } from './parse.ts';
import { control, fieldKind, locator, recognise, said } from './profile-parts.ts';
import { freeText, idText, wholeNumber } from './scalars.ts';
import { z } from './zod.ts';

// A page that is being described is as untrusted as any other: what it says becomes part of a profile only as far as it fits one.

const way = z.strictObject({ locator, hits: wholeNumber, isRight: z.boolean() });
const ways = z.array(way).max(20).readonly();
const names = z.array(z.string().max(LIMITS.idLengthMax)).max(LIMITS.listItemsMax).readonly();

const screen = z.strictObject({
  recognise,
  title: idText,
  region: locator,
  controls: z.array(control).max(LIMITS.listItemsMax).readonly(),
});

const picked = z.strictObject({
  at: z.enum(['field', 'text', 'notice']),
  role: z.string().max(LIMITS.idLengthMax),
  name: z.string().max(LIMITS.idLengthMax),
  kind: fieldKind,
  isRequired: z.boolean(),
  options: names,
  labels: z.record(idText, said),
  ways,
  sentAs: names,
  offeredBeside: names,
  around: ways,
  unreadable: freeText.nullable(),
  picks: names,
  screen,
});

const form = z.strictObject({
  control: z.strictObject({ name: z.string().max(LIMITS.idLengthMax), ways }).nullable(),
  method: z.string().max(16),
  url: z.url().max(LIMITS.urlLengthMax),
  isBodyRead: z.boolean(),
  opensTab: z.boolean(),
  names,
  button: z.strictObject({ name: idText, value: z.string().max(LIMITS.idLengthMax) }).nullable(),
});

const namedThere = z.enum(['right', 'other', 'not-read', 'unasked']);

const tried = z.strictObject({
  screen: idText.nullable(),
  place: report.shape.place,
  fields: z
    .array(
      z.strictObject({
        field: idText,
        verdict: z.enum(['match', 'mismatch', 'broader', 'empty', 'unreadable']),
        isWrongCaught: z.boolean(),
        because: freeText.nullable(),
      }),
    )
    .max(LIMITS.readingsMax)
    .readonly(),
  around: report.pick({ dangers: true, unlisted: true, notices: true, drift: true, lookalikes: true }),
  sentOtherwise: names,
  hasCommit: z.boolean(),
  tenant: namedThere,
  operator: namedThere,
});

/** Everything that a page may say to the builder. Its type and `FromDescribed` are one: a test does not compile when they part. */
export const fromDescribedSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('here'), pathname: z.string().max(LIMITS.urlLengthMax) }),
  z.strictObject({ type: z.literal('picked'), picked }),
  z.strictObject({ type: z.literal('gave-up') }),
  z.strictObject({ type: z.literal('screen'), screen, opaque: wholeNumber }),
  z.strictObject({
    type: z.literal('pressed'),
    press: z.strictObject({
      name: z.string().max(LIMITS.idLengthMax),
      ways,
      role: z.string().max(LIMITS.idLengthMax),
      atMs: z.number(),
      unentered: names,
    }),
  }),
  z.strictObject({ type: z.literal('nearing'), ways }),
  z.strictObject({ type: z.literal('stopped'), form }),
  z.strictObject({ type: z.literal('socket'), url: z.url({ protocol: /^wss?$/ }).max(LIMITS.urlLengthMax), atMs: z.number() }),
  z.strictObject({ type: z.literal('tried'), tried }),
]);

export function parseFromDescribed(input: unknown): Parsed<FromDescribed> {
  return parse<FromDescribed>(fromDescribedSchema, input);
}
