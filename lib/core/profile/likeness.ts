import { skeleton } from '../compare/characters.ts';
import { fold } from './words.ts';

/** Names shorter than this are too short for "one or two characters differ" to mean anything. */
const NAME_LENGTH_MIN = 6;
const DISTANCE_MAX = 2;

/**
 * Whether another name can be taken for `name`: drawn alike, one or two characters apart, or the same words with more
 * behind them ("Submit restoration", "Submit restorations", "Submit restoration for all tenants").
 */
export function isNearName(name: string, other: string): boolean {
  const a = skeleton(name);
  const b = skeleton(other);
  if (a === '' || b === '' || fold(name) === fold(other)) return false;
  if (a === b) return true;
  if (Math.min(a.length, b.length) >= NAME_LENGTH_MIN && distance(a, b) <= DISTANCE_MAX) return true;
  return isLonger(name, other) || isLonger(other, name);
}

/** Whether two names begin with the same verb: "Submit restoration" and "Submit all". */
export function hasSameVerb(name: string, other: string): boolean {
  const verb = (text: string) =>
    fold(text)
      .toLowerCase()
      .split(/[\s_-]/u)[0] ?? '';
  const one = verb(name);
  return one.length >= 4 && verb(other).startsWith(one) && fold(name) !== fold(other);
}

function isLonger(short: string, long: string): boolean {
  const words = fold(short).toLowerCase();
  return words.length >= NAME_LENGTH_MIN && fold(long).toLowerCase().startsWith(words);
}

/** Levenshtein distance, given up as soon as it is more than we ask about. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > DISTANCE_MAX) return DISTANCE_MAX + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? DISTANCE_MAX + 1;
}
