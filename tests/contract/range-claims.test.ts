import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packetDigest as digestOf } from '../range/digests.ts';
import { openTown, type Person, type Town } from './range-town.ts';

const CASE = '/v1/cases/CASE-1042';
const HEAD = 'a'.repeat(64);

let town: Town;
let lead: Person;
let second: Person;
beforeAll(async () => {
  town = await openTown();
  [lead, second] = [await town.as('lead-01'), await town.as('lead-02')];
});
afterAll(() => town.stop());
beforeEach(async () => void (await town.reset()));

const packetDigest = () => town.world().get().cases['CASE-1042']?.approvals.security?.packetDigest ?? '';
const etag = async () => (await lead.get('case', CASE)).headers.get('etag') ?? '';
const ifMatch = (version: string) => ({ 'if-match': version });

async function claim(who: Person, execution: string, version: string): Promise<Response> {
  const body = { execution, device: 'dev-1', packetDigest: packetDigest() };
  return who.send('POST', 'case', `${CASE}/claim`, { body, headers: ifMatch(version) });
}

/** The answer, with the version that came along. */
async function held(execution = 'ex-1'): Promise<{ id: string; epoch: number; version: string }> {
  const answer = await claim(lead, execution, await etag());
  expect(answer.status).toBe(201);
  return { ...(await answer.json()), version: answer.headers.get('etag') ?? '' };
}

function consume(of: Readonly<{ id: string; epoch: number }>, nonce: string, version: string): Promise<Response> {
  const body = { claim: of.id, epoch: of.epoch, nonce, packetDigest: packetDigest() };
  return lead.send('POST', 'case', `${CASE}/claim/consume`, { body, headers: ifMatch(version) });
}

function giveBack(of: Readonly<{ id: string; epoch: number }>, nonce: string): Promise<Response> {
  return lead.send('POST', 'case', `${CASE}/claim/return`, {
    body: { claim: of.id, epoch: of.epoch, nonce, because: 'the release expired' },
  });
}

function close(of: Readonly<{ id: string; epoch: number }>, outcome: string): Promise<Response> {
  const body = { claim: of.id, epoch: of.epoch, outcome, reference: 'BG-1', head: HEAD, packetDigest: packetDigest() };
  return lead.send('POST', 'case', `${CASE}/claim/close`, { body });
}

describe('a claim', () => {
  test('goes to one of two that ask at once', async () => {
    const version = await etag();
    const answers = await Promise.all([claim(lead, 'ex-1', version), claim(second, 'ex-2', version)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    const late = await claim(answers[0]?.status === 201 ? second : lead, 'ex-3', await etag());
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { code: 'claimed-by-other', holder: expect.stringMatching(/^lead-0[12]$/) },
    ]);
  });

  test('asked for again by the same execution is the same claim, whatever version is named', async () => {
    const version = await etag();
    const first = await (await claim(lead, 'ex-1', version)).json();
    const again = await claim(lead, 'ex-1', version);
    expect([again.status, await again.json()]).toEqual([201, first]);
    expect(first).toMatchObject({ execution: 'ex-1', holder: 'lead-01', epoch: 1, state: 'held', nonce: null });
  });

  test('needs the version, the packet and an executor', async () => {
    const body = { execution: 'ex-1', device: 'dev-1', packetDigest: packetDigest() };
    expect((await lead.send('POST', 'case', `${CASE}/claim`, { body })).status).toBe(428);
    const other = { ...body, packetDigest: HEAD };
    const differs = await lead.send('POST', 'case', `${CASE}/claim`, { body: other, headers: ifMatch(await etag()) });
    expect(await differs.json()).toMatchObject({ code: 'packet-differs' });
    expect((await claim(await town.as('sec-01'), 'ex-1', await etag())).status).toBe(403);
  });

  test('is not given while nobody knows what became of the one before, whatever the packet says by then', async () => {
    const first = await held();
    await consume(first, 'n-1', first.version);
    const left = { execution: 'ex-1', claim: first.id, epoch: first.epoch, capsule: 'att-1', mayHaveLeft: true };
    await lead.send('POST', 'case', `${CASE}/handover`, { body: left });
    await close(first, 'unknown');
    const next = async (execution: string) => {
      const record = town.world().get().cases['CASE-1042'];
      if (record === undefined) throw new Error('there is no case');
      const body = { execution, device: 'dev-1', packetDigest: digestOf(record.packet) };
      return (await lead.send('POST', 'case', `${CASE}/claim`, { body, headers: ifMatch(await etag()) })).json();
    };
    town.world().update((draft) => {
      const record = draft.cases['CASE-1042'];
      if (record !== undefined) record.packet.executionNumber = 2;
    });
    expect(await next('ex-2')).toMatchObject({ code: 'already-spent' });
    const security = await town.as('sec-01');
    await security.send('POST', 'case', `${CASE}/reconcile`, { body: { execution: 'ex-1', found: 'nothing', reference: null } });
    expect(await next('ex-3')).toMatchObject({ execution: 'ex-3', epoch: 2 });
  });
});

