import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpPutStore } from '../../../lib/connectors/http-put-store/store.ts';
import type { CallOptions } from '../../../lib/ports/answer.ts';
import { sha256 } from '../../fakes/example.ts';
import { type LittleServer, type Play, startLittleServer } from './little-server.ts';

const BYTES = new TextEncoder().encode('the bundle');
const BUNDLE = { name: 'CASE-1.zip', bytes: BYTES, sha256: sha256(BYTES) };

let server: LittleServer;
beforeAll(async () => {
  server = await startLittleServer();
});
afterAll(() => server.stop());

const quick = (deadlineMs = 10_000): CallOptions => ({ deadlineMs, signal: new AbortController().signal });
const status =
  (code: number, body: string | Uint8Array = ''): Play =>
  (request, response) => {
    request.resume();
    response.writeHead(code).end(body);
  };

/** A store that answers a PUT and a GET each in its own way. */
function put(onPut: Play, onGet: Play, options: Readonly<{ name?: string; token?: string | null }> = {}) {
  server.answer((request, response) => (request.method === 'PUT' ? onPut : onGet)(request, response));
  const transport = { fetch, token: async () => options.token ?? null, clock: { nowMs: () => Date.now() } };
  const place = { transport: options.token === null ? transport : { ...transport, token: async () => 't' }, baseUrl: `${server.baseUrl}/` };
  const store = httpPutStore({ ...place, digest: async (bytes) => sha256(bytes) });
  return store.put({ ...BUNDLE, ...(options.name === undefined ? {} : { name: options.name }) }, quick());
}

describe('storing a bundle', () => {
  it.each([200, 201, 204])('is done when it was written (%i) and reads back the same', async (code) => {
    const stored = await put(status(code), status(200, BYTES));
    expect(stored).toEqual({ is: 'done', value: { location: `${server.baseUrl}/bundles/CASE-1.zip` } });
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['PUT /bundles/CASE-1.zip', 'GET /bundles/CASE-1.zip']);
    expect(server.seen[0]?.headers['if-none-match']).toBe('*');
  });

  it('is done when the same bytes stand there already', async () => {
    expect((await put(status(412), status(200, BYTES))).is).toBe('done');
  });

  it.each<readonly [string, Uint8Array]>([
    ['other', new TextEncoder().encode('the bundlE')],
    ['fewer', BYTES.subarray(1)],
    ['more', new TextEncoder().encode('the bundle and more')],
    ['no', new Uint8Array()],
  ])('is refused when %s bytes stand there', async (_, bytes) => {
    const stored = await put(status(412), status(200, bytes));
    expect(stored).toMatchObject({ is: 'refused', reason: { code: 'evidence-broken' }, isStale: false });
  });

  it('is refused when the store says yes and keeps something else', async () => {
    expect((await put(status(201), status(200, 'something'))).is).toBe('refused');
  });

  it.each<readonly [string, Play, Play]>([
    ['the store fails', status(500), status(200, BYTES)],
    ['the store drops the connection', (request) => request.socket.destroy(), status(200, BYTES)],
    ['it cannot be read back', status(201), status(500)],
    ['it is not there afterwards', status(201), status(404)],
    ['reading back breaks off', status(201), (request) => request.socket.destroy()],
  ])('is unsure when %s', async (_, onPut, onGet) => {
    expect(await put(onPut, onGet)).toMatchObject({ is: 'unsure', reason: { code: 'evidence-store-unreachable' } });
  });

  it('is unsure when the store sends us elsewhere, and nothing is sent there', async () => {
    const elsewhere: Play = (request, response) => {
      request.resume();
      response.writeHead(307, { Location: '/other' }).end();
    };
    expect(await put(elsewhere, status(200, BYTES))).toMatchObject({ is: 'unsure', reason: { code: 'answer-untrusted' } });
    expect(server.seen).toHaveLength(1);
  });

  it.each([401, 403, 413])('is refused when the store does not take it (%i)', async (code) => {
    expect((await put(status(code), status(200, BYTES))).is).toBe('refused');
  });

  it('is refused without a sign-in, and nothing is sent', async () => {
    expect((await put(status(201), status(200, BYTES), { token: null })).is).toBe('refused');
    expect(server.seen).toEqual([]);
  });

  it.each(['', '..', '../other', 'a/b', 'a b', '.hidden', `${'x'.repeat(201)}`])('is refused under the name "%s"', async (name) => {
    expect((await put(status(201), status(200, BYTES), { name })).is).toBe('refused');
    expect(server.seen).toEqual([]);
  });
});
