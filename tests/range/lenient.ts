/**
 * A scenario may write a record in words of its own ("until" for "endsAt"). These read the first member that is there,
 * so that what goes over the wire is always in the interface's words.
 */

export function member(value: unknown, ...names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const name = names.find((one) => Object.hasOwn(value, one));
  return name === undefined ? undefined : Reflect.get(value, name);
}

export function textMember(value: unknown, ...names: readonly string[]): string | null {
  const found = member(value, ...names);
  return typeof found === 'string' ? found : null;
}

/** A list of texts; one text alone is a list of one. */
export function textsMember(value: unknown, ...names: readonly string[]): readonly string[] {
  const found = member(value, ...names);
  if (typeof found === 'string') return [found];
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : [];
}

/** The record, with what it leaves out. */
export function withDefaults(defaults: Readonly<Record<string, unknown>>, record: object): Readonly<Record<string, unknown>> {
  return { ...defaults, ...record };
}
