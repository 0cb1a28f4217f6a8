/** What cannot be seen is written out: a blank as an open box, anything invisible as its code point. */
export function visible(character: string): string {
  if (character === ' ') return '␣';
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? codePoint(character) : character;
}

/** A text that a page may have written: what is invisible in it, or turns the direction of what follows, is written out. */
export function allVisible(text: string): string {
  return text.replace(/\p{C}/gu, codePoint);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
