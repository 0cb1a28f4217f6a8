import { fakeCaseSystem } from '../fakes/case-system.ts';
import { fakeEnrolment } from '../fakes/enrolment.ts';
import { fakeEscalation } from '../fakes/escalation.ts';
import { fakeEvidenceStore } from '../fakes/evidence-store.ts';
import { example, jcsDigest } from '../fakes/example.ts';
import { fakeRecords, recordsOf } from '../fakes/records.ts';
import { type CaseBench, caseSystemContract } from './case-system-contract.ts';
import { linesContract, newDevice, recordsContract } from './other-ports-contract.ts';

const nowMs = () => Date.now();
const nothing = async () => undefined;

caseSystemContract('the fake', openFake, openFake);

async function openFake(): Promise<CaseBench> {
  const given = example(nowMs());
  const fake = fakeCaseSystem([given.case], nowMs);
  const outsider = { account: 'sec-01', person: { ...given.operator.person, id: 'sec-01', accounts: ['sec-01'] } };
  return {
    caseId: given.case.id,
    packetDigest: jcsDigest(given.case.packet),
    operator: { account: given.operator.account, system: fake.as(given.operator) },
    other: { account: given.otherOperator.account, system: fake.as(given.otherOperator) },
    outsider: fake.as(outsider),
    withdrawApproval: async (authority) =>
      fake.change(given.case.id, (record) => {
        const approval = record.approvals[authority];
        return approval ? { ...record, approvals: { ...record.approvals, [authority]: { ...approval, decision: 'withdrawn' } } } : record;
      }),
    widenScope: async () =>
      fake.change(given.case.id, (record) => ({ ...record, packet: { ...record.packet, scope: [...record.packet.scope, 'all-tenants'] } })),
    stop: nothing,
  };
}

recordsContract('the fakes', async () => {
  const fake = fakeRecords(recordsOf(example(nowMs())), nowMs);
  return {
    ...fake,
    addGrant: async (grant) => {
      fake.state.grants = [...fake.state.grants, grant];
    },
    stop: nothing,
  };
});

linesContract('the fakes', async () => {
  const escalation = fakeEscalation(nowMs);
  const security = { ...(await newDevice()), id: 'dev-sec', person: 'sec-01', confirmedBy: 'sec-01', revokedAt: null };
  const enrolment = fakeEnrolment([security], nowMs);
  return {
    escalation: escalation.line,
    acknowledge: async () => escalation.acknowledge('sec-01'),
    enrolment: enrolment.as('lead-01'),
    enrolmentOfOther: enrolment.as('lead-02'),
    store: fakeEvidenceStore(nowMs).store,
    stop: nothing,
  };
});
