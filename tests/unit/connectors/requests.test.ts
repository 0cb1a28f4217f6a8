import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaseSystem } from '../../../lib/connectors/countersign-api/case-system.ts';
import type { Transport } from '../../../lib/connectors/http.ts';
import { SENTENCES } from '../../../lib/core/reason.ts';
import type { CallOptions } from '../../../lib/ports/answer.ts';
import { example, wireCase } from '../../fakes/example.ts';
import { json, type LittleServer, type Play, raw, startLittleServer } from './little-server.ts';

const SECRET = 'secret-token-9f2c';
const CASE = example(Date.now()).case;
const WIRE = wireCase(CASE);
const ETAG = { ETag: '"v1"' };

let server: LittleServer;
beforeAll(async () => {
  server = await startLittleServer();
});
afterAll(() => server.stop());

const quick = (): CallOptions => ({ deadlineMs: 10_000, signal: new AbortController().signal });
const USUAL: Transport = { fetch, token: async () => SECRET, clock: { nowMs: () => Date.now() } };
const caseSystem = (change: Partial<Transport> = {}) => apiCaseSystem({ transport: { ...USUAL, ...change }, baseUrl: server.baseUrl });

async function readCase(play: Play) {
  server.answer(play);
  return caseSystem().read(CASE.id, quick());
}

describe('a request', () => {
  it('carries the token and nothing else of ours, and follows no redirect', async () => {
    const inits: RequestInit[] = [];
    const noting: typeof fetch = (input, init) => {
      inits.push(init ?? {});
      return fetch(input, init);
    };
    server.answer(json(WIRE, 200, ETAG));
    await caseSystem({ fetch: noting }).read(CASE.id, quick());
    expect(server.seen[0]).toMatchObject({ method: 'GET', url: `/v1/cases/${CASE.id}`, headers: { authorization: `Bearer ${SECRET}` } });
    const guarded = { credentials: 'omit', cache: 'no-store', redirect: 'manual', referrerPolicy: 'no-referrer' };
    expect(inits[0]).toMatchObject(guarded);
    server.answer(raw('', { Location: '/v1/me' }, 302));
    await caseSystem().read(CASE.id, quick());
    expect(server.seen).toHaveLength(1);
  });

  it.each(['', '.', '..'])('never climbs out of its path by an id like "%s"', async (id) => {
    server.answer(json(WIRE, 200, ETAG));
    expect(await caseSystem().read(id, quick())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted' } });
    expect(server.seen).toEqual([]);
  });

  it('keeps an id in one segment of the path', async () => {
    server.answer(json(WIRE, 200, ETAG));
    await caseSystem().read('a/../../b?c#d', quick());
    expect(server.seen[0]?.url).toBe('/v1/cases/a%2F..%2F..%2Fb%3Fc%23d');
  });

  it('works with a fetch that must not be called as a method', async () => {
    function strict(this: unknown, input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
      if (this !== undefined) throw new TypeError('Illegal invocation');
      return fetch(input, init);
    }
    server.answer(json(WIRE, 200, ETAG));
    expect(await caseSystem({ fetch: strict }).read(CASE.id, quick())).toMatchObject({ isRead: true });
  });
});

describe('what is told', () => {
  it('never holds the token or a word of the answer', async () => {
    const plays: readonly Play[] = [
      raw(`${SECRET} leaked`, ETAG),
      raw(SECRET, { 'Content-Type': 'text/html' }, 500),
      json({ id: SECRET }, 200, ETAG),
      json({ code: SECRET }, 409),
    ];
    const told: unknown[] = [];
    for (const play of plays) {
      told.push(await readCase(play));
      told.push(await caseSystem().note(CASE.id, '"v1"', 'x', quick()));
    }
    told.push(await caseSystem({ fetch: () => Promise.reject(new Error(`header ${SECRET}`)) }).read(CASE.id, quick()));
    told.push(await caseSystem({ token: async () => `${SECRET}\nX: 1` }).read(CASE.id, quick()));
    expect(told).toHaveLength(10);
    expect(JSON.stringify(told)).not.toContain(SECRET);
  });

  it('has a sentence for every reason', async () => {
    const answer = await readCase(raw('', {}, 500));
    expect(answer.isRead ? '' : SENTENCES[answer.reason.code]).toBe('The case system does not answer.');
  });

  it('says how far the clocks are apart, from the middle of the wait', async () => {
    server.answer(json(WIRE, 200, { ...ETAG, Date: new Date(1_000_000_000_000).toUTCString() }));
    const times = [999_999_990_000, 999_999_990_000, 999_999_994_000, 999_999_995_000];
    const clock = { nowMs: () => times.shift() ?? Number.NaN };
    const answer = await caseSystem({ clock }).read(CASE.id, quick());
    expect(answer).toMatchObject({ isRead: true, serverAtMs: 1_000_000_000_000, skewMs: 8_000, tookMs: 5_000 });
  });
});
