import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import { type Caller, personOf } from './people.ts';
import { LOOPBACK, type Place } from './places.ts';
import { systemFaults } from './system-faults.ts';
import type { Tokens } from './tokens.ts';
import type { World } from './world.ts';
import type { SystemName } from './world-shape.ts';

export type ApiEnv = { Bindings: HttpBindings; Variables: { caller: Caller } };
export type Api = Hono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;

/** An answer that is not the wished one: `{code, detail}` and what else the caller may need. */
export type Refusal = Readonly<{ status: ContentfulStatusCode; code: string; detail: string; more?: Readonly<Record<string, unknown>> }>;

const BODY_BYTES_MAX = 64 * 1024 * 1024;

/**
 * A practice system's interface: at its own place only, with the faults of the moment, for bearers of an access token,
 * for no web page, never cached, dated by the system's own clock.
 */
export function makeApi(options: Readonly<{ world: World; tokens: Tokens; place: Place; systemOf: (path: string) => SystemName }>): Api {
  const { world, tokens, place, systemOf } = options;
  const api: Api = new Hono<ApiEnv>();
  api.use(onlyAt(place), dated(world));
  // Where the fault `redirect` leads: a page for people, not an answer.
  api.get('/login', (c) => c.html('<!doctype html><title>Sign in</title><h1>Sign in</h1>'));
  api.use(
    systemFaults(world, systemOf),
    noWebPages,
    bearersOnly(world, tokens),
    bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => refuse(c, TOO_LARGE) }),
  );
  api.notFound((c) => refuse(c, { status: 404, code: 'not-found', detail: 'There is nothing here.' }));
  api.onError((error, c) => refuse(c, { status: 500, code: 'internal', detail: error.message }));
  return api;
}

const TOO_LARGE: Refusal = { status: 413, code: 'too-large', detail: 'The body is larger than this system takes.' };

export function refuse(c: Context, { status, code, detail, more }: Refusal): Response {
  return c.json({ code, detail, ...more }, status);
}

/** Refuses every name but the place's own and loopback's, so that no name that was rebound reaches it. */
export function onlyAt(place: Pick<Place, 'host' | 'port'>): MiddlewareHandler {
  const names = new Set([place.host, LOOPBACK, 'localhost'].map((name) => `${name}:${place.port}`));
  return async (c, next) => {
    if (!names.has(c.req.header('Host') ?? '')) {
      return refuse(c, { status: 421, code: 'not-this-host', detail: 'No such system answers here.' });
    }
    return next();
  };
}

/** The body as `schema` has it, or the refusal to send. */
export async function bodyAs<T>(c: Context, schema: z.ZodType<T>): Promise<Readonly<{ body: T }> | Readonly<{ refusal: Refusal }>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const result = schema.safeParse(body);
  if (result.success) return { body: result.data };
  const [issue] = result.error.issues;
  const detail = body === undefined ? 'The body is not JSON.' : `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  return { refusal: { status: 400, code: 'malformed', detail } };
}

/** A server that stops at once, with every connection. */
export type Running = Readonly<{ stop: () => Promise<void> }>;

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** Serves an interface at its place; rejects when the port is taken. */
export function serveApi(api: Readonly<{ fetch: Fetch }>, place: Place): Promise<Running> {
  const server = createAdaptorServer({ fetch: api.fetch });
  if (!('closeAllConnections' in server)) throw new Error('a plain HTTP server is needed');
  return listen(server, place);
}

export function listen(server: Server, place: Place): Promise<Running> {
  const stop = (): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
    return promise;
  };
  const { promise, resolve, reject } = Promise.withResolvers<Running>();
  server.once('error', reject);
  server.listen(place.port, LOOPBACK, () => resolve({ stop }));
  return promise;
}

function dated(world: World): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
    if (c.env.outgoing.sendDate && !c.res.headers.has('Date')) c.res.headers.set('Date', new Date(world.nowMs()).toUTCString());
  };
}

/** An extension has an origin of its own kind; a web page, the console's above all, has no business here. */
const noWebPages: MiddlewareHandler = async (c, next) => {
  if (/^(https?:|null$)/.test(c.req.header('Origin') ?? '')) {
    return refuse(c, { status: 403, code: 'no-web-pages', detail: 'This interface is not for web pages.' });
  }
  return next();
};

function bearersOnly(world: World, tokens: Tokens): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const account = token === undefined ? null : await tokens.accountOf(token);
    const personId = account === null ? null : personOf(world.get(), account);
    if (account === null || personId === null) {
      c.header('WWW-Authenticate', 'Bearer');
      return refuse(c, { status: 401, code: 'unauthorized', detail: 'An access token that is valid is needed.' });
    }
    c.set('caller', { account, personId });
    return next();
  };
}
