import { faultsIn } from './faults-in.ts';
import { LIMITS } from './limits.ts';
import type { z } from './zod.ts';

/** What came of reading something from outside. `where` names the place, never the value that stood there. */
export type Parsed<T> = Readonly<{ isParsed: true; value: T }> | Readonly<{ isParsed: false; where: string }>;

/** The one door for everything that comes from outside: after it, types are trusted. Never throws on input. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): Parsed<T> {
  const result = schema.safeParse(input);
  if (result.success) return { isParsed: true, value: result.data };
  const path = faultsIn(result.error.issues, input)[0]?.path ?? [];
  return { isParsed: false, where: placeName(path) };
}

/** Keys in a path come from outside too: only plain characters of them are repeated, and not too many. */
function placeName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole';
  const plain = path.map((part) => String(part).replace(/[^\w@:-]/g, '?')).join('.');
  return plain.slice(0, LIMITS.whereLengthMax);
}
