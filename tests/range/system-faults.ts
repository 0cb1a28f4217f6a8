import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { ApiEnv } from './api.ts';
import type { World } from './world.ts';
import type { SystemName } from './world-shape.ts';

const DELAY_MS_MAX = 120_000;
const HANG_MS_MAX = 120_000;
const STALE_MS = 600_000;
const CLOCK_OFF_MS = 300_000;
const OVERSIZE_BYTES = 24 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

type Fault = (c: Context<ApiEnv>, next: Next, world: World) => Promise<Response | undefined>;

/**
 * Makes one system slow or broken as `/systems/<name>` says now. `timeout`, the statuses, `html` and `redirect` come
 * in place of the system's work; the others spoil the answer after the work was done, so a write with `drop` did happen.
 */
export function systemFaults(world: World, systemOf: (path: string) => SystemName): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { delayMs = 0, fault = null } = world.get().systems[systemOf(c.req.path)] ?? {};
    if (delayMs > 0 && !(await isStillThereAfter(Math.min(delayMs, DELAY_MS_MAX), c))) return cut(c);
    if (fault === null) return next();
    const play = Object.hasOwn(FAULTS, fault) ? FAULTS[fault] : undefined;
    if (play === undefined) return c.json({ code: 'unknown-fault', detail: `This system has no fault called ${fault}.` }, 501);
    return play(c, next, world);
  };
}

const FAULTS: Readonly<Record<string, Fault>> = {
  timeout: async (c) => {
    await isStillThereAfter(HANG_MS_MAX, c);
    return cut(c);
  },
  '500': async (c) => c.json({ code: 'internal', detail: 'The system failed.' }, 500),
  '401': async (c) => c.json({ code: 'unauthorized', detail: 'The access token is not valid.' }, 401, { 'WWW-Authenticate': 'Bearer' }),
  '403': async (c) => c.json({ code: 'forbidden', detail: 'This account may not ask for that.' }, 403),
  '429': async (c) => c.json({ code: 'too-many-requests', detail: 'Ask again later.' }, 429, { 'Retry-After': '1' }),
  html: async (c) => c.html('<!doctype html><title>Sign in</title><h1>Sign in</h1><p>Your session has ended.</p>'),
  redirect: async (c) => c.redirect('/login', 302),
  drop: async (c, next) => {
    await next();
    return cut(c);
  },
  truncated: after(async (c) => remake(c, truncate(await c.res.text()))),
  oversize: after(async (c) => remake(c, oversized(await c.res.text()))),
  'wrong-type': after(async (c) => remake(c, wrongTypes(await c.res.text()))),
  'stale-date': after(async (c, world) => setDate(c, world.nowMs() - STALE_MS)),
  'clock-ahead': after(async (c, world) => setDate(c, world.nowMs() + CLOCK_OFF_MS)),
  'clock-behind': after(async (c, world) => setDate(c, world.nowMs() - CLOCK_OFF_MS)),
  'missing-date': after(async (c) => {
    c.env.outgoing.sendDate = false;
  }),
};

export function isSystemFault(name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(FAULTS, name);
}

function after(spoil: (c: Context<ApiEnv>, world: World) => Promise<void>): Fault {
  return async (c, next, world) => {
    await next();
    await spoil(c, world);
    return undefined;
  };
}

/** Ends the connection without an answer. */
function cut(c: Context<ApiEnv>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Waits, but not for a caller who has gone: what nobody waits for is not done. */
async function isStillThereAfter(waitMs: number, { env: { outgoing } }: Context<ApiEnv>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const late = setTimeout(() => resolve(true), waitMs).unref();
  outgoing.once('close', () => resolve(false));
  const isThere = await promise;
  clearTimeout(late);
  return isThere;
}

function setDate(c: Context<ApiEnv>, atMs: number): void {
  c.res.headers.set('Date', new Date(atMs).toUTCString());
}

function remake(c: Context<ApiEnv>, body: string | ReadableStream<Uint8Array>): void {
  const { status, headers } = c.res;
  c.res = undefined;
  c.res = new Response(body, { status, headers: withoutLength(headers) });
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('Content-Length');
  return kept;
}

/** A list loses its second half and the mark that it is whole, and still parses; anything else ends in the middle. */
function truncate(text: string): string {
  const body = parsed(text);
  if (body === null || body.complete !== true) return text.slice(0, Math.floor(text.length / 2));
  const { complete: _, ...rest } = body;
  const half = (value: unknown) => (Array.isArray(value) ? value.slice(0, Math.floor(value.length / 2)) : value);
  return JSON.stringify(Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, half(value)])));
}

/** The same answer, still JSON, after more white space than anybody should read. Its length is not told. */
function oversized(text: string): ReadableStream<Uint8Array> {
  const padding = new Uint8Array(CHUNK_BYTES).fill(0x20);
  let sentBytes = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (sentBytes < OVERSIZE_BYTES) {
        controller.enqueue(padding);
        sentBytes += CHUNK_BYTES;
        return;
      }
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

/** Every member becomes another type: what was a list is an object, what was a text is a number, and so on. */
function wrongTypes(text: string): string {
  const body = parsed(text);
  if (body === null) return JSON.stringify({ value: 0 });
  return JSON.stringify(Object.fromEntries(Object.entries(body).map(([key, value]) => [key, otherType(value)])));
}

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return { 0: value[0] ?? null };
  if (typeof value === 'string') return value.length;
  if (typeof value === 'object' && value !== null) return [value];
  return String(value);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON: a bundle's bytes, for example.
    return null;
  }
}
