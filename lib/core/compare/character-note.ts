import { hasHidden } from './characters.ts';

/** Where two texts first differ (characters from nought) and one sentence that says how. Null when they are equal. */
export type CharacterNote = Readonly<{ at: number; note: string }>;

/** "Character 8: the letter I, not the digit 1." Counts code points, as a person counts characters, and starts at one. */
export function characterNote(approved: string, seen: string): CharacterNote | null {
  const left = [...approved];
  const right = [...seen];
  const length = Math.max(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const want = left[at];
    const got = right[at];
    if (want !== got) return { at, note: noteOf(at + 1, want, got) };
  }
  return null;
}

function noteOf(place: number, want: string | undefined, got: string | undefined): string {
  if (got === undefined) return `Character ${place} is missing: ${nameOf(want ?? '', '')}.`;
  if (want === undefined) return `Character ${place} is one too many: ${nameOf(got, '')}.`;
  return `Character ${place}: ${nameOf(got, want)}, not ${nameOf(want, got)}.`;
}

const NAMED: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '-': 'a hyphen',
  _: 'an underscore',
  '.': 'a full stop',
  ',': 'a comma',
  ':': 'a colon',
  "'": 'an apostrophe',
};

/** What a character is called, told apart from the one that it stands against. */
function nameOf(sign: string, other: string): string {
  const named = NAMED[sign];
  if (named !== undefined) return named;
  if (hasHidden(sign)) return hiddenName(sign);
  if (/^[0-9]$/.test(sign)) return `the digit ${sign}`;
  if (/^[a-z]$/i.test(sign)) return `the ${sizeOf(sign, other)}letter ${sign}`;
  return foreignName(sign);
}

/** The size of a letter is said where only it differs, and for the small l, which is drawn like a capital I. */
function sizeOf(letter: string, other: string): string {
  const isOnlySize = letter !== other && letter.toLowerCase() === other.toLowerCase();
  if (!isOnlySize && letter !== 'l') return '';
  return letter === letter.toLowerCase() ? 'small ' : 'capital ';
}

const HIDDEN_NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  '\n': 'line break',
  '\r': 'line break',
  '\u00A0': 'no-break space',
  '\u00AD': 'soft hyphen',
  '\u200B': 'zero width space',
  '\u200C': 'zero width non-joiner',
  '\u200D': 'zero width joiner',
  '\u2060': 'word joiner',
  '\uFEFF': 'zero width no-break space',
};

function hiddenName(sign: string): string {
  const isDirection = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(sign);
  const name = HIDDEN_NAMES[sign] ?? (isDirection ? 'text direction mark' : null);
  return `an invisible character (${name === null ? '' : `${name}, `}${codePoint(sign)})`;
}

const SCRIPTS = [
  [/\p{Script=Cyrillic}/u, 'Cyrillic '],
  [/\p{Script=Greek}/u, 'Greek '],
  [/\p{Script=Armenian}/u, 'Armenian '],
] as const;

function foreignName(sign: string): string {
  const script = SCRIPTS.find(([pattern]) => pattern.test(sign))?.[1] ?? '';
  const kind = /\p{L}/u.test(sign) ? `${script}letter` : 'sign';
  const isPlain = /^[!-~]$/.test(sign);
  return `the ${kind} ${sign}${isPlain ? '' : ` (${codePoint(sign)})`}`;
}

function codePoint(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
