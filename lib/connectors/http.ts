import type { CallOptions } from '../ports/answer.ts';
import type { Clock } from '../ports/device.ts';

/** What a connector is handed: it owns no network, no clock and no secret. `token` null: calls go without a bearer. */
export type Transport = Readonly<{
  fetch: typeof fetch;
  token: (() => Promise<string | null>) | null;
  clock: Pick<Clock, 'nowMs'>;
}>;

export type Call = Readonly<{
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  accept: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer> | null;
  /** No more than this is ever held of the answer. */
  bytesMax: number;
}>;

/** Why there is no answer. After `signed-out` nothing was sent; after any other, the other side may have acted. */
export type NoAnswer = 'signed-out' | 'late' | 'cancelled' | 'no-answer' | 'redirected' | 'oversize' | 'broke-off';

export type HttpReply =
  | Readonly<{
      is: 'answered';
      status: number;
      headers: Headers;
      bytes: Uint8Array<ArrayBuffer>;
      askedAtMs: number;
      headersAtMs: number;
      tookMs: number;
    }>
  | Readonly<{ is: 'failed'; why: NoAnswer; tookMs: number }>;

/**
 * The one guarded fetch: no cookies, no cache, no referrer, no redirect followed, one deadline over everything (the
 * token and the body too), a size cap kept while reading. Never throws, and never repeats what an exception said: it
 * may hold the token.
 */
export async function send(transport: Transport, call: Call, options: CallOptions): Promise<HttpReply> {
  const { fetch, clock } = transport;
  const startedAtMs = clock.nowMs();
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const signal = AbortSignal.any([deadline, options.signal]);
  const failed = (why: NoAnswer): HttpReply => {
    const because = options.signal.aborted ? 'cancelled' : deadline.aborted ? 'late' : why;
    return { is: 'failed', why: why === 'signed-out' ? why : because, tookMs: clock.nowMs() - startedAtMs };
  };

  const authorization = await bearer(transport, signal);
  if (authorization === null) return failed('signed-out');
  const askedAtMs = clock.nowMs();
  const response = await settled(() => fetch(call.url, requestOf(call, authorization, signal)), signal);
  if (response === null) return failed('no-answer');
  const headersAtMs = clock.nowMs();
  // `manual` and not `error`, so that a redirect can be told from an address that does not answer.
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    discard(response.body);
    return failed('redirected');
  }
  const read = await readCapped(response, call.bytesMax, signal);
  if (read.is !== 'whole') return failed(read.is);
  const { status, headers } = response;
  return { is: 'answered', status, headers, bytes: read.bytes, askedAtMs, headersAtMs, tookMs: clock.nowMs() - startedAtMs };
}

function requestOf(call: Call, authorization: Readonly<Record<string, string>>, signal: AbortSignal): RequestInit {
  return {
    method: call.method,
    headers: { Accept: call.accept, ...call.headers, ...authorization },
    ...(call.body === null ? {} : { body: call.body }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    signal,
  };
}

/** The authorization header, empty where none is wanted, null where one is wanted and nobody is signed in. */
async function bearer({ token }: Transport, signal: AbortSignal): Promise<Readonly<Record<string, string>> | null> {
  if (token === null) return {};
  const text = await settled(token, signal);
  return text === null ? null : { Authorization: `Bearer ${text}` };
}

/** What the call gives, or null when it failed or the signal came first: either way there is no answer. */
async function settled<T>(start: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  const { promise: ended, resolve } = Promise.withResolvers<null>();
  const end = () => resolve(null);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([start(), ended]);
  } catch {
    return null;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

type Read = Readonly<{ is: 'whole'; bytes: Uint8Array<ArrayBuffer> }> | Readonly<{ is: 'oversize' | 'broke-off' }>;

async function readCapped(response: Response, bytesMax: number, signal: AbortSignal): Promise<Read> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > bytesMax) {
    discard(response.body);
    return { is: 'oversize' };
  }
  if (response.body === null) return { is: 'whole', bytes: new Uint8Array() };
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const part = await settled(() => reader.read(), signal);
    if (part === null || (!part.done && sizeBytes + part.value.byteLength > bytesMax)) {
      reader.cancel().catch(() => null);
      return { is: part === null ? 'broke-off' : 'oversize' };
    }
    if (part.done) return { is: 'whole', bytes: joined(parts, sizeBytes) };
    parts.push(part.value);
    sizeBytes += part.value.byteLength;
  }
}

function joined(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** Nobody reads the rest, so the connection may close; a failure of that has nothing to tell. */
function discard(body: ReadableStream | null): void {
  body?.cancel().catch(() => null);
}
