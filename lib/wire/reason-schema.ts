import { type Reason, type ReasonCode, SENTENCES } from '../core/reason.ts';
import { LIMITS } from './limits.ts';
import { freeText, idText } from './scalars.ts';
import { z } from './zod.ts';

const reasonCode = z.custom<ReasonCode>((code) => typeof code === 'string' && Object.hasOwn(SENTENCES, code));

/** A reason as another room of ours sends it: the code must be one that has a sentence. */
export const reasonSchema: z.ZodType<Reason> = z.object({
  code: reasonCode,
  subject: z.exactOptional(idText),
  details: z.exactOptional(
    z
      .record(idText, freeText)
      .refine((details) => Object.keys(details).length <= LIMITS.detailsMax)
      .readonly(),
  ),
});
