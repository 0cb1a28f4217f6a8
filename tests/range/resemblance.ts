/**
 * Whether a tired person could take one name for the other. Generous on purpose: whoever asks sorts out what is the
 * same and what only looks like it.
 */
export function resembles(one: string, other: string): boolean {
  const [a, b] = [skeleton(one), skeleton(other)];
  if (a === '' || b === '') return one.trim() === other.trim();
  const shorter = Math.min(a.length, b.length);
  if (a === b) return true;
  if (shorter >= CONTAINED_LENGTH_MIN && (a.includes(b) || b.includes(a))) return true;
  return shorter >= TYPO_LENGTH_MIN && distance(a, b) <= Math.floor(shorter / LETTERS_PER_TYPO);
}

const CONTAINED_LENGTH_MIN = 6;
const TYPO_LENGTH_MIN = 4;
const LETTERS_PER_TYPO = 8;

/** Letters of other scripts, digits and pairs that are drawn like a Latin letter (after Unicode TR 39). */
const LOOKS_LIKE: readonly (readonly [RegExp, string])[] = [
  [/[аαɑ]/g, 'a'],
  [/[вβ8]/g, 'b'],
  [/[сϲ]/g, 'c'],
  [/[ԁ]/g, 'd'],
  [/[еεє3]/g, 'e'],
  [/[һн]/g, 'h'],
  [/[іιıј1l|!]/g, 'i'],
  [/[кκ]/g, 'k'],
  [/[мμ]/g, 'm'],
  [/[пηո]/g, 'n'],
  [/[оοσօ0]/g, 'o'],
  [/[рρ]/g, 'p'],
  [/[гʀ]/g, 'r'],
  [/[ѕ5]/g, 's'],
  [/[тτ]/g, 't'],
  [/[υս]/g, 'u'],
  [/[ѵν]/g, 'v'],
  [/[ѡωԝ]/g, 'w'],
  [/[хχ]/g, 'x'],
  [/[уγү]/g, 'y'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];

/** Case, width, accents and punctuation folded; look-alikes as the letter they look like. */
function skeleton(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
  const latin = LOOKS_LIKE.reduce((text, [like, letter]) => text.replace(like, letter), plain);
  return latin.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
