import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { LOOPBACK } from '../../range/places.ts';
import type { At, Served, Way } from '../way.ts';
import { type Commit, commitIn, type Got } from './understanding.ts';

/** The console that the ways are played on, and what its database holds. */
export type GateConsole = Readonly<{
  origin: string;
  /** Everything that arrived as a commit, in order. */
  commits: () => readonly Commit[];
  /** When a way's page was asked for last, in ms since 1970; null where it never was. */
  openedAtMs: (id: string) => number | null;
  /** Waits until the scripts of a way's page have run, or its commit is there; no longer than this. */
  begun: (id: string, withinMs: number) => Promise<void>;
  at: (id: string) => At;
  /** The next commit of a way, or null when none comes within the time. */
  commitOf: (id: string, withinMs: number) => Promise<Commit | null>;
  clear: () => void;
  stop: () => Promise<void>;
}>;

/** Pages beside the ways: what they answer, or null where they have nothing. */
export type Pages = (got: Got, commit: Commit | null) => Promise<Served | null>;
export type ConsoleOptions = Readonly<{ ways: readonly Way[]; pages: Pages | null; port: number }>;

const BODY_BYTES_MAX = 1_000_000;
/** RFC 6455, section 1.3. */
const SOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const LOOK_EVERY_MS = 10;
const OPEN_TO_ALL = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*, PUT, DELETE',
  'access-control-allow-headers': '*',
} as const;

/** `port` 0 takes a free one. Listens on loopback only; both names, the console's and the other one, lead here. */
export async function startGateConsole({ ways, pages, port }: ConsoleOptions): Promise<GateConsole> {
  const commits: Commit[] = [];
  const opened = new Map<string, number>();
  const ran = new Set<string>();
  const take = (got: Got): Commit | null => {
    const commit = commitIn(got, Date.now());
    if (commit !== null) commits.push(commit);
    return commit;
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const got = gotFrom(request, body);
      const commit = take(got);
      const served =
        got.method === 'OPTIONS'
          ? NOTHING
          : (redirectFor(got) ?? (await pages?.(got, commit)) ?? wayPage(ways, got, { opened, ran, at }) ?? NOTHING);
      send(response, served);
    });
  });
  server.on('upgrade', (request, socket) => talk(request, socket, take));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the console has no port');
  const origin = `http://gate.range.localhost:${address.port}`;
  const at = (id: string) => atFor(id, origin);
  return {
    origin,
    commits: () => commits,
    openedAtMs: (id) => opened.get(id) ?? null,
    begun: async (id, withinMs) => void (await until(() => (ran.has(id) ? id : commits.find(({ way }) => way === id)), withinMs)),
    at,
    commitOf: (id, withinMs) => until(() => commits.find(({ way }) => way === id), withinMs),
    clear: () => {
      commits.length = 0;
      opened.clear();
      ran.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the last script of a way's page asks for. */
const RAN = 'has-run';

async function until<T>(look: () => T | undefined, withinMs: number): Promise<T | null> {
  for (const untilMs = Date.now() + withinMs; ; ) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > untilMs) return null;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function atFor(id: string, origin: string): At {
  const mark = `way=${id}`;
  const commit = `${origin}/grant?${mark}`;
  const elsewhere = origin.replace('//gate.', '//elsewhere.');
  return {
    id,
    origin,
    elsewhere,
    commit,
    commitByRead: `${origin}/grant/read?${mark}`,
    commitAs: (path) => `${origin}${path}${path.includes('?') ? '&' : '?'}${mark}`,
    body: new URLSearchParams({
      way: id,
      action: 'submit',
      tenant: 'tnt_7Q2K94',
      scope: 'all-tenants',
      ends: '2099-01-01T00:00',
    }).toString(),
    redirect: (from, status) =>
      `${from === 'console' ? origin : elsewhere}/session/heartbeat?${new URLSearchParams({ status: String(status), to: status < 304 && from === 'console' ? `${origin}/grant/read?${mark}` : commit })}`,
    file: (name) => `${origin}/way/${id}/${name}`,
  };
}

const NOTHING: Served = { type: 'text/html', body: '<!doctype html><title>Gate console</title><p>Nothing here.</p>' };

type WayAround = Readonly<{ opened: Map<string, number>; ran: Set<string>; at: (id: string) => At }>;

function wayPage(ways: readonly Way[], got: Got, { opened, ran, at }: WayAround): Served | null {
  const [, id, file] = /^\/way\/([a-z0-9-]+)\/([^?]*)/.exec(got.url) ?? [];
  const way = ways.find((one) => one.id === id);
  if (way === undefined || file === undefined) return null;
  const here = at(way.id);
  if (file === RAN) ran.add(way.id);
  if (file !== '') return way.files?.[file]?.(here) ?? NOTHING;
  opened.set(way.id, Date.now());
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${way.id}</title><body>${way.page(here)}<script>new Image().src = '${here.file(RAN)}'</script></body></html>`;
  return { type: 'text/html', body, headers: way.headers?.(here) ?? {} };
}

function send(response: ServerResponse, { type, body, headers = {}, late }: Served): void {
  const status = Number(headers.status ?? 200);
  const { status: _, ...rest } = headers;
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...OPEN_TO_ALL, ...rest });
  if (late === undefined) response.end(body);
  else {
    response.write(body);
    setTimeout(() => response.end(late.body), late.afterMs);
  }
}

/** Answers with the redirect that the address asks for; null where it asks for none. */
function redirectFor(got: Got): Served | null {
  const { pathname, searchParams } = new URL(got.url, 'http://console');
  const to = searchParams.get('to');
  const status = searchParams.get('status');
  if (pathname !== '/session/heartbeat' || to === null || status === null) return null;
  return { type: 'text/plain', body: '', headers: { status, location: to } };
}

function gotFrom(request: IncomingMessage, body: string): Got {
  return { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    sizeBytes += part.length;
    if (sizeBytes > BODY_BYTES_MAX) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A console that commits by whatever comes over a socket: the first frame is enough. */
function talk(request: IncomingMessage, socket: Duplex, take: (got: Got) => unknown): void {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}${SOCKET_GUID}`).digest('base64');
  socket.on('error', () => socket.destroy());
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.once('data', () => {
    take({ ...gotFrom(request, ''), method: 'SOCKET' });
    socket.destroy();
  });
}
