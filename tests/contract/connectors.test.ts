import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { apiAccessRecords } from '../../lib/connectors/countersign-api/access-records.ts';
import { apiCaseSystem } from '../../lib/connectors/countersign-api/case-system.ts';
import type { Connection } from '../../lib/connectors/countersign-api/connection.ts';
import { apiEnrolment } from '../../lib/connectors/countersign-api/enrolment.ts';
import { apiEscalation } from '../../lib/connectors/countersign-api/escalation.ts';
import { apiIdentity } from '../../lib/connectors/countersign-api/identity.ts';
import { apiIncidentTimeline } from '../../lib/connectors/countersign-api/incident-timeline.ts';
import { apiPolicy } from '../../lib/connectors/countersign-api/policy.ts';
import { apiTenantDirectory } from '../../lib/connectors/countersign-api/tenant-directory.ts';
import { httpPutStore } from '../../lib/connectors/http-put-store/store.ts';
import { jcsDigest, sha256 } from '../fakes/example.ts';
import { type CaseBench, caseSystemContract } from './case-system-contract.ts';
import { linesContract, recordsContract } from './other-ports-contract.ts';
import { type ApiPlace, openTown, type Town } from './range-town.ts';

const CASE = 'CASE-1042';
const asked = new Set<string>();

/** The connectors at work on the practice range, as one account. What they ask for is noted. */
async function connect(town: Town, place: ApiPlace, account: string): Promise<Connection> {
  const reply = await town.control('POST', '/tokens', { account });
  const { token }: { token: string } = await reply.json();
  const noting: typeof fetch = (input, init) => {
    asked.add(`${init?.method} ${new URL(String(input)).pathname}`);
    return fetch(input, init);
  };
  const transport = { fetch: noting, token: async () => token, clock: { nowMs: () => Date.now() } };
  return { transport, baseUrl: `http://127.0.0.1:${town.range.places[place].port}` };
}

caseSystemContract(
  'the connector',
  async () => caseBench(await openTown()),
  async ({ town }) => {
    await town.reset();
    return caseBench(town);
  },
);

async function caseBench(town: Town): Promise<CaseBench & Readonly<{ town: Town }>> {
  const system = async (account: string) => apiCaseSystem(await connect(town, 'case', account));
  const at = `/cases/${CASE}`;
  return {
    town,
    caseId: CASE,
    packetDigest: jcsDigest(town.world().get().cases[CASE]?.packet),
    operator: { account: 'lead-01', system: await system('lead-01') },
    other: { account: 'lead-02', system: await system('lead-02') },
    outsider: await system('sec-01'),
    withdrawApproval: (authority) => town.patch({ op: 'replace', path: `${at}/approvals/${authority}/decision`, value: 'withdrawn' }),
    widenScope: () => town.patch({ op: 'add', path: `${at}/packet/scope/-`, value: 'all-tenants' }),
    stop: town.stop,
  };
}

recordsContract('the connectors', async () => {
  const town = await openTown();
  const records = await connect(town, 'records', 'lead-01');
  const iam = await connect(town, 'iam', 'lead-01');
  return {
    tenants: apiTenantDirectory(records),
    incidents: apiIncidentTimeline(records),
    identity: apiIdentity(records),
    access: apiAccessRecords(iam),
    policy: apiPolicy(iam),
    addGrant: (grant) => town.patch({ op: 'add', path: '/iam/grants/-', value: grant }),
    stop: town.stop,
  };
});

linesContract('the connectors', async () => {
  const town = await openTown();
  const lead = await connect(town, 'case', 'lead-01');
  const evidence = await connect(town, 'evidence', 'lead-01');
  return {
    escalation: apiEscalation(lead),
    acknowledge: async () => void (await town.control('POST', '/acknowledge', { all: true })),
    enrolment: apiEnrolment(lead),
    enrolmentOfOther: apiEnrolment(await connect(town, 'case', 'lead-02')),
    store: httpPutStore({ ...evidence, digest: async (bytes) => sha256(bytes) }),
    stop: town.stop,
  };
});

afterAll(() => asked.clear());

it('asks for nothing that the interface description does not name', () => {
  const described = describedCalls();
  const known = (call: string) => described.some((one) => one.test(call));
  const ofApi = [...asked].filter((call) => call.includes('/v1/'));
  expect(ofApi.length).toBeGreaterThan(15);
  expect(ofApi.filter((call) => !known(call))).toEqual([]);
});

/** The methods and paths of the interface description, each as a pattern. */
function describedCalls(): readonly RegExp[] {
  const text = readFileSync(new URL('../../lib/connectors/countersign-api/openapi.yaml', import.meta.url), 'utf8');
  const found: RegExp[] = [];
  let path = '';
  for (const line of text.split('\n')) {
    path = /^ {2}(\/v1\/\S+):$/.exec(line)?.[1] ?? path;
    const method = /^ {4}(get|post):$/.exec(line)?.[1];
    if (method !== undefined) found.push(new RegExp(`^${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '[^/]+')}$`));
  }
  return found;
}
