import type { Localised, Locator } from '../../core/profile/profile.ts';

// What does not fit a profile is refused by the builder whole, and nothing of the page would be heard there: so it is left out here.

/** Names, test ids and words longer than this are in no profile. */
const WORDS_MAX = 256;
const SELECTOR_MAX = 1_000;
const OPTIONS_MAX = 200;

/** Words that a profile may hold. */
export function isSayable(words: string): boolean {
  return words !== '' && words.length <= WORDS_MAX && words.isWellFormed();
}

export function isSayableLocator({ name, nameHas, label, testId, css, within }: Locator): boolean {
  const said = [name, nameHas, label].flatMap((one: Localised | undefined) => Object.values(one ?? {}));
  const isOwnSayable = [...said, testId ?? 'none'].every(isSayable) && (css ?? '').length <= SELECTOR_MAX;
  return isOwnSayable && (within === undefined || isSayableLocator(within));
}

/** The choices of a list, where a profile can hold them all. Of one that is too long none is listed, and none is drift. */
export function sayableOptions(options: readonly string[]): readonly string[] {
  return options.length <= OPTIONS_MAX && options.every(isSayable) ? options : [];
}
