/** One request as the console's server got it. `url` is path and query as they came, undecoded. */
export type Got = Readonly<{ method: string; url: string; headers: Readonly<Record<string, string | string[] | undefined>>; body: string }>;

/** What arrived and would be carried out. `way` tells who sent it; null where nothing in it does. */
export type Commit = Readonly<{ way: string | null; method: string; url: string; body: string; key: string | null; atMs: number }>;

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'];
const DECODED_TIMES_MAX = 3;

/**
 * The most careless console there is: it decodes paths again and again, takes any spelling of them, and believes every
 * header, field and query that names another method. What it takes for its commit is a commit.
 */
export function commitIn(got: Got, atMs: number): Commit | null {
  const { pathname, searchParams } = new URL(got.url.replace(/^\/{2,}/, '/'), 'http://console');
  const path = plainPath(pathname);
  const fields = new URLSearchParams(got.body);
  const method = methodOf(got, searchParams, fields);
  const isCommit = path === '/grant' ? !SAFE.has(method) : path === '/grant/read';
  if (!isCommit || got.method === 'OPTIONS') return null;
  const key = got.headers['idempotency-key'];
  const way = searchParams.get('way') ?? fields.get('way');
  return { way, method: got.method, url: got.url, body: got.body, key: typeof key === 'string' ? key : null, atMs };
}

function methodOf(got: Got, query: URLSearchParams, fields: URLSearchParams): string {
  const named = OVERRIDES.map((name) => got.headers[name]).find((one) => typeof one === 'string');
  return (typeof named === 'string' ? named : (fields.get('_method') ?? query.get('_method') ?? got.method)).toUpperCase();
}

function plainPath(pathname: string): string {
  let path = pathname;
  for (let time = 0; time < DECODED_TIMES_MAX; time += 1) path = decoded(path);
  const parts: string[] = [];
  for (const part of path.toLowerCase().replaceAll('\\', '/').split('/')) {
    const name = part.split(';')[0]?.replaceAll('\0', '') ?? '';
    if (name === '..') parts.pop();
    else if (name !== '' && name !== '.') parts.push(name);
  }
  return `/${parts.join('/')}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // What cannot be decoded stays as it came.
    return path;
  }
}