describe('consuming a claim', () => {
  test('works once per nonce; a repeat gets the same answer even with an old version', async () => {
    const mine = await held();
    const first = await consume(mine, 'n-1', mine.version);
    expect(first.status).toBe(200);
    const body = await first.json();
    expect(body).toMatchObject({ id: mine.id, state: 'consumed', nonce: 'n-1' });
    const again = await consume(mine, 'n-1', mine.version);
    expect([again.status, await again.json()]).toEqual([200, body]);
    expect(await (await consume(mine, 'n-2', await etag())).json()).toMatchObject({ code: 'already-consumed' });
  });

  test('needs the version of now', async () => {
    const mine = await held();
    await town.patch({ op: 'replace', path: '/cases/CASE-1042/version', value: 4 });
    expect((await consume(mine, 'n-1', mine.version)).status).toBe(412);
    expect((await consume(mine, 'n-1', await etag())).status).toBe(200);
  });

  test.each([
    ['an approval is withdrawn', { path: '/approvals/security/decision', value: 'withdrawn' }],
    ['an approval was taken back later', { path: '/approvals/security/withdrawnAt', value: '2026-11-23T02:59:00Z' }],
    ['an approval is older than the policy allows', { path: '/approvals/security/decidedAt', value: '2020-01-01T00:00:00Z' }],
    ['an approval was decided in the future', { path: '/approvals/security/decidedAt', value: '2999-01-01T00:00:00Z' }],
    ['an approval has no time', { path: '/approvals/security/decidedAt', value: null }],
    ['an approval is of another case', { path: '/approvals/security/case', value: 'CASE-1' }],
    ['an approval is of another packet', { path: '/approvals/security/packetDigest', value: HEAD }],
    ['the case is closed', { path: '/state', value: 'closed' }],
  ])('is refused when %s', async (_, { path, value }) => {
    const digest = packetDigest();
    const mine = await held();
    await town.patch({ op: 'add', path: `/cases/CASE-1042${path}`, value });
    const body = { claim: mine.id, epoch: mine.epoch, nonce: 'n-1', packetDigest: digest };
    const answer = await lead.send('POST', 'case', `${CASE}/claim/consume`, { body, headers: ifMatch(await etag()) });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'approvals-not-in-force' }]);
    expect(town.world().get().cases['CASE-1042']?.claim?.state).toBe('held');
  });

  test('is refused when the policy demands one approval more', async () => {
    const mine = await held();
    await town.patch({ op: 'add', path: '/iam/policy/requiredAuthorities/-', value: 'legal' });
    expect(await (await consume(mine, 'n-1', await etag())).json()).toMatchObject({ code: 'approvals-not-in-force' });
  });

  test('is fenced for another epoch and for another person', async () => {
    const mine = await held();
    expect(await (await consume({ ...mine, epoch: 2 }, 'n-1', mine.version)).json()).toMatchObject({ code: 'fenced' });
    const body = { claim: mine.id, epoch: mine.epoch, nonce: 'n-1', packetDigest: packetDigest() };
    const other = await second.send('POST', 'case', `${CASE}/claim/consume`, { body, headers: ifMatch(mine.version) });
    expect(await other.json()).toMatchObject({ code: 'fenced' });
  });
});

