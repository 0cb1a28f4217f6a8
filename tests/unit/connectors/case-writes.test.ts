import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaseSystem } from '../../../lib/connectors/countersign-api/case-system.ts';
import { apiEnrolment } from '../../../lib/connectors/countersign-api/enrolment.ts';
import { apiEscalation } from '../../../lib/connectors/countersign-api/escalation.ts';
import type { CallOptions } from '../../../lib/ports/answer.ts';
import { json, type LittleServer, type Play, raw, startLittleServer } from './little-server.ts';

const DIGEST = 'a'.repeat(64);
const CLAIM = {
  id: 'claim-1',
  execution: 'exe-1',
  holder: 'lead-01',
  device: 'dev-1',
  since: '2026-11-23T03:04:02Z',
  epoch: 1,
  state: 'held',
  nonce: null,
};
const CONSUMED = { ...CLAIM, state: 'consumed', nonce: 'n-1' };

let server: LittleServer;
beforeAll(async () => {
  server = await startLittleServer();
});
afterAll(() => server.stop());

const quick = (deadlineMs = 10_000): CallOptions => ({ deadlineMs, signal: new AbortController().signal });
const connection = () => ({ transport: { fetch, token: async () => 't', clock: { nowMs: () => Date.now() } }, baseUrl: server.baseUrl });

function claim(play: Play, options = quick()) {
  server.answer(play);
  const body = { execution: 'exe-1', device: 'dev-1', packetDigest: DIGEST };
  return apiCaseSystem(connection()).claim('CASE-1', '"v1"', body, options);
}

function consume(play: Play) {
  server.answer(play);
  const body = { claim: 'claim-1', epoch: 1, nonce: 'n-1', packetDigest: DIGEST };
  return apiCaseSystem(connection()).consume('CASE-1', '"v1"', body, quick());
}

describe('a claim', () => {
  it('names the version that it was decided on', async () => {
    expect(await claim(json(CLAIM, 201))).toEqual({ is: 'done', value: CLAIM });
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/v1/cases/CASE-1/claim', headers: { 'if-match': '"v1"' } });
  });

  it.each<readonly [string, Play, unknown]>([
    [
      'held by another',
      json({ code: 'claimed-by-other', holder: 'lead-02', since: '2026-11-23T03:00:00Z' }, 409),
      { code: 'claimed-by-other', details: { person: 'lead-02', since: '2026-11-23T03:00:00Z' } },
    ],
    ['spent', json({ code: 'already-spent' }, 409), { code: 'execution-already-spent' }],
    ['not for this person', json({ code: 'not-an-executor' }, 403), { code: 'operator-not-assigned' }],
    ['refused for a cause that is not known', json({ code: 'moon-phase' }, 409), { code: 'answer-untrusted' }],
    ['refused without a cause', json({}, 409), { code: 'answer-untrusted' }],
    ['malformed', json({ code: 'malformed' }, 400), { code: 'answer-untrusted' }],
  ])('that is %s is refused', async (_, play, reason) => {
    expect(await claim(play)).toMatchObject({ is: 'refused', reason, isStale: false });
  });

  it('is refused for good where the system says no, and not where the sign-in is over', async () => {
    expect(await claim(json({ code: 'forbidden' }, 403))).not.toHaveProperty('isUnheard', true);
    expect(await claim(json({ code: 'unauthorized' }, 401))).toMatchObject({ is: 'refused', isUnheard: true });
  });

  it.each([412, 428])('with status %i is refused as stale', async (status) => {
    expect(await claim(json({ code: 'version' }, status))).toEqual({ is: 'refused', reason: { code: 'case-changed' }, isStale: true });
  });

  it.each<readonly [string, Play]>([
    ['the reply is lost', (request) => request.socket.destroy()],
    ['the system failed', json({ code: 'internal' }, 500)],
    ['something in between failed', raw('<h1>Bad gateway</h1>', { 'Content-Type': 'text/html' }, 502)],
    ['too many asked', json({ code: 'slow-down' }, 429)],
    ['the answer is a page', raw('<h1>OK</h1>', { 'Content-Type': 'text/html' }, 201)],
    ['a stale page refuses it', raw('<h1>Precondition failed</h1>', { 'Content-Type': 'text/html' }, 412)],
    ['the answer redirects', raw('', { Location: '/' }, 303)],
    ['the answer is half', raw('{"id":', {}, 201)],
    ['the claim has two epochs', raw(JSON.stringify(CLAIM).replace('"epoch":', '"epoch":9,"epoch":'), {}, 201)],
    ['the claim is of another execution', json({ ...CLAIM, execution: 'exe-2' }, 201)],
    ['the claim lacks its epoch', json({ ...CLAIM, epoch: undefined }, 201)],
  ])('is unsure when %s', async (_, play) => {
    expect((await claim(play)).is).toBe('unsure');
  });

  it('is unsure when it is late', async () => {
    expect(await claim(() => undefined, quick(80))).toMatchObject({ is: 'unsure', reason: { code: 'case-unreachable' } });
  });
});

