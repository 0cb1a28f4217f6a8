import type { Localised } from './profile.ts';

/** White space folded and trimmed, composed characters; case and punctuation stay, because they tell controls apart. */
export function fold(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Whether a text is, whole, what the profile says in any of its locales. */
export function isSaid(said: Localised, text: string): boolean {
  const folded = fold(text);
  return Object.values(said).some((one) => fold(one) === folded);
}

/** Whether what the profile says stands somewhere in a text. Case does not matter: headings are often set in capitals. */
export function isSaidWithin(said: Localised, text: string): boolean {
  const folded = fold(text).toLowerCase();
  return Object.values(said).some((one) => fold(one) !== '' && folded.includes(fold(one).toLowerCase()));
}

/** One of the words to show a person: the first locale the profile lists. */
export function wordFor(said: Localised): string {
  return Object.values(said)[0] ?? '';
}
