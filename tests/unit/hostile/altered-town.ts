import { apiAccessRecords } from '../../../lib/connectors/countersign-api/access-records.ts';
import { apiCaseSystem } from '../../../lib/connectors/countersign-api/case-system.ts';
import { apiIdentity } from '../../../lib/connectors/countersign-api/identity.ts';
import { apiIncidentTimeline } from '../../../lib/connectors/countersign-api/incident-timeline.ts';
import { apiPolicy } from '../../../lib/connectors/countersign-api/policy.ts';
import { apiTenantDirectory } from '../../../lib/connectors/countersign-api/tenant-directory.ts';
import type { Guard } from '../../../lib/core/gate/leg.ts';
import type { Sources } from '../../../lib/core/gate/sources.ts';
import type { Reason } from '../../../lib/core/reason.ts';
import type { CaseSystem } from '../../../lib/ports/case-system.ts';
import type { KnownProfile } from '../../../lib/ports/profiles.ts';
import { newContext } from '../../../lib/workflow/context.ts';
import { openExecution } from '../../../lib/workflow/opening.ts';
import type { Run } from '../../../lib/workflow/run.ts';
import type { Systems } from '../../../lib/workflow/systems.ts';
import { fakeCaseSystem } from '../../fakes/case-system.ts';
import { emptyDisk, fakeDevice, nodeSigner } from '../../fakes/device.ts';
import { fakeEnrolment } from '../../fakes/enrolment.ts';
import { fakeEscalation } from '../../fakes/escalation.ts';
import { fakeEvidenceStore } from '../../fakes/evidence-store.ts';
import { example, jcsDigest, wireCase } from '../../fakes/example.ts';
import { grant, NOW_MS } from '../core/gate/good-sources.ts';
import { smallProfile } from '../workflow/small-console.ts';

/** What one system says, as it goes over the wire. `aheadMs`: how far its clock is from ours. */
type Said = { status: number; aheadMs: number; body: unknown };
/** Everything that is answered, by the path that is asked, and the profile that this browser holds: as entry begins, and later. */
export type Answers = {
  said: Record<string, Said>;
  own: { digest: string; nowDigest: string; origin: 'shipped' | 'imported' | 'managed' };
};

const PROFILE_DIGEST = jcsDigest(smallProfile);
const GIVEN = example(NOW_MS);
const CASE_ID = GIVEN.case.id;
const SIGNER = nodeSigner('dev-1');
const DEVICE = {
  id: 'dev-1',
  person: 'lead-01',
  signingKey: 'pem',
  sealingKey: { kty: 'EC', crv: 'P-256' },
  confirmedBy: 'sec-01',
  revokedAt: null,
};

/** Nobody takes any of it up again. */
const FORGETFUL = { load: async () => null, save: async () => undefined, forget: async () => undefined };

const good = (body: unknown): Said => ({ status: 200, aheadMs: 0, body });

/** All of it in order: a claim is taken under these. */
export function plainAnswers(): Answers {
  const { tenants, incident, assurance, administrators, roles, policy, operator } = GIVEN;
  const wireTenants = tenants.map(({ isOnLegalHold, ...one }) => ({ ...one, legalHold: isOnLegalHold }));
  const { isActive, ...person } = operator.person;
  const answers: Answers = {
    said: {
      cases: good(wireCase(GIVEN.case)),
      me: good({ account: operator.account, person: { ...person, active: isActive } }),
      tenant: good(wireTenants[0]),
      tenants: good({ complete: true, tenants: wireTenants }),
      incidents: good(incident),
      assurances: good(assurance),
      grants: good({ complete: true, grants: [grant({ state: 'ended' })] }),
      administrators: good({ complete: true, administrators }),
      roles: good({ complete: true, roles }),
      policy: good({ ...policy, consoleProfiles: [{ id: smallProfile.id, digest: PROFILE_DIGEST }] }),
    },
    own: { digest: PROFILE_DIGEST, nowDigest: PROFILE_DIGEST, origin: 'shipped' },
  };
  return structuredClone(answers);
}

/** What came of the preflight over some answers. `guard` is worked out here once more, beside the workflow. */
export type Came = Readonly<{
  /** One entry for each time that the case was asked for a claim: the packet that it was asked for. */
  claims: readonly string[];
  phase: string;
  reasons: readonly Reason[];
  /** What was read, and what was known of our own side; null where nothing was begun. */
  judged: Readonly<{ sources: Sources; guard: Guard }> | null;
}>;

/**
 * Begins an execution over these answers, through the real connectors and the real workflow, and acknowledges whatever
 * only warns. `first` is what is read as it begins; everything after it reads `later`. The case gives every claim.
 */
