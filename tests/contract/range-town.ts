import type { Places } from '../range/places.ts';
import { type Range, type RangeOptions, startTown } from '../range/town.ts';
import type { World } from '../range/world.ts';
import type { WorldDraft } from '../range/world-shape.ts';

/** A range without its consoles, at ports of its own, and the few words in which tests talk to it. */
export type Town = Readonly<{
  range: Range;
  world: () => World;
  control: (method: string, path: string, body?: unknown) => Promise<Response>;
  reset: (body?: unknown) => Promise<WorldDraft>;
  patch: (...operations: readonly Readonly<{ op: string; path: string; value?: unknown }>[]) => Promise<void>;
  as: (account: string) => Promise<Person>;
  consoleResets: () => number;
  stop: () => Promise<void>;
}>;

/** Somebody with an access token. */
export type Person = Readonly<{
  get: (place: ApiPlace, path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  send: (method: string, place: ApiPlace, path: string, options?: SendOptions) => Promise<Response>;
}>;
export type ApiPlace = 'case' | 'records' | 'iam' | 'evidence';
export type SendOptions = Readonly<{
  body?: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}>;

/** `beforeServing`: what happens once the places are chosen, and before anything listens there. */
export async function openTown(
  options: RangeOptions = {},
  beforeServing: (at: Readonly<{ places: Places }>) => Promise<void> = async () => undefined,
): Promise<Town> {
  let resets = 0;
  const countReset = (): void => {
    resets += 1;
  };
  let kept: World | null = null;
  const range = await startTown(
    async ({ world, places }) => {
      await beforeServing({ places });
      kept = world;
      return { stop: async () => undefined, oracle: () => ({ commits: [] }), reset: countReset };
    },
    { portBase: 0, ...options },
  );
  const control: Town['control'] = (method, path, body) =>
    fetch(`${range.control.url}${path}`, {
      method,
      headers: { 'x-control': range.control.secret, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    range,
    world: () => {
      if (kept === null) throw new Error('the range has no world');
      return kept;
    },
    control,
    reset: async (body = {}) => wanted(await control('POST', '/reset', body)),
    patch: async (...operations) => void (await wanted(await control('PATCH', '/world', operations))),
    as: async (account) => person(range, (await wanted(await control('POST', '/tokens', { account }))).token),
    consoleResets: () => resets,
    stop: range.stop,
  };
}

function person({ places }: Range, token: string): Person {
  const send: Person['send'] = (method, place, path, { body, bytes, headers, signal } = {}) =>
    fetch(`http://127.0.0.1:${places[place].port}${path}`, {
      method,
      redirect: 'manual',
      signal: signal ?? null,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(bytes === undefined ? (body === undefined ? {} : { body: JSON.stringify(body) }) : { body: bytes }),
    });
  return { send, get: (place, path, headers = {}) => send('GET', place, path, { headers }) };
}

async function wanted(response: Response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text);
}