describe('consuming', () => {
  it('is done only when the claim says so, with this nonce', async () => {
    expect(await consume(json(CONSUMED))).toEqual({ is: 'done', value: CONSUMED });
    for (const other of [CLAIM, { ...CONSUMED, nonce: 'n-2' }, { ...CONSUMED, id: 'claim-2' }, { ...CONSUMED, epoch: 2 }]) {
      expect((await consume(json(other))).is).toBe('unsure');
    }
  });

  it.each([
    ['approvals-not-in-force', 'approval-record-changed'],
    ['fenced', 'claim-fenced'],
    ['already-consumed', 'execution-already-spent'],
  ])('refused as %s is %s', async (code, reason) => {
    expect(await consume(json({ code }, 409))).toMatchObject({ is: 'refused', reason: { code: reason }, isStale: false });
  });
});

describe('a note', () => {
  const note = (play: Play) => {
    server.answer(play);
    return apiCaseSystem(connection()).note('CASE-1', '"v1"', 'head 1', quick());
  };

  it('is done only when it was kept as it was sent', async () => {
    const kept = { id: 'note-1', at: '2026-11-23T03:20:03Z', sha256: DIGEST, text: 'head 1' };
    expect(await note(json(kept, 201))).toEqual({ is: 'done', value: kept });
    expect((await note(json({ ...kept, text: 'head 2' }, 201))).is).toBe('unsure');
  });

  it('on an older version is refused in words of its own', async () => {
    expect(await note(json({ code: 'stale' }, 412))).toEqual({ is: 'refused', reason: { code: 'case-note-refused' }, isStale: true });
  });
});

describe('enrolment', () => {
  const PEM = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n';
  const KEY = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
  const DEVICE = { id: 'dev-1', person: 'lead-01', signingKey: PEM, sealingKey: KEY, confirmedBy: null, revokedAt: null };
  const enrol = (play: Play) => {
    server.answer(play);
    return apiEnrolment(connection()).enrol({ signingKey: PEM, sealingKey: KEY, label: 'this browser' }, quick());
  };

  it('takes the record of this very key, however its lines are broken', async () => {
    expect(await enrol(json({ ...DEVICE, signingKey: PEM.replaceAll('\n', '\r\n') }, 201))).toMatchObject({
      is: 'done',
      value: { id: 'dev-1' },
    });
  });

  it('is unsure when the record is of another key', async () => {
    expect((await enrol(json({ ...DEVICE, signingKey: PEM.replace('AAAA', 'BBBB') }, 201))).is).toBe('unsure');
  });

  it('takes no list of recipients in which a private key stands', async () => {
    server.answer(json({ devices: [{ ...DEVICE, sealingKey: { ...KEY, d: 'd'.repeat(43) } }], complete: true }));
    expect(await apiEnrolment(connection()).recipients(quick())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted' } });
  });
});

describe('an escalation', () => {
  const raise = (play: Play) => {
    server.answer(play);
    const reasons = [{ code: 'outcome-unknown' } as const];
    const body = { key: 'k', caseId: 'CASE-1', execution: 'exe-1', at: '2026-11-23T03:20:03Z', reasons, mayHaveLeft: true };
    return apiEscalation(connection()).raise(body, quick());
  };

  it('is done when it arrived, acknowledged or not', async () => {
    const open = { id: 'esc-1', acknowledgedBy: null, acknowledgedAt: null };
    expect(await raise(json(open, 201))).toEqual({ is: 'done', value: open });
    const seen = { id: 'esc-1', acknowledgedBy: 'sec-01', acknowledgedAt: '2026-11-23T03:21:00Z' };
    expect(await raise(json(seen, 201))).toEqual({ is: 'done', value: seen });
  });

  it('is not taken for acknowledged when the answer says only half of it', async () => {
    expect((await raise(json({ id: 'esc-1', acknowledgedBy: 'sec-01', acknowledgedAt: null }, 201))).is).toBe('unsure');
  });
});
