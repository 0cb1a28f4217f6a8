import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { LOOPBACK, type Place } from '../places.ts';
import { type Console, faultsNow, nowText } from './console.ts';
import type { Draft } from './store.ts';

export type ConsoleEnv = { Bindings: HttpBindings };
export type ConsoleContext = Context<ConsoleEnv>;

/** What a content security policy adds to "nothing". */
export type Allowed = Readonly<{ connect?: readonly string[]; frame?: readonly string[]; framedBy?: readonly string[] }>;

const DRAFT_COOKIE = 'draft';
/** A commit that is never answered keeps its connection this long. */
const SILENCE_MS = 90_000;
/** The names that the hosts of the consoles may be mistaken for. The last one is no secure context. */
const WRONG_HOSTS = {
  staging: 'console-staging.range.localhost',
  lookalike: 'c0nsole.range.localhost',
  http: 'console.range.test',
} as const;

/** A console's server: at its own names only, never cached, behind a strict policy, with every changing request written down. */
export function consoleApp(console: Console, options: Readonly<{ place: Place; allowed: () => Allowed }>): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  app.use(onlyAt(options.place), writtenDown(console), cluttered(console), protectedBy(options.allowed));
  app.onError((error, c) => c.text(`The console failed: ${error.message}`, 500));
  return app;
}

/** Where the start page leads instead, when the console is opened at a wrong host; null when it is right. */
export function wrongStart(console: Console, options: Readonly<{ place: Place; here: string; path: string }>): string | null {
  const faults = faultsNow(console);
  const { origin } = console.world.get().console;
  const kind = faults.has('staging-host') ? 'staging' : faults.has('insecure-http') ? 'http' : origin;
  const host = kind === 'staging' || kind === 'lookalike' || kind === 'http' ? WRONG_HOSTS[kind] : null;
  return host === null || options.here.startsWith(`${host}:`) ? null : `http://${host}:${options.place.port}${options.path}`;
}

export function draftOf(console: Console, c: ConsoleContext): Draft | null {
  const id = getCookie(c, DRAFT_COOKIE);
  return id === undefined ? null : console.store.draftById(id);
}

export function setDraft(c: ConsoleContext, draft: Draft): void {
  setCookie(c, DRAFT_COOKIE, draft.id, { httpOnly: true, sameSite: 'Lax', path: '/' });
}

/** Never answers; the connection ends after 90 s, or when the other side or the server goes. */
export async function stayingSilent(c: ConsoleContext): Promise<Response> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, SILENCE_MS);
  c.env.outgoing.once('close', resolve);
  await promise;
  clearTimeout(timer);
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

function onlyAt({ host, port }: Place): MiddlewareHandler {
  const names = new Set([host, LOOPBACK, 'localhost', ...Object.values(WRONG_HOSTS)].map((name) => `${name}:${port}`));
  return async (c, next) => (names.has(c.req.header('Host') ?? '') ? next() : c.text('No such console answers here.', 421));
}

function writtenDown(console: Console): MiddlewareHandler {
  return async (c, next) => {
    const { method, url } = c.req;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') console.store.addRequest({ at: nowText(console), method, url });
    return next();
  };
}

/** Puts the world's clutter into each page. It may hold anything, so the policy of that page allows anything of its own. */
function cluttered(console: Console): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { clutter = '' } = console.world.get().console;
    if (clutter === '' || !(c.res.headers.get('Content-Type') ?? '').startsWith('text/html')) return;
    const page = await c.res.text();
    c.res = new Response(
      page.replace('</body>', () => `${clutter}</body>`),
      c.res,
    );
    c.res.headers.set('Content-Security-Policy', "default-src 'self' 'unsafe-inline' data: blob:; base-uri 'none'");
  };
}

function protectedBy(allowed: () => Allowed): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { connect = [], frame = [], framedBy = [] } = allowed();
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      `connect-src ${["'self'", ...connect].join(' ')}`,
      ...(frame.length > 0 ? [`frame-src ${frame.join(' ')}`] : []),
      `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
      "base-uri 'none'",
    ];
    c.res.headers.set('Content-Security-Policy', policy.join('; '));
    c.res.headers.set('Cache-Control', 'no-store');
    c.res.headers.set('Referrer-Policy', 'same-origin');
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
  };
}
