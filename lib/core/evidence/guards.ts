import { parseInstant } from '../compare/instant.ts';
import { isSha256 } from './encoding.ts';

/** Says whether something that came from a file has the shape that its reader needs. */
export type Guard<T> = (value: unknown) => value is T;
export type Guarded<G> = G extends Guard<infer T> ? T : never;

const TEXT_LENGTH_MAX = 20_000;

export function record(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Some text, never empty. */
export function text(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= TEXT_LENGTH_MAX;
}

/** Any text, the empty one too. */
export function anyText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= TEXT_LENGTH_MAX;
}

export function flag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function wholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export function sha256(value: unknown): value is string {
  return typeof value === 'string' && isSha256(value);
}

/** An instant with its zone, as the gate reads one. */
export function instant(value: unknown): value is string {
  return typeof value === 'string' && parseInstant(value) !== null;
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Guard<T> {
  return (value): value is T => allowed.some((one) => one === value);
}

export function list<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

/** An object that has at least these fields; others may stand beside them. */
export function shape<S extends Readonly<Record<string, Guard<unknown>>>>(fields: S): Guard<Shaped<S>> {
  return (value): value is Shaped<S> => record(value) && faultyFields(fields, value).length === 0;
}
export type Shaped<S> = Readonly<{ [K in keyof S]: Guarded<S[K]> }>;

/** The names of the fields that are missing or of the wrong kind. */
export function faultyFields(
  fields: Readonly<Record<string, Guard<unknown>>>,
  value: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(fields)
    .filter(([name, guard]) => !Object.hasOwn(value, name) || !guard(value[name]))
    .map(([name]) => name);
}
