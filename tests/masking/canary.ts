import { createHash } from 'node:crypto';

/** Letters that no reader of pictures takes for one another. */
const LETTERS = 'ACEFHKLMNPRTUVWXY';
const LENGTH = 12;
/** How much of a text a reader of pictures may get wrong; a word that is another one differs in nearly all. */
const MISREAD_SHARE = 0.25;

/** A word that stands nowhere else, always the same for the same seed and channel. */
export function canaryFor(seed: string, channel: string): string {
  const digest = createHash('sha256').update(`${seed}\n${channel}`).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** Every form in which bytes can carry a text: as it is, in the other case, backwards, and through the usual encodings. */
export function formsOf(text: string): readonly Readonly<{ form: string; bytes: Buffer }>[] {
  const utf8 = Buffer.from(text);
  const backwards = Buffer.from([...text].reverse().join(''));
  return [
    { form: 'UTF-8', bytes: utf8 },
    { form: 'lower case', bytes: Buffer.from(text.toLowerCase()) },
    { form: 'backwards', bytes: backwards },
    { form: 'UTF-16 little-endian', bytes: Buffer.from(text, 'utf16le') },
    { form: 'UTF-16 big-endian', bytes: Buffer.from(text, 'utf16le').swap16() },
    { form: 'hexadecimal', bytes: Buffer.from(utf8.toString('hex')) },
    { form: 'hexadecimal, upper case', bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
    { form: 'percent-encoded', bytes: Buffer.from(encodeURIComponent(text)) },
    ...[0, 1, 2].map((offset) => ({ form: `base64 at ${offset}`, bytes: base64Inside(utf8, offset) })),
  ];
}

/** The part of a base64 text that is the same whatever stands before and after, for one of the three ways to fall on its grid. */
function base64Inside(bytes: Buffer, offset: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const start = offset === 0 ? 0 : offset + 1;
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return Buffer.from(whole.slice(start, end));
}

/** In which form the bytes carry the text; null when they do not. */
export function foundIn(bytes: Buffer, text: string): string | null {
  return formsOf(text).find((one) => bytes.includes(one.bytes))?.form ?? null;
}

/** Whether a reader of pictures saw this text, a few letters misread. */
export function isReadIn(words: string, text: string): boolean {
  const read = plain(words);
  const wanted = plain(text);
  const wrongMax = Math.floor(wanted.length * MISREAD_SHARE);
  for (let start = 0; start + wanted.length <= read.length; start += 1) {
    let wrong = 0;
    for (let index = 0; index < wanted.length && wrong <= wrongMax; index += 1) if (read[start + index] !== wanted[index]) wrong += 1;
    if (wrong <= wrongMax) return true;
  }
  return false;
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
