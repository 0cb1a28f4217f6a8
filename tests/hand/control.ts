/** One operation of RFC 6902. */
export type PatchOperation = Readonly<{ op: string; path: string; from?: string; value?: unknown }>;
export type Skin = 'server' | 'spa';

/** What the console's own database says. `commits`: how often a commit arrived, repeated ones included. */
export type Oracle = Readonly<{ commits: number; grants: readonly unknown[]; drafts: readonly unknown[] }>;

/** The range's control port, as a test drives it. */
export type Control = Readonly<{
  reset: (skin: Skin, given: readonly PatchOperation[]) => Promise<void>;
  patch: (operations: readonly PatchOperation[]) => Promise<void>;
  fault: (name: string) => Promise<void>;
  world: () => Promise<unknown>;
  oracle: () => Promise<Oracle>;
  /** The enrolled devices, as `countersign verify --trust` reads them. */
  devices: () => Promise<unknown>;
}>;

const CALL_TIMEOUT_MS = 10_000;

export function controlAt(origin: string, secret: string): Control {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { 'x-control': secret, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the range's control port refused ${method} ${path} (${answer.status}): ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    reset: async (skin, given) => void (await call('POST', '/reset', { skin, given, timesAreExamples: true })),
    patch: async (operations) => void (await call('PATCH', '/world', operations)),
    fault: async (name) => void (await call('POST', '/fault', { name, on: true })),
    world: () => call('GET', '/world'),
    oracle: async () => asOracle(await call('GET', '/oracle')),
    devices: () => call('GET', '/devices'),
  };
}

function asOracle(value: unknown): Oracle {
  const [commits, grants, drafts] = ['/commitCount', '/grants', '/drafts'].map((path) => at(value, path));
  if (typeof commits !== 'number' || !Array.isArray(grants) || !Array.isArray(drafts)) {
    throw new Error("the console's database did not answer in full");
  }
  return { commits, grants, drafts };
}

/** What stands at an RFC 6901 pointer; undefined where nothing does. */
export function at(value: unknown, pointer: string): unknown {
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}
