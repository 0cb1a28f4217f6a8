import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccessRecords } from '../../../lib/connectors/countersign-api/access-records.ts';
import { apiCaseSystem } from '../../../lib/connectors/countersign-api/case-system.ts';
import type { Transport } from '../../../lib/connectors/http.ts';
import type { CallOptions } from '../../../lib/ports/answer.ts';
import { LIMITS } from '../../../lib/wire/limits.ts';
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

const quick = (deadlineMs = 10_000): CallOptions => ({ deadlineMs, signal: new AbortController().signal });
const transport = (change: Partial<Transport> = {}): Transport => ({
  fetch,
  token: async () => SECRET,
  clock: { nowMs: () => Date.now() },
  ...change,
});
const caseSystem = (change: Partial<Transport> = {}) => apiCaseSystem({ transport: transport(change), baseUrl: server.baseUrl });
const iam = () => apiAccessRecords({ transport: transport(), baseUrl: server.baseUrl });

async function readCase(play: Play, options = quick()) {
  server.answer(play);
  return caseSystem().read(CASE.id, options);
}

const withoutDate: Play = (_, response) => {
  response.sendDate = false;
  json(WIRE, 200, ETAG)(_, response);
};
const cutOff: Play = (_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000', ...ETAG });
  response.write(JSON.stringify(WIRE).slice(0, 200), () => response.destroy());
};
const silentBody: Play = (_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', ...ETAG });
  response.write('{');
};

const TWICE = 'it says the same thing twice';
/** The case, with another member put before one of the same name. */
const twice = (before: string, other: string): Play => raw(JSON.stringify(WIRE).replace(before, `${other}${before}`), ETAG);

describe('an answer that must not be used', () => {
  it.each<readonly [string, Play, string]>([
    ['a page', raw('<!doctype html><h1>Sign in</h1>', { 'Content-Type': 'text/html', ...ETAG }), 'it is not JSON'],
    ['JSON that says it is text', raw(JSON.stringify(WIRE), { 'Content-Type': 'text/plain', ...ETAG }), 'it is not JSON'],
    ['a page that says it is JSON', raw('<!doctype html>', ETAG), 'it is cut off or malformed'],
    ['half of it', raw(JSON.stringify(WIRE).slice(0, 300), ETAG), 'it is cut off or malformed'],
    ['a connection that ends in the middle', cutOff, 'it broke off'],
    ['bytes that are not UTF-8', raw(Uint8Array.of(0x22, 0xff, 0x22), ETAG), 'it is cut off or malformed'],
    ['nothing at all', raw('', ETAG), 'it is cut off or malformed'],
    ['a list in place of a case', json([WIRE], 200, ETAG), 'the whole is missing or wrong'],
    ['null', json(null, 200, ETAG), 'the whole is missing or wrong'],
    ['a redirect', raw('', { Location: '/login' }, 302), 'it sends us elsewhere'],
    ['a redirect that keeps the method', raw('', { Location: 'https://elsewhere.example/' }, 307), 'it sends us elsewhere'],
    ['no date', withoutDate, 'it does not say when it was made'],
    ['a date that is none', json(WIRE, 200, { ...ETAG, Date: 'yesterday' }), 'it does not say when it was made'],
    ['an age, so it comes from a cache', json(WIRE, 200, { ...ETAG, Age: '30' }), 'it comes from a cache'],
    ['no version', json(WIRE), 'it names no version of the case'],
    ['a weak version', json(WIRE, 200, { ETag: 'W/"v1"' }), 'it names no version of the case'],
    ['another case', json({ ...WIRE, id: 'CASE-1' }, 200, ETAG), 'it is about something else'],
    [
      'a member that parsers drop',
      raw(JSON.stringify(WIRE).replace('{', '{"__proto__":{"state":"approved"},'), ETAG),
      'it is cut off or malformed',
    ],
    [
      'a number that would be rounded',
      raw(JSON.stringify(WIRE).replace('"version":3', '"version":9007199254740993'), ETAG),
      'it is cut off or malformed',
    ],
    ['a state twice', twice('"state":', '"state":"draft",'), TWICE],
    ['an approval with two decisions', twice('"decision":', '"decision":"denied",'), TWICE],
    ['a packet with two scopes, one of them spelt otherwise', twice('"scope":', '"sc\\u006fpe":["all-tenants"],'), TWICE],
    ['half a character', raw(JSON.stringify(WIRE).replace('Northwind', 'North\\ud800wind'), ETAG), 'it is cut off or malformed'],
    ['a refusal that makes no sense', json({ code: 'not-found' }, 404), 'it refuses the question, status 404'],
  ])('%s', async (_, play, detail) => {
    const details = { system: 'The case system', detail };
    expect(await readCase(play)).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted', details } });
  });

  it('that is larger than the cap is left before it is held', async () => {
    let sentBytes = 0;
    const chunk = Buffer.alloc(65_536, 0x20);
    const endless: Play = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', ...ETAG });
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
        response.once('drain', more);
      };
      more();
    };
    const answer = await readCase(endless);
    expect(answer).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted', details: { detail: 'it is too large' } } });
    expect(sentBytes).toBeLessThan(LIMITS.answerBytesMax * 16);
  });

  it('that announces a size over the cap is not read at all', async () => {
    const announced: Play = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': String(LIMITS.answerBytesMax + 1), ...ETAG });
      response.write('{');
    };
    expect(await readCase(announced)).toMatchObject({ isRead: false, reason: { details: { detail: 'it is too large' } } });
  });
});

