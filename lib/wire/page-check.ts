import { LIMITS } from './limits.ts';
import { z } from './zod.ts';

/** What a page can be to a profile. `draft` and `abandon` are the pages that say that such a way out was taken. */
const place = z.enum(['screen', 'review', 'confirmed', 'refused', 'pending', 'draft', 'abandon', 'elsewhere']);

/**
 * What a page came to, held against a profile: what it is, and in what it differs from what the profile says. `screen` is the id of
 * a screen or of the review page, null on every other page. `confirmation` is null on every page that is none.
 */
const pageCheckSchema = z
  .object({
    place,
    screen: z.string().nullable(),
    differences: z.array(z.string()).readonly(),
    /** Whether the confirmation carries its reference, and by field id which of the fields it repeats. */
    confirmation: z
      .object({ hasReference: z.boolean(), repeats: z.record(z.string().max(LIMITS.idLengthMax), z.boolean()).readonly() })
      .readonly()
      .nullable(),
  })
  .readonly();

export type PageCheck = z.infer<typeof pageCheckSchema>;

/** Null where the page answered nothing, as one does that is just giving way to another. */
export function readPageCheck(value: unknown): PageCheck | null {
  const result = pageCheckSchema.safeParse(value);
  return result.success ? result.data : null;
}
