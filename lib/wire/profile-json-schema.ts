import { profileSchema } from './profile-schema.ts';
import { z } from './zod.ts';

/**
 * The shape of a console profile as JSON Schema (draft 2020-12), for editors and for whoever generates profiles. What it
 * cannot say, such as that a path leads to a screen that exists, only the parser checks.
 */
export function profileJsonSchema(): object {
  return { title: 'Countersign console profile, format 1', ...z.toJSONSchema(profileSchema) };
}