describe('giving a claim back', () => {
  test('makes it held again, twice the same, and consumable with a new nonce only', async () => {
    const mine = await held();
    await consume(mine, 'n-1', mine.version);
    for (const answer of [await giveBack(mine, 'n-1'), await giveBack(mine, 'n-1')]) {
      expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'held', nonce: null }]);
    }
    expect(await (await consume(mine, 'n-1', await etag())).json()).toMatchObject({ code: 'already-consumed' });
    expect((await consume(mine, 'n-2', await etag())).status).toBe(200);
    expect((await giveBack(mine, 'n-1')).status).toBe(409);
  });

  test('before its consume arrived keeps the late consume from winning', async () => {
    const mine = await held();
    expect((await giveBack(mine, 'n-1')).status).toBe(200);
    expect((await consume(mine, 'n-1', await etag())).status).toBe(409);
  });
});

describe('closing a claim', () => {
  test('writes the execution down once and spends the packet', async () => {
    const mine = await held();
    await consume(mine, 'n-1', mine.version);
    for (const answer of [await close(mine, 'confirmed'), await close(mine, 'confirmed')]) {
      expect([answer.status, await answer.json()]).toMatchObject([200, { id: mine.id, state: 'closed' }]);
    }
    expect(town.world().get().cases['CASE-1042']?.executions).toMatchObject([
      { execution: 'ex-1', outcome: 'confirmed', packetDigest: packetDigest() },
    ]);
    const again = await claim(second, 'ex-2', await etag());
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'already-spent' }]);
  });

  test('as abandoned with nothing consumed leaves the packet to be executed, by a new epoch', async () => {
    const mine = await held();
    expect((await close(mine, 'abandoned')).status).toBe(200);
    expect(town.world().get().cases['CASE-1042']?.executions).toEqual([]);
    const next = await claim(second, 'ex-2', await etag());
    expect([next.status, await next.json()]).toMatchObject([201, { epoch: 2, holder: 'lead-02' }]);
    expect(await (await close(mine, 'abandoned')).json()).toMatchObject({ id: mine.id, state: 'closed' });
    expect(await (await claim(lead, 'ex-1', await etag())).json()).toMatchObject({ code: 'already-spent' });
  });

  test('as abandoned after it was consumed spends the packet: something may have left', async () => {
    const mine = await held();
    await consume(mine, 'n-1', mine.version);
    await close(mine, 'abandoned');
    expect(await (await claim(second, 'ex-2', await etag())).json()).toMatchObject({ code: 'already-spent' });
  });
});

describe('notes, attachments and escalations', () => {
  test('a note needs the version of now and changes it', async () => {
    const note = (headers: Record<string, string>) => lead.send('POST', 'case', `${CASE}/notes`, { body: { text: 'head: ü' }, headers });
    expect((await note({})).status).toBe(428);
    const version = await etag();
    const written = await note(ifMatch(version));
    expect(written.status).toBe(201);
    expect(await written.json()).toMatchObject({ text: 'head: ü', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(written.headers.get('etag')).toBe(await etag());
    expect((await note(ifMatch(version))).status).toBe(412);
    expect(town.world().get().cases['CASE-1042']?.notes).toHaveLength(1);
  });

  test('an attachment is kept with its digest', async () => {
    const body = { name: 'capsule.jwe', mediaType: 'application/jose', contentBase64: btoa('sealed') };
    const answer = await lead.send('POST', 'case', `${CASE}/attachments`, { body });
    expect(answer.status).toBe(201);
    expect(town.world().get().cases['CASE-1042']?.attachments).toMatchObject([
      { ...(await answer.json()), sizeBytes: 6, name: 'capsule.jwe' },
    ]);
  });

  test('an escalation raised again is the same one and shows its acknowledgement', async () => {
    const body = {
      key: 'k-1',
      caseId: 'CASE-1042',
      execution: 'ex-1',
      at: '2026-11-23T03:00:00Z',
      reasons: [{ code: 'outcome-unknown' }],
      mayHaveLeft: true,
    };
    const raise = async () => (await lead.send('POST', 'case', '/v1/escalations', { body })).json();
    const first = await raise();
    expect(first).toEqual({ id: expect.any(String), acknowledgedBy: null, acknowledgedAt: null });
    await town.control('POST', '/acknowledge', { all: true });
    expect(await raise()).toMatchObject({ id: first.id, acknowledgedBy: 'sec-01', acknowledgedAt: expect.any(String) });
    expect(town.world().get().escalations).toHaveLength(1);
  });
});
