import {
  goodSources,
  minutesFromNow,
  OPERATOR,
  OTHER_DIGEST,
  PACKET,
  PACKET_DIGEST,
  PEOPLE,
  person,
  read,
  withCase,
  withEveryApproval,
  withPacket,
} from '../good-sources.ts';
import { play } from './situations.ts';

const claim = {
  id: 'claim-1',
  execution: 'e-1',
  holder: 'lead-02',
  device: 'dev-2',
  since: minutesFromNow(-5),
  epoch: 1,
  state: 'held',
  nonce: null,
} as const;
const past = { execution: 'e-0', packetDigest: PACKET_DIGEST, outcome: 'confirmed', at: minutesFromNow(-30) };
const left = {
  execution: 'e-0',
  claim: 'claim-0',
  epoch: 1,
  by: 'lead-01',
  at: minutesFromNow(-20),
  capsule: 'att-1',
  mayHaveLeft: true,
  settled: null,
} as const;
const own = { claim: { id: 'claim-1', epoch: 1 } };

play('the case', [
  { name: 'an approved case that nobody executes is green' },
  { name: 'a case that is pending again', sources: withCase({ state: 'pending' }), blocks: ['case-not-approved'] },
  { name: 'a case of another kind', sources: withCase({ kind: 'password-reset' }), blocks: ['case-not-approved'] },
  { name: 'this packet was submitted before', sources: withCase({ executions: [past] }), blocks: ['execution-already-spent'] },
  {
    name: 'this packet was submitted with an unknown outcome',
    sources: withCase({ executions: [{ ...past, outcome: 'unknown' }] }),
    blocks: ['execution-already-spent'],
  },
  { name: 'this packet was rejected by the console before', sources: withCase({ executions: [{ ...past, outcome: 'rejected' }] }) },
  {
    name: 'of this packet security found that nothing was granted',
    sources: withCase({ executions: [{ ...past, outcome: 'nothing-granted' }] }),
  },
  { name: 'another packet of the case was submitted before', sources: withCase({ executions: [{ ...past, packetDigest: OTHER_DIGEST }] }) },
  {
    name: 'another packet of the case was submitted before with an unknown outcome',
    sources: withCase({ executions: [{ ...past, packetDigest: OTHER_DIGEST, outcome: 'unknown' }] }),
    blocks: ['execution-already-spent'],
  },
  {
    name: 'what may have been sent was left to security, and they have not settled it',
    sources: withCase({
      handovers: [
        { ...left, settled: null },
        { ...left, execution: 'e-1', epoch: 2, mayHaveLeft: false },
      ],
    }),
    blocks: ['execution-already-spent'],
  },
  {
    name: 'what may have been sent was left to security, who hold the claim up',
    sources: withCase({ handovers: [{ ...left, settled: null }], claim: { ...claim, id: 'claim-0', state: 'consumed' } }),
    blocks: ['claimed-by-other'],
  },
  {
    name: 'security has settled what may have been sent',
    sources: withCase({
      handovers: [{ ...left, settled: { by: 'sec-01', at: minutesFromNow(-10), how: 'reconciled' } }],
      executions: [{ ...past, outcome: 'nothing-granted' }],
    }),
  },
  { name: 'somebody else holds the claim', sources: withCase({ claim }), blocks: ['claimed-by-other'] },
  {
    name: 'the operator holds the claim, and this browser knows nothing of it',
    sources: withCase({ claim: { ...claim, holder: 'lead-01' } }),
    blocks: ['claimed-elsewhere'],
  },
  { name: 'a claim that is closed holds nobody up', sources: withCase({ claim: { ...claim, state: 'closed' } }) },
  { name: 'the claim is this execution’s own', sources: withCase({ claim }), guard: own },
  { name: 'our own claim was consumed for this release', sources: withCase({ claim: { ...claim, state: 'consumed' } }), guard: own },
  {
    name: 'our own claim was closed',
    sources: withCase({ claim: { ...claim, state: 'closed' } }),
    guard: own,
    blocks: ['execution-already-spent'],
  },
  { name: 'our claim was taken over', sources: withCase({ claim: { ...claim, epoch: 2 } }), guard: own, blocks: ['claim-fenced'] },
  { name: 'our claim is gone', sources: withCase({ claim: null }), guard: own, blocks: ['claim-fenced'] },
  { name: 'the claim is another one', sources: withCase({ claim: { ...claim, id: 'claim-2' } }), guard: own, blocks: ['claimed-by-other'] },
]);

play('the operator', [
  { name: 'somebody who is not listed', sources: withCase({ executors: ['lead-02'] }), blocks: ['operator-not-assigned'] },
  {
    name: 'listed by an account',
    sources: goodSources({
      operator: read({ ...OPERATOR, person: person('p-1', { accounts: ['lead-01'], accountKinds: { 'lead-01': 'person' } }) }),
    }),
  },
  { name: 'listed by a role', sources: withCase({ executors: ['support-lead'] }) },
  { name: 'of another role than is listed', sources: withCase({ executors: ['security'] }), blocks: ['operator-not-assigned'] },
  {
    name: 'listed, and left since',
    sources: goodSources({ operator: read({ ...OPERATOR, person: person('lead-01', { isActive: false }) }) }),
    blocks: ['operator-not-assigned'],
  },
  {
    name: 'listed, signed in as a service account',
    sources: goodSources({
      operator: read({ person: person('lead-01', { accounts: ['bot'], accountKinds: { bot: 'service' } }), account: 'bot' }),
    }),
    blocks: ['operator-not-assigned'],
  },
  {
    name: 'listed, signed in as an account of which nobody says what it is',
    sources: goodSources({
      operator: read({ person: person('lead-01', { accounts: ['lead-01'], accountKinds: {} }), account: 'lead-01' }),
    }),
    blocks: ['operator-not-assigned'],
  },
]);

play('the packet', [
  { name: 'unchanged since the execution began', guard: { openedDigest: PACKET_DIGEST } },
  {
    name: 'edited and approved anew since the execution began',
    sources: withEveryApproval({ packetDigest: OTHER_DIGEST }),
    guard: { openedDigest: PACKET_DIGEST, packetDigest: OTHER_DIGEST },
    blocks: ['packet-changed'],
  },
  {
    name: 'edited since the execution began, and not approved anew',
    guard: { openedDigest: PACKET_DIGEST, packetDigest: OTHER_DIGEST },
    blocks: ['approval-of-other-packet', 'approval-of-other-packet', 'approval-of-other-packet'],
  },
  { name: 'without a scope', sources: withPacket({ scope: [] }), blocks: ['answer-untrusted'] },
  {
    name: 'with a role twice',
    sources: withPacket({ scope: ['tenant.admin.restore', 'tenant.admin.restore'] }),
    blocks: ['answer-untrusted'],
  },
  { name: 'without an execution number', sources: withPacket({ executionNumber: 0 }), blocks: ['answer-untrusted'] },
  {
    name: 'with a zero width space in the incident',
    sources: {
      ...withPacket({ incident: { id: 'INC-20931\u200B' } }),
      incident: read({
        id: 'INC-20931\u200B',
        state: 'open',
        tenant: PACKET.tenant.id,
        openedAt: minutesFromNow(-67),
        resolvedAt: null,
        timeline: [],
      }),
    },
    blocks: ['invisible-characters'],
  },
  { name: 'with people in another order', sources: withCase({ people: PEOPLE.toReversed() }) },
]);
