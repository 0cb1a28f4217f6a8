/** A pattern is data from a profile: short, and without the shapes that take exponential time. */
export const PATTERN_LENGTH_MAX = 200;
/** Longer texts than this are never matched: an identifier is short. */
export const PATTERN_TEXT_LENGTH_MAX = 500;
/** How many parts may repeat without a bound: more of them side by side take a text's length to that power. */
const UNBOUNDED_MAX = 3;

export type Compiled = Readonly<{ isCompiled: true; pattern: RegExp }> | Readonly<{ isCompiled: false; because: string }>;

/**
 * Compiles a profile's regular expression. Refused are: what is too long, back references, look-around, more than
 * three unbounded repeats, and a repeated group that itself repeats or chooses (the shapes behind catastrophic
 * backtracking). Always with the `u` flag.
 */
export function compilePattern(source: string): Compiled {
  if (source.length > PATTERN_LENGTH_MAX) return { isCompiled: false, because: `it is longer than ${PATTERN_LENGTH_MAX} characters` };
  const danger = dangerIn(source);
  if (danger !== null) return { isCompiled: false, because: danger };
  try {
    return { isCompiled: true, pattern: new RegExp(source, 'u') };
  } catch (error) {
    if (error instanceof SyntaxError) return { isCompiled: false, because: 'it is not a regular expression' };
    throw error;
  }
}

/** The pattern's one group, or the whole match where it has none; null when nothing fits. `pick` null = the whole text. */
export function pickFrom(text: string, pick: string | null): string | null {
  const trimmed = text.trim();
  if (pick === null) return trimmed === '' ? null : trimmed;
  if (trimmed.length > PATTERN_TEXT_LENGTH_MAX) return null;
  const compiled = compilePattern(pick);
  if (!compiled.isCompiled) return null;
  const found = compiled.pattern.exec(trimmed);
  const value = found === null ? null : (found[1] ?? found[0]);
  return value === null || value === '' ? null : value;
}

/** Whether a whole text fits; a pattern that does not compile fits nothing. */
export function fitsPattern(text: string, source: string): boolean {
  if (text.length > PATTERN_TEXT_LENGTH_MAX) return false;
  const compiled = compilePattern(source);
  const found = compiled.isCompiled ? compiled.pattern.exec(text) : null;
  return found !== null && found[0] === text;
}

type Group = { repeats: boolean; chooses: boolean };

/** One pass over the source: character classes and escapes are stepped over, groups are kept on a stack. */
function dangerIn(source: string): string | null {
  const open: Group[] = [{ repeats: false, chooses: false }];
  let unbounded = 0;
  let closed: Group | null = null;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    const before = closed;
    closed = null;
    const inside = open.at(-1);
    if (sign === '\\') {
      if (/[1-9k]/.test(source.charAt(at + 1))) return 'it has a back reference';
      at += 1;
    } else if (sign === '[') {
      at = endOfClass(source, at);
    } else if (sign === '(') {
      if (/^\(\?(?:[=!]|<[=!])/.test(source.slice(at, at + 4))) return 'it looks around';
      open.push({ repeats: false, chooses: false });
    } else if (sign === ')') {
      closed = open.pop() ?? null;
      const parent = open.at(-1);
      if (closed === null || parent === undefined) return 'it is not a regular expression';
      if (closed.repeats) parent.repeats = true;
      if (closed.chooses) parent.chooses = true;
    } else if (sign === '|' && inside) {
      inside.chooses = true;
    } else if ((sign === '*' || sign === '+' || sign === '{') && inside) {
      if (before !== null && (before.repeats || before.chooses)) return 'it repeats a group that repeats or chooses';
      inside.repeats = true;
      if (sign !== '{' || /^\{\d+,\}/.test(source.slice(at))) unbounded += 1;
    }
  }
  if (unbounded > UNBOUNDED_MAX) return `more than ${UNBOUNDED_MAX} parts repeat without a bound`;
  return open.length === 1 ? null : 'it is not a regular expression';
}

function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source.charAt(at) === '\\') at += 1;
    else if (source.charAt(at) === ']') return at;
  }
  return source.length;
}
