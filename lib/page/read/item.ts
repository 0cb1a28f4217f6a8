import { optionSentAs } from '../../core/compare/parts.ts';
import { trimmed } from '../../core/compare/verdicts.ts';
import type { FieldSpec } from '../../core/profile/profile.ts';
import { fold, isSaid } from '../../core/profile/words.ts';
import type { Choice } from '../fields.ts';

/**
 * What a choice stands for: the value that is sent, or what its text stands for where the value has no word in it. Null
 * where the text is one choice of the profile and the value another one, or where the profile calls the value by another
 * name: it would send something else than it shows.
 */
export function itemOf({ value, text }: Choice, spec: FieldSpec): string | null {
  const called = optionCalled(text, spec);
  const meant = optionSentAs(value, spec);
  if (meant !== null) return called === null || fold(called) === fold(meant) ? meant : null;
  if (isOpaque(value)) return called ?? (isIdentifier(value) && isIdentifier(text) && fold(text) !== fold(value) ? null : text);
  if (called !== null) return fold(called) === fold(value) ? value : null;
  const said = labelsOf(value, spec);
  return text === '' || said === null || isSaid(said, text) ? value : null;
}

/** The option of the profile that the page calls by this text; null where none is. */
export function optionCalled(text: string, spec: FieldSpec): string | null {
  const listed = spec.options.find((option) => fold(option) === fold(text));
  if (listed !== undefined) return listed;
  return Object.entries(spec.labels ?? {}).find(([, said]) => isSaid(said, text))?.[0] ?? null;
}

/** What the page may show for an item: the profile's words for it, or the item itself. */
export function wordsForItem(item: string, spec: FieldSpec): readonly string[] {
  return [...Object.values(labelsOf(item, spec) ?? {}), item];
}

function labelsOf(item: string, { labels }: FieldSpec) {
  return labels !== undefined && Object.hasOwn(labels, item) ? (labels[item] ?? null) : null;
}

/** A value that says nothing about what it stands for: none, a plain yes, a number, an identifier, or a framework's own key ("1: Object"). */
export function isOpaque(value: string): boolean {
  return /^(?:|on|true|\d+(?:: .*)?|\[object Object\])$/.test(value) || isIdentifier(value);
}

/** Two of them that differ are two things: neither stands for the other. */
function isIdentifier(text: string): boolean {
  return /^[0-9a-f-]{16,}$/i.test(trimmed(text));
}
