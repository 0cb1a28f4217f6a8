import type { FieldSpec } from '../profile/profile.ts';
import { reason } from '../reason.ts';
import { characterNote } from './character-note.ts';
import type { Comparison, Effective } from './reading.ts';
import { differs, isEmpty, isUnreadable, MATCH, oneText, trimmed } from './verdicts.ts';

/**
 * A field that the profile fixes. What must stay off and is on grants more than was approved; what must be ticked and is
 * not is simply not filled in yet.
 */
export function compareConstant(spec: FieldSpec, constant: string, value: Effective): Comparison {
  const seen = oneText(value);
  const expected = trimmed(constant);
  if (seen === null) return isUnreadable(spec, 'it holds several values');
  if (seen === expected && seen !== '') return MATCH;
  if (expected === 'off' && seen === 'on') {
    const details = { field: spec.label, seen: `“${spec.label}” too`, expected: 'without it' };
    return differs('broader', reason('scope-broader', details, spec.id), null);
  }
  if (seen === '' || (expected === 'on' && seen === 'off')) return isEmpty(spec);
  const found = characterNote(expected, seen);
  const difference = found === null ? null : ({ kind: 'text', approved: expected, seen, ...found } as const);
  return differs('mismatch', reason('field-mismatch', { field: spec.label, seen, expected }, spec.id), difference);
}
