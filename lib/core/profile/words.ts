import type { Localised } from './profile.ts';

/** Text that folding leaves as it is: printable ASCII words with single spaces between. */
const FOLDED = /^[!-~]+(?: [!-~]+)*$/;

/** White space folded and trimmed, composed characters; case and punctuation stay, because they tell controls apart. */
export function fold(text: string): string {
  return FOLDED.test(text) ? text : text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** A page is asked for the same words at every look. */
const folded = new WeakMap<Localised, readonly string[]>();

/** What the profile says, in every locale, folded. */
export function wordsOf(said: Localised): readonly string[] {
  const known = folded.get(said);
  if (known !== undefined) return known;
  const words = Object.values(said).map(fold);
  folded.set(said, words);
  return words;
}

/** Whether a text is, whole, what the profile says in any of its locales. */
export function isSaid(said: Localised, text: string): boolean {
  return wordsOf(said).includes(fold(text));
}

/** Whether what the profile says stands somewhere in a text. Case does not matter: headings are often set in capitals. */
export function isSaidWithin(said: Localised, text: string): boolean {
  const within = fold(text).toLowerCase();
  return wordsOf(said).some((one) => one !== '' && within.includes(one.toLowerCase()));
}

/** One of the words to show a person: the first locale the profile lists. */
export function wordFor(said: Localised): string {
  return Object.values(said)[0] ?? '';
}

/** Words, and at most a short number with them: no address, no number of a person or a thing, no sentence. */
const LABEL = /^(?!.*\d{3})[\p{L}\p{M}\p{N} ()/,.:'’&+_*-]{1,60}$/u;

/**
 * A name that the page gave something, for a sentence that is kept. One that is no label may be anything, somebody's address for
 * example, and is not repeated: whoever sits before the page can read it there.
 */
export function labelOf(name: string): string {
  return LABEL.test(name) ? `“${name}”` : 'something with a name that is not repeated here';
}