export async function begin(first: Answers, later: Answers): Promise<Came> {
  const life = new AbortController();
  const fake = fakeDevice(NOW_MS, emptyDisk());
  const claims: string[] = [];
  const now = { answers: first };
  const known = (digest: string): readonly KnownProfile[] => [{ profile: smallProfile, digest, origin: first.own.origin }];
  const held = { profiles: known(first.own.digest) };
  const context = newContext({
    ports: {
      device: { ...fake.device, memory: FORGETFUL, signer: SIGNER, enrolled: async () => DEVICE },
      systems: async () => systemsOver(() => now.answers, claims),
      profiles: async () => {
        const { profiles } = held;
        [now.answers, held.profiles] = [later, known(later.own.nowDigest)];
        return profiles;
      },
    },
    changed: () => undefined,
    signal: life.signal,
  });
  const opened = await openExecution(context, CASE_ID);
  if (!opened.isOpened) return { claims, phase: 'not begun', reasons: [opened.reason], judged: null };
  const { run } = opened;
  await fake.advance(0);
  const warnings = run.state.warnings.map((one) => one.reason);
  for (const { id } of run.state.warnings) await run.dispatch({ type: 'acknowledged', warning: id, by: 'lead-01', note: 'notes/1' });
  if (warnings.length > 0) await fake.advance(0);
  life.abort();
  return { claims, phase: run.state.phase, reasons: [...run.state.checkHolds, ...warnings], judged: judged(run, first, later) };
}

function judged({ sources, execution }: Run, first: Answers, later: Answers): Came['judged'] {
  if (sources === null) return null;
  const packet = sources.case.isRead ? sources.case.value.packet : null;
  const roles = sources.roles.isRead ? sources.roles.value : [];
  const guard: Guard = {
    nowMs: NOW_MS,
    packetDigest: jcsDigest(packet),
    openedDigest: jcsDigest(memberOf(first.said['cases']?.body, 'packet')),
    execution,
    claim: null,
    follows: null,
    roleDigests: Object.fromEntries(roles.map((one) => [one.name, roleDigest(one)])),
    profile: { id: smallProfile.id, digest: first.own.digest, nowDigest: later.own.nowDigest, origin: first.own.origin },
    faults: [],
    unguardable: null,
  };
  return { sources, guard };
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** What an approver saw of a role. */
export function roleDigest({ name, privileges }: Readonly<{ name: string; privileges: readonly string[] }>): string {
  return jcsDigest({ name, privileges: [...privileges].sort() });
}

/** The path that is asked for, by the name under which it is answered: one tenant is not the list of those that resemble it. */
function nameOf({ pathname }: URL): string {
  const [, , kind = '', id] = pathname.split('/');
  return kind === 'tenants' && id !== undefined ? 'tenant' : kind;
}

function systemsOver(answers: () => Answers, claims: string[]): Systems {
  const answer: typeof fetch = async (asked) => {
    const said = answers().said[nameOf(new URL(String(asked)))];
    if (said === undefined) throw new Error(`nobody answers ${String(asked)}`);
    const date = new Date(NOW_MS + said.aheadMs).toUTCString();
    const headers = { 'Content-Type': 'application/json', ETag: '"1"', Date: date };
    return new Response(JSON.stringify(said.body) ?? '', { status: said.status, headers });
  };
  const transport = { fetch: answer, token: async () => 'token', clock: { nowMs: () => NOW_MS } };
  const connection = { transport, baseUrl: 'https://town.example' };
  const nowMs = () => NOW_MS;
  return {
    caseSystem: { ...fakeCaseSystem([GIVEN.case], nowMs).as(GIVEN.operator), ...readsOf(apiCaseSystem(connection)), ...givesEvery(claims) },
    tenants: apiTenantDirectory(connection),
    incidents: apiIncidentTimeline(connection),
    identity: apiIdentity(connection),
    access: apiAccessRecords(connection),
    policy: apiPolicy(connection),
    escalation: fakeEscalation(nowMs).line,
    enrolment: fakeEnrolment([{ ...DEVICE, id: 'dev-sec-01', person: 'sec-01' }], nowMs, [DEVICE]).as('lead-01'),
    store: fakeEvidenceStore(nowMs).store,
    name: 'town',
  };
}

function readsOf({ me, read }: CaseSystem): Pick<CaseSystem, 'me' | 'read'> {
  return { me, read };
}

/** A case system that refuses nobody: whatever stops a claim is on this side. */
function givesEvery(claims: string[]): Pick<CaseSystem, 'claim'> {
  return {
    claim: async (_case, _etag, { execution, device, packetDigest }) => {
      claims.push(packetDigest);
      const since = new Date(NOW_MS).toISOString();
      return { is: 'done', value: { id: 'claim-9', execution, holder: 'lead-01', device, since, epoch: 1, state: 'held', nonce: null } };
    },
  };
}
