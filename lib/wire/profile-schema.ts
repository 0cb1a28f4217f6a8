import { canonical } from '../core/evidence/canonical.ts';
import { PACKET_PATHS } from '../core/packet/packet.ts';
import { inconsistencies } from '../core/profile/consistency.ts';
import { type Profile, type RequestClass, SEGMENT_NAMES } from '../core/profile/profile.ts';
import { faultLine } from './fault-words.ts';
import { faultsIn } from './faults-in.ts';
import { LIMITS } from './limits.ts';
import { type Parsed, parse } from './parse.ts';
import {
  control,
  fieldKind,
  locator,
  PROFILE_LIST_MAX,
  path,
  pathWithQuery,
  pattern,
  query,
  recognise,
  said,
  texts,
} from './profile-parts.ts';
import { idText } from './scalars.ts';
import { z } from './zod.ts';

// A profile comes from a file, from policy or from a person. It is data: everything in it is bounded, what is not known
// is refused (a misspelt part would else be a part that is not guarded), and what contradicts itself is refused as well.

const LIST_MAX = PROFILE_LIST_MAX;
const MS_MAX = 3_600_000;

const url = z.url({ protocol: /^https?$/ }).max(LIMITS.urlLengthMax);
const waitMs = z.int().min(0).max(MS_MAX);

const locators = z.array(locator).max(LIST_MAX).readonly();

/** Something for each part of a value that has several. */
function parts<T extends z.ZodType>(of: T) {
  return z.partialRecord(z.enum(SEGMENT_NAMES), of);
}

export const requestClass: z.ZodType<RequestClass> = z.strictObject({
  class: z.enum(['free', 'step', 'back', 'exit', 'revoke', 'commit']),
  origin: url,
  methods: z
    .array(z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']))
    .min(1)
    .max(6)
    .readonly(),
  url: path,
  query: query.nullable().optional(),
  bodyKey: z.record(idText, z.string().max(LIMITS.idLengthMax)).nullable(),
  body: z
    .strictObject({ encoding: z.enum(['urlencoded', 'json']), fields: z.record(idText, z.union([idText, parts(idText)])), others: texts })
    .nullable(),
  exit: z.enum(['draft', 'abandon']).nullable(),
  by: z.enum(['navigation', 'script']).nullable().optional(),
  opens: z.enum(['new-tab']).nullable().optional(),
});

const zone = z.union([z.strictObject({ fixed: idText }), z.strictObject({ locator })]).nullable();
const spot = z.strictObject({ locator, pick: pattern.nullable(), zone: z.strictObject({ locator }).nullable() });
const spots = z.record(idText, spot);

const field = z.strictObject({
  id: idText,
  label: idText,
  approved: z.union([z.strictObject({ packet: z.enum(PACKET_PATHS) }), z.strictObject({ constant: idText })]),
  kind: fieldKind,
  locator,
  compare: z.enum(['identifier', 'email', 'name', 'set', 'references', 'instant', 'constant']),
  isRequired: z.boolean(),
  options: texts,
  labels: z.record(idText, said).optional(),
  prompt: said.optional(),
  items: locator.optional(),
  sends: z.record(idText, idText).optional(),
  segments: parts(locator).optional(),
  zone,
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  evidence: z.strictObject({ isShown: z.boolean(), pattern, hides: idText }),
});

const controls = z.array(control).max(LIST_MAX).readonly();

const screen = z.strictObject({
  id: idText,
  title: idText,
  recognise,
  fields: z.array(field).max(LIST_MAX).readonly(),
  controls,
  region: locator,
  isCheckpoint: z.boolean(),
});

const review = z.strictObject({ id: idText, title: idText, recognise, region: locator, controls, fields: spots });
const context = z.strictObject({ locator, pick: pattern.nullable() }).nullable();
const dangerKind = z.enum(['existing-session', 'scope-expansion', 'bypass', 'unusual-duration', 'session-lost']);

const exit = z
  .strictObject({
    isSafe: z.boolean(),
    says: idText,
    described: said.optional(),
    seen: z.strictObject({ recognise, reference: locator.nullable() }).nullable().optional(),
  })
  .nullable();

const confirmation = z.strictObject({
  success: z.strictObject({ recognise, reference: locator, fields: spots }),
  failure: z.strictObject({ recognise }).nullable(),
  pending: z.strictObject({ recognise }).nullable(),
  waitMs,
  readBackMs: waitMs,
});

const where = z.strictObject({
  startUrl: url,
  pageOrigins: z.array(url).min(1).max(LIST_MAX).readonly(),
  apiOrigins: z.array(url).max(LIST_MAX).readonly(),
  hasServiceWorker: z.boolean(),
  locales: texts,
});

const shape = z.strictObject({
  format: z.literal(1),
  id: idText,
  version: idText,
  name: idText,
  where,
  requests: z.array(requestClass).max(LIST_MAX).readonly(),
  controls: z.strictObject({
    commit: z.array(locator).min(1).max(LIST_MAX).readonly(),
    step: locators,
    back: locators,
    draft: locators,
    abandon: locators,
    revoke: locators,
  }),
  context: z.strictObject({ tenant: context, operator: context }),
  screens: z.array(screen).min(1).max(LIST_MAX).readonly(),
  review: review.nullable(),
  danger: z
    .array(z.strictObject({ kind: dangerKind, locator, says: idText }))
    .max(LIST_MAX)
    .readonly(),
  harmless: z
    .array(z.strictObject({ locator, says: idText }))
    .max(LIST_MAX)
    .readonly(),
  unanswered: z
    .array(z.strictObject({ locator, says: idText }))
    .max(LIST_MAX)
    .readonly()
    .optional(),
  confirmation,
  exits: z.strictObject({ draft: exit, abandon: exit }),
  revoke: z.strictObject({ url: pathWithQuery, typicalMs: waitMs }),
});

/** A console profile, format 1. Its type and `Profile` are one: a test does not compile when they part. */
export const profileSchema = shape.superRefine((profile, context) => {
  for (const { path: place, because } of inconsistencies(profile)) context.addIssue({ code: 'custom', path: [...place], message: because });
});

export function parseProfile(input: unknown): Parsed<Profile> {
  return parse<Profile>(profileSchema, input);
}

/** What is wrong with a profile, for whoever writes one: each line names its place. */
export function profileFaults(input: unknown): readonly string[] {
  const result = profileSchema.safeParse(input);
  if (result.success) return [];
  return faultsIn(result.error.issues, input).map((issue) => faultLine(issue, { whole: input, name: 'the profile' }));
}

/** The text whose SHA-256 is the profile's digest (RFC 8785). */
export function profileDigestText(profile: Profile): string {
  return canonical(profile);
}
