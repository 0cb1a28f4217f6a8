import type { FieldSpec } from '../profile/profile.ts';
import { type Reason, reason } from '../reason.ts';
import type { Comparison, Difference, Effective, Verdict } from './reading.ts';

export const MATCH: Comparison = { verdict: 'match', reason: null, difference: null };

export function differs(verdict: Exclude<Verdict, 'match'>, why: Reason, difference: Difference | null): Comparison {
  return { verdict, reason: why, difference };
}

/** Nothing there yet: never broader, whatever was approved. */
export function isEmpty(spec: FieldSpec): Comparison {
  return differs('empty', reason('field-empty', { field: spec.label }, spec.id), null);
}

/** There is something, and it cannot be taken for one value. `detail` never holds the value itself. */
export function isUnreadable(spec: FieldSpec, detail: string): Comparison {
  return differs('unreadable', reason('control-unreadable', { field: spec.label, detail }, spec.id), null);
}

/** The blanks that a hand leaves at the ends. Other blanks stay, so that they are called out and not forgiven. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** The one text that a control holds; null when it holds several. */
export function oneText(value: Effective): string | null {
  if (value.kind === 'text') return trimmed(value.text);
  return value.items.length > 1 ? null : trimmed(value.items[0] ?? '');
}

/** The members that a control holds, each once. A text is a list with lines, commas or semicolons between. */
export function members(value: Effective): readonly string[] {
  const items = value.kind === 'set' ? value.items : value.text.split(/[\r\n,;]+/);
  return unique(items.map(trimmed).filter((item) => item !== ''));
}

export function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
