import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccessRecords } from '../../lib/connectors/countersign-api/access-records.ts';
import { apiCaseSystem } from '../../lib/connectors/countersign-api/case-system.ts';
import type { Connection } from '../../lib/connectors/countersign-api/connection.ts';
import { apiIdentity } from '../../lib/connectors/countersign-api/identity.ts';
import { apiIncidentTimeline } from '../../lib/connectors/countersign-api/incident-timeline.ts';
import { apiPolicy } from '../../lib/connectors/countersign-api/policy.ts';
import { apiTenantDirectory } from '../../lib/connectors/countersign-api/tenant-directory.ts';
import { httpPutStore } from '../../lib/connectors/http-put-store/store.ts';
import type { Answer } from '../../lib/core/gate/sources.ts';
import type { CallOptions } from '../../lib/ports/answer.ts';
import { jcsDigest, sha256 } from '../fakes/example.ts';
import { done, read } from './case-system-contract.ts';
import { type ApiPlace, openTown, type Town } from './range-town.ts';

const CASE = 'CASE-1042';
const TENANT = 'tnt_7Q2K94';

let town: Town;
let token: string;
beforeAll(async () => {
  town = await openTown();
  const reply: { token: string } = await (await town.control('POST', '/tokens', { account: 'lead-01' })).json();
  token = reply.token;
});
afterAll(() => town.stop());

const quick = (deadlineMs = 10_000): CallOptions => ({ deadlineMs, signal: new AbortController().signal });
const setFault = (system: string, fault: string | null) => town.patch({ op: 'replace', path: `/systems/${system}/fault`, value: fault });

function connection(place: ApiPlace): Connection {
  const transport = { fetch, token: async () => token, clock: { nowMs: () => Date.now() } };
  return { transport, baseUrl: `http://127.0.0.1:${town.range.places[place].port}` };
}

type Read = (options: CallOptions) => Promise<Answer<unknown>>;
type Row = Readonly<{ name: string; system: string; silent: string; partial: string; read: () => Read }>;

const ROWS: readonly Row[] = [
  {
    name: 'the case system',
    system: 'case',
    silent: 'case-unreachable',
    partial: 'answer-untrusted',
    read: () => (options) => apiCaseSystem(connection('case')).read(CASE, options),
  },
  {
    name: 'the tenant directory',
    system: 'tenant',
    silent: 'tenant-directory-unreachable',
    partial: 'answer-untrusted',
    read: () => (options) => apiTenantDirectory(connection('records')).read(TENANT, 'Northwind Traders', options),
  },
  {
    name: 'the identity system',
    system: 'tenant',
    silent: 'assurance-insufficient',
    partial: 'answer-untrusted',
    read: () => (options) => apiIdentity(connection('records')).assurance('IDV-5521', options),
  },
  {
    name: 'identity checks of the tenant directory',
    system: 'tenant',
    silent: 'tenant-directory-unreachable',
    partial: 'answer-untrusted',
    read: () => (options) => apiIdentity(connection('records'), 'tenant').assurance('IDV-5521', options),
  },
  {
    name: 'the incident system',
    system: 'incident',
    silent: 'incident-unreachable',
    partial: 'answer-untrusted',
    read: () => (options) => apiIncidentTimeline(connection('records')).read('INC-20931', options),
  },
  {
    name: 'IAM, its grants',
    system: 'iam',
    silent: 'iam-unknown',
    partial: 'iam-unknown',
    read: () => (options) => apiAccessRecords(connection('iam')).grants(TENANT, options),
  },
  {
    name: 'IAM, its policy',
    system: 'iam',
    silent: 'iam-unknown',
    partial: 'iam-unknown',
    read: () => (options) => apiPolicy(connection('iam')).read(options),
  },
];

const SILENT = ['500', '401', '403', '429', 'drop'];
const UNTRUSTED = ['html', 'redirect', 'oversize', 'wrong-type', 'missing-date'];

