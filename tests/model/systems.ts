import type { Systems } from '../../lib/workflow/systems.ts';
import { fakeEnrolment } from '../fakes/enrolment.ts';
import { fakeEvidenceStore } from '../fakes/evidence-store.ts';
import { ask, type Caller, read, write } from './calls.ts';
import { claimMoved } from './invariants.ts';
import { GIVEN, type World } from './world.ts';

const SECURITY = {
  id: 'dev-sec-01',
  person: 'sec-01',
  signingKey: 'pem',
  sealingKey: { kty: 'EC', crv: 'P-256' },
  confirmedBy: 'sec-01',
  revokedAt: null,
};

const DEVICES = ['dev-A', 'dev-B'].map((id) => ({ ...SECURITY, id, person: id === 'dev-A' ? 'lead-01' : 'lead-02' }));

/** The outside systems as one machine's worker sees them: the fakes, behind calls that can go wrong. */
export function systemsFor(caller: Caller): Systems {
  const { world, machine } = caller;
  const { cases, escalation } = world;
  const { state } = world.records;
  const port = cases.as(machine.operator);
  /** A write to the claim, watched: what it was before, and what it is after. */
  const onClaim = <T>(act: () => Promise<T>): Promise<T> => {
    const before = cases.now(GIVEN.case.id).claim;
    const done = act();
    claimMoved(world, before, cases.now(GIVEN.case.id).claim);
    return done;
  };
  return {
    caseSystem: {
      name: port.name,
      guarantee: port.guarantee,
      me: (options) => read(caller, 'case.me', options, () => machine.operator),
      list: (options) => read(caller, 'case.list', options, () => [cases.now(GIVEN.case.id)]),
      read: (caseId, options) => read(caller, 'case.read', options, () => cases.now(caseId)),
      claim: (caseId, etag, body, options) =>
        write(caller, 'case.claim', options, () => onClaim(() => port.claim(caseId, etag, body, options))),
      consume: (caseId, etag, body, options) =>
        write(caller, 'case.consume', options, () => onClaim(() => port.consume(caseId, etag, body, options))),
      giveBack: (caseId, body, options) =>
        write(caller, 'case.give-back', options, () => onClaim(() => port.giveBack(caseId, body, options))),
      close: (caseId, body, options) => write(caller, 'case.close', options, () => onClaim(() => port.close(caseId, body, options))),
      note: (caseId, etag, text, options) => write(caller, 'case.note', options, () => port.note(caseId, etag, text, options)),
      handedOver: (options) => ask(caller, 'case.handed-over', options, () => port.handedOver(options)),
      handOver: (caseId, body, options) => write(caller, 'case.hand-over', options, () => port.handOver(caseId, body, options)),
      takeOver: (caseId, etag, body, options) =>
        write(caller, 'case.take-over', options, () => onClaim(() => port.takeOver(caseId, etag, body, options))),
      reconcile: (caseId, body, options) => write(caller, 'case.reconcile', options, () => port.reconcile(caseId, body, options)),
      attached: (caseId, id, options) => ask(caller, 'case.attached', options, () => port.attached(caseId, id, options)),
      attach: (caseId, file, options) => write(caller, 'case.attach', options, () => port.attach(caseId, file, options)),
    },
    tenants: {
      name: 'tenants',
      read: (id, _, options) =>
        read(caller, 'tenants.read', options, () => ({ found: state.tenants.find((one) => one.id === id) ?? null, named: state.tenants })),
    },
    incidents: {
      name: 'incidents',
      read: (id, options) => read(caller, 'incidents.read', options, () => found(state.incidents.find((one) => one.id === id))),
    },
    identity: {
      name: 'identity',
      assurance: (reference, options) =>
        read(caller, 'identity.read', options, () => found(state.assurances.find((one) => one.reference === reference))),
    },
    access: {
      name: 'iam',
      grants: (id, options) => read(caller, 'iam.grants', options, () => state.grants.filter((one) => one.tenant === id)),
      administrators: (_, options) => read(caller, 'iam.administrators', options, () => state.administrators),
      roles: (names, options) => read(caller, 'iam.roles', options, () => state.roles.filter(({ name }) => names.includes(name))),
    },
    policy: { name: 'iam', read: (options) => read(caller, 'iam.policy', options, () => state.policy) },
    escalation: {
      raise: (body, options) =>
        write(caller, 'security.raise', options, async () => {
          const raised = await escalation.line.raise(body, options);
          escalation.acknowledge('sec-01');
          return raised;
        }),
    },
    enrolment: enrolmentFor(caller),
    store: storeOf(world),
    name: 'town',
  };
}

function enrolmentFor(caller: Caller): Systems['enrolment'] {
  const { world, machine } = caller;
  const enrolment = fakeEnrolment([SECURITY], () => world.nowMs).as(machine.operator.person.id);
  return {
    enrol: (device, options) => write(caller, 'people.enrol', options, () => enrolment.enrol(device, options)),
    devices: (options) => read(caller, 'people.devices', options, () => [SECURITY, ...DEVICES]),
    recipients: (options) => read(caller, 'people.recipients', options, () => [SECURITY]),
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the model keeps every record that it is asked for');
  return value;
}

function storeOf(world: World): Systems['store'] {
  return fakeEvidenceStore(() => world.nowMs).store;
}
