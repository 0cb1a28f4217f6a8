import canonicalize from 'canonicalize';

/** How deep a value may nest; deeper is a mistake or a cycle. */
const DEPTH_MAX = 32;

/** Something that JSON cannot say exactly was about to be written as evidence. A bug, never an expected failure. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

/**
 * The RFC 8785 form of a value. Refuses what JSON would drop, round or rewrite: `undefined`, functions, big integers
 * (RFC 8785 rounds 2^53+1 silently), dates, class instances and lone surrogates.
 */
export function canonical(value: unknown): string {
  refuse(value, '$', 0);
  const text = canonicalize(value);
  if (text === undefined) throw new NotCanonical('the value has no JSON form');
  return text;
}

/** The value of a text in RFC 8785 form; null when it is not JSON, or JSON in another form. */
export function readCanonical(text: string): Readonly<{ value: unknown }> | null {
  try {
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? { value } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotCanonical) return null;
    throw error;
  }
}

function refuse(value: unknown, path: string, depth: number): void {
  if (depth > DEPTH_MAX) throw new NotCanonical(`${path} nests deeper than ${DEPTH_MAX}`);
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (!value.isWellFormed()) throw new NotCanonical(`${path} holds half a character`);
      return;
    case 'number':
      if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
        throw new NotCanonical(`${path} is a number that JSON would change`);
      return;
    case 'object':
      if (value !== null) refuseInside(value, path, depth);
      return;
    default:
      throw new NotCanonical(`${path} is a ${typeof value}`);
  }
}

function refuseInside(value: object, path: string, depth: number): void {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) refuse(value[at], `${path}[${at}]`, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new NotCanonical(`${path} is not a plain object`);
  for (const [key, inside] of Object.entries(value)) {
    refuse(key, `${path} key`, depth);
    refuse(inside, `${path}.${key}`, depth + 1);
  }
}
