import type { Profile, RequestClass, RequestKind } from './profile.ts';

export type SeenRequest = Readonly<{
  method: string;
  url: string;
  /** Parameter names or RFC 6901 pointers to values; null when it could not be read. */
  body: Readonly<Record<string, readonly string[]>> | null;
}>;

/**
 * Which class of the profile a request belongs to. Classes that share a method and path are told apart by their query and their body
 * key; where the body cannot be read, the most dangerous of the candidates is assumed. No class fits = `unknown`.
 */
export function classifyRequest(
  profile: Pick<Profile, 'requests'>,
  seen: SeenRequest,
): Readonly<{ kind: RequestKind | 'unknown'; spec: RequestClass | null }> {
  const url = URL.parse(seen.url);
  if (url === null) return { kind: 'unknown', spec: null };
  const candidates = profile.requests.filter(
    (one) =>
      one.origin === url.origin && one.methods.includes(seen.method.toUpperCase()) && isPath(one.url, url.pathname) && isQuery(one, url),
  );
  const fits = candidates.filter((one) => seen.body !== null && hasBodyKey(one, seen.body));
  const chosen = seen.body === null ? mostDangerous(candidates) : (fits.find((one) => one.bodyKey !== null) ?? fits[0] ?? null);
  return { kind: chosen?.class ?? 'unknown', spec: chosen };
}

/** The profile's paths are compared as the browser resolved them; `{id}` is one segment. */
function isPath(pattern: string, pathname: string): boolean {
  const wanted = pattern.split('/');
  const seen = pathname.split('/');
  return wanted.length === seen.length && wanted.every((part, index) => (part === '{id}' ? seen[index] !== '' : part === seen[index]));
}

/** Letter for letter: the server may read a name that is written another way, or that is there twice, as it pleases. */
function isQuery({ query }: RequestClass, { search }: URL): boolean {
  return typeof query !== 'string' || search.replace(/^\?/, '') === query;
}

function hasBodyKey(spec: RequestClass, body: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(spec.bodyKey ?? {}).every(([name, value]) => {
    const sent = body[name] ?? [];
    return sent.length > 0 && sent.every((one) => one === value);
  });
}

const DANGER: readonly RequestKind[] = ['commit', 'step', 'exit', 'revoke', 'back', 'free'];

function mostDangerous(candidates: readonly RequestClass[]): RequestClass | null {
  return [...candidates].sort((a, b) => DANGER.indexOf(a.class) - DANGER.indexOf(b.class))[0] ?? null;
}
