import { OFF_WORDS } from '../../core/compare/parts.ts';
import type { Look } from '../../core/compare/reading.ts';
import type { FieldSpec } from '../../core/profile/profile.ts';
import { nameOfTag } from '../dom.ts';
import { formOf, isDisabled, isNativeControl, rawValueOf } from '../fields.ts';
import { type Entries, formAround, namesOf } from './entries.ts';
import { type CheckContext, contradicts, type Part, type Read, unusable } from './look.ts';

/**
 * Holds a reading against what its form would send, under the controls' own names and under those that the profile
 * gives the field. A hidden twin with another value is a contradiction, and so is one value more. A control without a
 * form has nothing to be held against.
 */
export function crossCheck({ look, parts }: Read, context: CheckContext): Look {
  const [first] = parts;
  if (!look.isReadable || first === undefined) return look;
  const isOff = parts.every((part) => isDisabled(part.control));
  const form = formAround(first.control);
  if (form === null) return isOff ? unusable(context.spec, 'it is switched off') : look;
  const entries = context.entries(form);
  const byName = partsByName(parts, form, entries);
  for (const name of context.sentAs) if (entries.has(name) && !byName.has(name)) byName.set(name, parts);
  if (isOff && ![...byName.keys()].some((name) => entries.has(name))) {
    return unusable(context.spec, 'it is switched off, so it would not be sent');
  }
  const isTold = [...byName].every(([name, own]) => isSentBy(own, entries.get(name) ?? [], context.spec));
  return isTold ? look : contradicts(context.spec, shown(look));
}

/** A custom element's name counts only where the form knows it: its page may as well send its value by script. */
function partsByName(parts: readonly Part[], form: Element, entries: Entries): Map<string, readonly Part[]> {
  const byName = new Map<string, readonly Part[]>();
  for (const part of parts) {
    for (const name of namesOf(part.control, form)) {
      if (entries.has(name) || !isBuilt(part.control)) byName.set(name, [...(byName.get(name) ?? []), part]);
    }
  }
  return byName;
}

function isSentBy(parts: readonly Part[], sent: readonly string[], { kind }: FieldSpec): boolean {
  const expected = parts.flatMap((part) => part.sent).map((one) => one.replace(/\r\n?/g, '\n'));
  if (isSameSet(expected, sent)) return true;
  const [only] = parts;
  if (!parts.every((part) => part.isBox))
    return parts.some((part) => isBuilt(part.control)) && isSameSet(withoutEmpty(expected), withoutEmpty(sent));
  const on = sent.filter(
    (one) => !OFF_WORDS.has(one) || parts.some(({ control }) => isNativeControl(control) && rawValueOf(control) === one),
  );
  const isLoneBox = parts.length === 1 && (kind === 'checkbox' || kind === 'switch');
  if (isLoneBox && only !== undefined && isBuilt(only.control)) return on.length > 0 === expected.length > 0;
  return isSameSet(expected, on);
}

function withoutEmpty(values: readonly string[]): readonly string[] {
  return values.filter((one) => one !== '');
}

/** A custom element, or a control that one is built of, chooses itself how "on" is sent. */
function isBuilt(control: Element): boolean {
  return nameOfTag(control).includes('-') || formOf(control) === null;
}

function isSameSet(expected: readonly string[], sent: readonly string[]): boolean {
  const wanted = [...expected].sort();
  const seen = [...sent].sort();
  return wanted.length === seen.length && wanted.every((one, at) => one === seen[at]);
}

function shown(look: Look): string {
  if (!look.isReadable) return '';
  return look.value.kind === 'text' ? look.value.text : look.value.items.join(', ');
}
