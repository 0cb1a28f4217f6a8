import { LIMITS } from './limits.ts';
import { z } from './zod.ts';

/** Half a character has no UTF-8, so it can be neither hashed nor written down. */
export const wellFormed = (text: string): boolean => text.isWellFormed();

/** An identifier, name, state or reference: never empty. */
export const idText = z.string().min(1).max(LIMITS.idLengthMax).refine(wellFormed);

/** Free text, which may be empty. */
export const freeText = z.string().max(LIMITS.textLengthMax).refine(wellFormed);

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** RFC 3339 with a zone. A date that does not exist is refused. */
export const instantText = z.iso.datetime({ offset: true }).max(64);

export const wholeNumber = z.int().min(0);

/** Absent and null are the same thing: there is none. */
export function orNull<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value): T | null => value ?? null);
}
