import { freeText, idText } from '../scalars.ts';
import { z } from '../zod.ts';

/** Every list says that it is whole. */
export const complete = z.literal(true);

/** A list that says nothing about being whole, or denies it, is a page of something: no answer at all. */
export const partialListSchema = z.object({ complete: z.literal(false).optional() });

/** How a refusal looks: a stable code, and who stands in the way where somebody does. */
export type Problem = Readonly<{ code: string; holder?: string | undefined; since?: string | undefined }>;

export const problemSchema: z.ZodType<Problem> = z.object({
  code: idText,
  holder: idText.optional(),
  since: freeText.optional(),
});
