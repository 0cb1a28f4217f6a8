import { compilePattern, PATTERN_LENGTH_MAX } from '../core/profile/pattern.ts';
import type { Locator } from '../core/profile/profile.ts';
import { LIMITS } from './limits.ts';
import { idText } from './scalars.ts';
import { z } from './zod.ts';

// The parts of a profile that a page which is being described may speak of too.

/** How many entries any list of a profile may have. */
export const PROFILE_LIST_MAX = 200;

export const said = z
  .record(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), idText)
  .refine((one) => Object.keys(one).length > 0, 'it says nothing in any language');
export const texts = z.array(idText).max(PROFILE_LIST_MAX).readonly();
export const path = z
  .string()
  .regex(/^\/[^?#\s]*$/)
  .max(LIMITS.urlLengthMax);
export const query = z
  .string()
  .regex(/^(?!\?)[^#\s]*$/)
  .max(LIMITS.idLengthMax);
export const pathWithQuery = z
  .string()
  .regex(/^\/[^#\s]*$/)
  .max(LIMITS.urlLengthMax);

/** Only patterns that compile, and that cannot be made to run for ever. */
export const pattern = z
  .string()
  .max(PATTERN_LENGTH_MAX)
  .refine((source) => compilePattern(source).isCompiled, 'it is no pattern that may be used');

export const locator: z.ZodType<Locator> = z
  .strictObject({
    role: z.exactOptional(z.string().regex(/^[a-z]{2,32}$/)),
    name: z.exactOptional(said),
    nameHas: z.exactOptional(said),
    label: z.exactOptional(said),
    testId: z.exactOptional(idText),
    css: z.exactOptional(z.string().min(1).max(1_000)),
    isInClosedRoot: z.exactOptional(z.boolean()),
    within: z.exactOptional(z.lazy(() => locator)),
  })
  .refine(
    (one) => one.role !== undefined || one.label !== undefined || one.testId !== undefined || one.css !== undefined,
    'it names neither a role nor a label, a test id or a selector',
  );

export const recognise = z
  .strictObject({ heading: z.exactOptional(said), locator: z.exactOptional(locator), path: z.exactOptional(path) })
  .refine((one) => Object.keys(one).length > 0, 'it recognises nothing');

export const fieldKind = z.enum([
  'text',
  'lines',
  'number',
  'select',
  'radio',
  'checkbox',
  'checkbox-set',
  'switch',
  'datetime',
  'combobox',
  'tags',
  'transfer',
  'file',
  'read-only',
]);

/** A control that no label names has none: `""`. A consent may be called by a whole paragraph. */
const nameOfControl = z
  .record(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), z.string().max(LIMITS.noteLengthMax))
  .refine((one) => Object.keys(one).length > 0);
export const control = z.strictObject({ role: idText, name: nameOfControl, isRequired: z.boolean(), options: texts });
