import { optionSentAs } from '../../core/compare/parts.ts';
import { trimmed } from '../../core/compare/verdicts.ts';
import type { FieldSpec } from '../../core/profile/profile.ts';
import { fold } from '../../core/profile/words.ts';
import type { Choice } from '../fields.ts';
import { isOpaque, itemOf, optionCalled, wordsForItem } from './item.ts';
import { alone, contradicts, type Part, type Read, setLook, textLook } from './look.ts';

/** What a person sees of a choice: one text, and its items one by one where the profile says where they stand. */
export type Shown = Readonly<{ text: string; items: readonly string[] | null }>;

/** What is held somewhere for this control, and the controls that hold it; null where only its text says what it holds. */
export type Held = Readonly<{ choices: readonly Choice[]; parts: readonly Part[] }> | null;

/** One choice: what it shows and what is held for it must be the same. */
export function oneOf(shown: string, held: Held, spec: FieldSpec): Read {
  if (held === null) return alone(textLook(optionCalled(shown, spec) ?? shown, spec));
  const chosen = distinct(held.choices.filter(({ value }) => value !== ''));
  const [choice, ...others] = chosen;
  const { parts } = held;
  if (choice === undefined)
    return optionCalled(shown, spec) === null ? { look: textLook('', spec), parts } : alone(contradicts(spec, shown));
  const item = shown === '' || !isShownAs(shown, choice, spec) ? null : itemOf({ value: choice.value, text: shown }, spec);
  return item === null || others.length > 0 ? alone(contradicts(spec, shown)) : { look: textLook(item, spec), parts };
}

/**
 * Whether a text may stand for a choice: the text of its list, a name that the profile gives it, or the value with more
 * words around it. What has no word in it can stand under any.
 */
function isShownAs(shown: string, { value, text }: Choice, spec: FieldSpec): boolean {
  if (text !== '') return fold(text) === fold(shown);
  if (isOpaque(value) || wordsForItem(value, spec).some((one) => fold(one) === fold(shown))) return true;
  return ` ${fold(shown)} `.includes(` ${value} `);
}

/** Several choices: each that is held must be shown, and nothing else may be. */
export function manyOf(shown: Shown, held: Held, spec: FieldSpec): Read {
  if (held === null) return alone(setLook(itemsShown(shown, spec), spec));
  const chosen = distinct(apart(held.choices).filter(({ value }) => value !== ''));
  const items = chosen.map((choice) => {
    const isUnnamed = isOpaque(choice.value) && choice.text !== '';
    return optionSentAs(choice.value, spec) ?? (isUnnamed ? (itemOf(choice, spec) ?? choice.text) : choice.value);
  });
  const words = chosen.map((choice, at) => (choice.text === '' ? wordsForItem(items[at] ?? '', spec) : [choice.text]));
  const isShown = shown.items === null ? isCovered(shown.text, words) : isEachShown(shown.items, words);
  const isNothing = chosen.length === 0 && shown.items === null && itemsShown(shown, spec).every((one) => optionCalled(one, spec) === null);
  if (!isShown && !isNothing) return alone(contradicts(spec, shown.items?.join(', ') ?? shown.text));
  return { look: setLook(items, spec), parts: held.parts };
}

/** Some kits put all their values into one, with commas between. */
function apart(choices: readonly Choice[]): readonly Choice[] {
  const [only] = choices;
  if (only === undefined || choices.length > 1) return choices;
  return only.value.split(/[\r\n,;]+/).map((value) => ({ value: trimmed(value), text: only.value === value ? only.text : '' }));
}

function distinct(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter((one, at) => choices.findIndex((other) => other.value === one.value) === at);
}

function itemsShown({ text, items }: Shown, spec: FieldSpec): readonly string[] {
  const texts = items ?? text.split(/[\r\n,;]+/).map(trimmed);
  return texts.filter((one) => one !== '').map((one) => optionCalled(one, spec) ?? one);
}

function isEachShown(items: readonly string[], words: readonly (readonly string[])[]): boolean {
  const isSaidBy = (item: string, said: readonly string[]) => said.some((one) => fold(one) === fold(item));
  return items.length === words.length && words.every((said) => items.some((item) => isSaidBy(item, said)));
}

/** Whether a text consists of one word for each item, in any order, and of nothing else but what stands between them. */
function isCovered(text: string, words: readonly (readonly string[])[]): boolean {
  let rest = fold(text);
  const longest = words.map((said) => said.map(fold)).sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0));
  for (const said of longest) {
    const found = said.find((one) => rest.includes(one));
    if (found === undefined) return false;
    rest = rest.replace(found, ' ');
  }
  return /^[\s,;·•|×✕]*$/.test(rest);
}
