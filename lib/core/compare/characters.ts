/**
 * Characters that deceive: those nobody sees, those that turn the direction of a text, and those of other scripts that
 * are drawn like a Latin letter or an ASCII sign (the common part of Unicode TR 39, "confusables").
 */

/** Controls, bidi and other format characters, unassigned ones, fillers, variation selectors, and every blank but the plain space. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/u;
const ALL_HIDDEN = new RegExp(HIDDEN.source, 'gu');

/** Printable ASCII: seen as it is. Two such texts are never the same to the eye without being the same. */
const PLAIN = /^[ -~]*$/;

/** Pairs: the look-alike, then what it is taken for. Upper and lower case apart, because ids are exact. */
const PAIRS =
  'аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwѵvүyАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSԌGЗ3б6' +
  'αaοoρpνvιiκkυuγyωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϲcϹC' +
  'օoսuհhոnցgԼLՕOՍU' +
  'ıiɡgɑaʀRɪI' +
  "‐-‑-‒-–-—-―-−-﹘-·.․.ꓸ.’'‘'ʼ'′'´'∕/⁄/∶:꞉:ː:‚,";

const TAKEN_FOR: ReadonlyMap<string, string> = readPairs();

function readPairs(): ReadonlyMap<string, string> {
  const signs = [...PAIRS];
  const map = new Map<string, string>();
  for (let at = 0; at + 1 < signs.length; at += 2) map.set(signs[at] ?? '', signs[at + 1] ?? '');
  return map;
}

/** Whether a text holds a character that nobody sees, or a blank that is not the plain space. */
export function hasHidden(text: string): boolean {
  return HIDDEN.test(text);
}

/** What a text looks like: hidden characters gone, compatibility forms and look-alikes as what they are taken for. Case stays. */
export function lookOf(text: string): string {
  if (PLAIN.test(text)) return text;
  const plain = text.replace(ALL_HIDDEN, '').normalize('NFKC');
  return [...plain].map((sign) => TAKEN_FOR.get(sign) ?? sign).join('');
}

/** Two different texts that a person takes for the same because of what cannot be seen or is drawn alike. */
export function isDisguised(approved: string, seen: string): boolean {
  if (approved === seen || (PLAIN.test(approved) && PLAIN.test(seen))) return false;
  return (hasHidden(seen) && !hasHidden(approved)) || lookOf(approved) === lookOf(seen);
}

/** ASCII signs that a tired eye takes for one another. */
const TIRED: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['|', 'l'],
  ['5', 's'],
  ['8', 'b'],
]);

/** What is left of a name when case, accents, punctuation and look-alikes are taken away: for "looks like", never for "is". */
export function skeleton(name: string): string {
  const bare = lookOf(name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|]/gu, '');
  return [...bare].map((sign) => TIRED.get(sign) ?? sign).join('');
}
