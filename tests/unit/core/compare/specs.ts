import { compareField } from '../../../../lib/core/compare/compare.ts';
import type { Comparison, Reading } from '../../../../lib/core/compare/reading.ts';
import type { CompareKind, FieldSpec } from '../../../../lib/core/profile/profile.ts';

/** A field of a console, as a profile describes it: each test says only what it is about. */
export function spec(compare: CompareKind, change: Partial<FieldSpec> = {}): FieldSpec {
  return {
    id: 'f',
    label: 'The field',
    approved: { packet: 'window.end' },
    kind: 'text',
    locator: { label: { en: 'The field' } },
    compare,
    isRequired: true,
    options: [],
    zone: null,
    evidence: { isShown: true, pattern: '^[a-z.]+$', hides: 'a value' },
    ...change,
  };
}

/** What a control holds: a text, or the members of a set. */
export function reading(value: string | readonly string[], change: Partial<Reading> = {}): Reading {
  return {
    field: 'f',
    screen: 's',
    source: 'live',
    document: 'd',
    readAtMs: 0,
    look: { isReadable: true, value: typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'set', items: value } },
    zone: null,
    changedBy: 'hand',
    ...change,
  };
}

export function compared(
  compare: CompareKind,
  approved: string | readonly string[],
  value: string | readonly string[],
  change: Partial<Omit<FieldSpec, 'zone'> & Pick<Reading, 'zone'>> = {},
): Comparison {
  const { zone, ...rest } = change;
  return compareField({ spec: spec(compare, rest), approved, reading: reading(value, { zone: zone ?? null }) });
}

/** Verdict and code: what decides. */
export function verdictOf({ verdict, reason }: Comparison): string {
  return reason === null ? verdict : `${verdict} ${reason.code}`;
}
