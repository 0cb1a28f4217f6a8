/** The tokens that matter for keys: whole strings, and what opens, closes and parts objects and lists. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * The value of a JSON text; null when it is not JSON or says a key of one object twice. `JSON.parse` takes the last of two
 * and says nothing, another reader takes the first: a text that two readers read differently proves nothing (RFC 7493
 * section 2.3).
 */
export function readStrictJson(text: string): Readonly<{ value: unknown }> | null {
  try {
    const value: unknown = JSON.parse(text);
    return hasKeyTwice(text) ? null : { value };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether an object in a text that is JSON says a key twice. A string is a key where an object waits for one. */
export function hasKeyTwice(text: string): boolean {
  const open: { keys: Set<string> | null; isKeyNext: boolean }[] = [];
  for (const [token] of text.matchAll(TOKENS)) {
    const inner = open.at(-1);
    if (token === '{') open.push({ keys: new Set(), isKeyNext: true });
    else if (token === '[') open.push({ keys: null, isKeyNext: false });
    else if (token === '}' || token === ']') open.pop();
    else if (inner === undefined || inner.keys === null) continue;
    else if (token === ',') inner.isKeyNext = true;
    else if (token === ':') inner.isKeyNext = false;
    else if (inner.isKeyNext) {
      const key: unknown = JSON.parse(token);
      if (inner.keys.has(String(key))) return true;
      inner.keys.add(String(key));
    }
  }
  return false;
}