describe('no answer', () => {
  it.each([401, 403, 408, 429, 500, 502, 503])('but status %i', async (status) => {
    const page = raw('<h1>no</h1>', { 'Content-Type': 'text/html' }, status);
    expect(await readCase(page)).toMatchObject({
      isRead: false,
      reason: { code: 'case-unreachable', details: { status: `status ${status}` } },
    });
  });

  it('says of 401 alone that the sign-in is over', async () => {
    const answered = async (status: number) => readCase(raw('{}', { 'Content-Type': 'application/json' }, status));
    expect(await answered(401)).toMatchObject({ isRead: false, isSignInOver: true });
    for (const status of [403, 429, 503]) expect(await answered(status)).not.toHaveProperty('isSignInOver', true);
  });

  it('because the connection is dropped', async () => {
    const answer = await readCase((request) => request.socket.destroy());
    expect(answer).toMatchObject({ isRead: false, reason: { code: 'case-unreachable', details: { status: 'no-answer' } } });
  });

  it('because nobody is there', async () => {
    const gone = apiCaseSystem({ transport: transport(), baseUrl: 'http://127.0.0.1:9' });
    expect(await gone.read(CASE.id, quick())).toMatchObject({ isRead: false, reason: { code: 'case-unreachable' } });
  });

  it.each<readonly [string, Play]>([
    ['the headers', () => undefined],
    ['the body', silentBody],
  ])('before the deadline, which covers %s', async (_, play) => {
    const answer = await readCase(play, quick(120));
    expect(answer).toMatchObject({ isRead: false, reason: { code: 'case-unreachable', details: { status: 'late' } } });
  });

  it('before the deadline, which covers the token', async () => {
    server.answer(json(WIRE, 200, ETAG));
    const answer = await caseSystem({ token: () => new Promise<never>(() => undefined) }).read(CASE.id, quick(60));
    expect(answer).toMatchObject({ isRead: false, reason: { code: 'case-unreachable' } });
    expect(server.seen).toEqual([]);
  });

  it('because the caller gave up', async () => {
    const caller = new AbortController();
    const answer = readCase(() => caller.abort(), { deadlineMs: 5_000, signal: caller.signal });
    expect(await answer).toMatchObject({ isRead: false, reason: { code: 'case-unreachable', details: { status: 'cancelled' } } });
  });

  it('because nobody is signed in: nothing is sent', async () => {
    server.answer(json(WIRE, 200, ETAG));
    const signedOut = caseSystem({ token: async () => null });
    expect(await signedOut.read(CASE.id, quick())).toMatchObject({ isRead: false, reason: { details: { status: 'signed-out' } } });
    expect(await signedOut.note(CASE.id, '"v1"', 'x', quick())).toMatchObject({ is: 'refused', isStale: false, isUnheard: true });
    expect(server.seen).toEqual([]);
  });

  it('because the token source itself failed: nothing is sent', async () => {
    server.answer(json(WIRE, 200, ETAG));
    const broken = caseSystem({ token: () => Promise.reject(new Error(SECRET)) });
    expect(await broken.read(CASE.id, quick())).toMatchObject({ isRead: false, reason: { details: { status: 'signed-out' } } });
    expect(server.seen).toEqual([]);
  });
});

describe('an answer of IAM', () => {
  it.each<readonly [string, Play]>([
    ['is the first page of several', json({ grants: [], complete: false })],
    ['does not say that it is whole', json({ grants: [] })],
    ['ends in the middle', raw('{"grants":[')],
    ['breaks off', cutOff],
    ['is refused', json({ code: 'forbidden' }, 403)],
    ['is refused as a question', json({ code: 'malformed' }, 400)],
  ])('that %s leaves open sessions unknown', async (_, play) => {
    server.answer(play);
    expect(await iam().grants('tnt_1', quick())).toMatchObject({ isRead: false, reason: { code: 'iam-unknown' } });
  });

  it('that names a grant’s end twice is no answer, whichever of the two would be taken', async () => {
    server.answer(raw('{"grants":[{"endsAt":"2026-11-23T02:00:00Z","endsAt":null}],"complete":true}'));
    const details = { system: 'IAM', detail: TWICE };
    expect(await iam().grants('tnt_1', quick())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted', details } });
  });

  it('with one grant of another tenant is about something else', async () => {
    const grant = (tenant: string) => ({
      id: `g-${tenant}`,
      tenant,
      subject: 'a',
      objectId: 'o',
      privileges: [],
      startsAt: '2026-11-23T02:00:00Z',
      endsAt: null,
      state: 'active',
      kind: 'break-glass',
      reference: null,
      idempotencyKey: null,
    });
    server.answer(json({ grants: [grant('tnt_1'), grant('tnt_2')], complete: true }));
    const details = { system: 'IAM', detail: 'it is about something else' };
    expect(await iam().grants('tnt_1', quick())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted', details } });
    server.answer(json({ grants: [grant('tnt_1')], complete: true }));
    expect(await iam().grants('tnt_1', quick())).toMatchObject({ isRead: true });
  });

  it('with one grant that cannot be understood is no answer', async () => {
    server.answer(json({ grants: [{ id: 'g' }], complete: true }));
    const details = { system: 'IAM', detail: 'grants.0.tenant is missing or wrong' };
    expect(await iam().grants('tnt_1', quick())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted', details } });
  });
});