describe.each(ROWS)('$name', ({ system, silent, partial, read: reader }) => {
  afterAll(() => setFault(system, null));

  it.each(SILENT)('that answers %s is told as silent', async (fault) => {
    await setFault(system, fault);
    expect(await reader()(quick())).toMatchObject({ isRead: false, reason: { code: silent } });
  });

  it('that is late is told as silent, at its deadline', async () => {
    await setFault(system, 'timeout');
    const answer = await reader()(quick(150));
    expect(answer).toMatchObject({ isRead: false, reason: { code: silent, details: { status: 'late' } } });
    expect(answer.tookMs).toBeLessThan(5_000);
  });

  it.each(UNTRUSTED)('that answers with %s is not trusted', async (fault) => {
    await setFault(system, fault);
    expect(await reader()(quick())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted' } });
  });

  it('that answers only in part is not taken for an answer', async () => {
    await setFault(system, 'truncated');
    expect(await reader()(quick())).toMatchObject({ isRead: false, reason: { code: partial } });
  });

  it.each([
    ['stale-date', -600_000],
    ['clock-ahead', 300_000],
    ['clock-behind', -300_000],
  ])('with %s is read, and its clock is told apart', async (fault, skewMs) => {
    await setFault(system, fault);
    const answer = await reader()(quick());
    expect(answer.isRead && Math.abs(answer.skewMs - skewMs)).toBeLessThan(10_000);
  });

  it('in order is read, with a clock like ours', async () => {
    await setFault(system, null);
    const answer = await reader()(quick());
    expect(answer.isRead && Math.abs(answer.skewMs)).toBeLessThan(10_000);
  });
});

describe('a write whose reply is lost', () => {
  const system = () => apiCaseSystem(connection('case'));

  it('is unsure, and the same write again is done', async () => {
    const { etag, packet } = read(await system().read(CASE, quick()));
    const body = { execution: 'exe-lost', device: 'dev-1', packetDigest: jcsDigest(packet) };
    await setFault('case', 'drop');
    expect(await system().claim(CASE, etag, body, quick())).toMatchObject({ is: 'unsure', reason: { code: 'case-unreachable' } });
    await setFault('case', null);
    expect(done(await system().claim(CASE, etag, body, quick()))).toMatchObject({ execution: 'exe-lost', state: 'held' });
  });

  it.each(['500', '429', 'html', 'redirect', 'oversize', 'truncated', 'wrong-type', 'missing-date'])(
    'is unsure after %s',
    async (fault) => {
      const { etag } = read(await system().read(CASE, quick()));
      await setFault('case', fault);
      const written = await system().note(CASE, etag, 'a note', quick());
      await setFault('case', null);
      expect(written.is).toBe('unsure');
    },
  );

  it.each(['401', '403'])('is refused after %s, because nothing can have been done', async (fault) => {
    const { etag } = read(await system().read(CASE, quick()));
    await setFault('case', fault);
    const written = await system().note(CASE, etag, 'a note', quick());
    await setFault('case', null);
    const isUnheard = fault === '401' ? true : undefined;
    expect(written).toEqual({ is: 'refused', reason: expect.objectContaining({ code: 'case-unreachable' }), isStale: false, isUnheard });
  });

  it('of a bundle is unsure, and the same bundle again is done', async () => {
    const store = httpPutStore({ ...connection('evidence'), digest: async (bytes) => sha256(bytes) });
    const bytes = new TextEncoder().encode('a bundle');
    const bundle = { name: 'lost.zip', bytes, sha256: sha256(bytes) };
    await setFault('evidence', 'drop');
    expect(await store.put(bundle, quick())).toMatchObject({ is: 'unsure', reason: { code: 'evidence-store-unreachable' } });
    await setFault('evidence', null);
    expect(done(await store.put(bundle, quick())).location).toContain('/bundles/lost.zip');
  });
});
