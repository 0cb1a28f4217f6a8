import { canonicalReadings } from '../../../lib/core/compare/canonical-readings.ts';
import type { PageReport, Press } from '../../../lib/core/compare/page-report.ts';
import { readLine } from '../../../lib/core/evidence/journal.ts';
import type { JournalEntry } from '../../../lib/core/evidence/record.ts';
import type { Grant } from '../../../lib/core/gate/sources.ts';
import { requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { type Context, latestRun, newContext } from '../../../lib/workflow/context.ts';
import { openExecution } from '../../../lib/workflow/opening.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import type { Run } from '../../../lib/workflow/run.ts';
import type { Systems } from '../../../lib/workflow/systems.ts';
import { type FakeCaseSystem, fakeCaseSystem } from '../../fakes/case-system.ts';
import { emptyDisk, type FakeDevice, fakeDevice, type Kept } from '../../fakes/device.ts';
import { fakeEnrolment } from '../../fakes/enrolment.ts';
import { fakeEscalation } from '../../fakes/escalation.ts';
import { fakeEvidenceStore } from '../../fakes/evidence-store.ts';
import { example, jcsDigest } from '../../fakes/example.ts';
import { approvedGrant } from '../../fakes/grant.ts';
import { fakeRecords, recordsOf } from '../../fakes/records.ts';
import { commitRequest, shownPage, smallProfile, stepRequest } from './small-console.ts';

const START_MS = Date.UTC(2026, 10, 23, 3, 5);

/** What a new worker finds outside: the same time, and the same cases. */
export type Before = Readonly<{ given: ReturnType<typeof example>; cases: FakeCaseSystem; fake: Pick<FakeDevice, 'nowMs'> }>;

/** Who is at the machine; what it was enrolled as goes by the person. */
type Who = 'lead-01' | 'lead-02' | 'sec-01' | 'ic-01';
const DEVICES: Readonly<Record<Who, string>> = { 'lead-01': 'dev-1', 'lead-02': 'dev-2', 'sec-01': 'dev-sec-01', 'ic-01': 'dev-4' };

/** The whole worker side on fakes: real workflow, real core, no browser. */
export function stage(disk: Kept = emptyDisk(), before: Before | null = null, who: Who = 'lead-01') {
  const given = before?.given ?? example(START_MS);
  const digest = jcsDigest(smallProfile);
  const fake = fakeDevice(before?.fake.nowMs() ?? START_MS, disk, { id: DEVICES[who], person: who });
  const cases = before?.cases ?? fakeCaseSystem([given.case], fake.nowMs);
  const state = recordsOf(given);
  state.policy = { ...state.policy, consoleProfiles: [{ id: smallProfile.id, digest }] };
  const records = fakeRecords(state, fake.nowMs);
  const escalation = fakeEscalation(fake.nowMs);
  const store = fakeEvidenceStore(fake.nowMs);
  const security = {
    id: 'dev-sec-01',
    person: 'sec-01',
    signingKey: 'pem',
    sealingKey: { kty: 'EC', crv: 'P-256' },
    confirmedBy: 'sec-01',
    revokedAt: null,
  };
  const enrolled = (['lead-01', 'lead-02', 'ic-01'] as const).map((person) => ({ ...security, id: DEVICES[person], person }));
  const enrolment = fakeEnrolment([security], fake.nowMs, enrolled);
  const person = given.case.people.find(({ id }) => id === who);
  if (person === undefined) throw new Error(`nobody is called ${who}`);
  const systems: Systems = {
    caseSystem: cases.as({ person, account: who }),
    tenants: records.tenants,
    incidents: records.incidents,
    identity: records.identity,
    access: records.access,
    policy: records.policy,
    escalation: escalation.line,
    enrolment: enrolment.as(who),
    store: store.store,
    name: 'town',
  };
  const known = { profile: smallProfile, digest, origin: 'shipped' } as const;
  const life = new AbortController();
  const told = { changes: 0 };
  const now = { systems };
  const context: Context = newContext({
    ports: { device: fake.device, systems: async () => now.systems, profiles: async () => [known] },
    changed: () => {
      told.changes += 1;
    },
    signal: life.signal,
  });
  const { packet } = given.case;
  const show = async (report: PageReport) => {
    fake.page.report = report;
    await pageSaid(context, 7, { type: 'report', report });
    await fake.advance(0);
  };
  const stageOf = {
    given,
    packet,
    fake,
    cases,
    records,
    escalation,
    enrolment,
    store,
    context,
    /** From now on this browser has the same kinds of systems at other addresses. */
    moveAway: () => {
      now.systems = { ...systems, name: 'another town' };
    },
    moveBack: () => {
      now.systems = systems;
    },
    /** How often whoever looks was told to look again. */
    told,
    end: () => life.abort(),
    open: async () => {
      const opened = await openExecution(context, given.case.id);
      await fake.advance(0);
      return opened;
    },
    show,
    run: (): Run => {
      const run = latestRun(context);
      if (run === null) throw new Error('nothing was opened');
      return run;
    },
    /** Fills both screens as approved, and stands on the last one. */
    fill: async ({ isStepSeen } = { isStepSeen: true }) => {
      await show(shownPage({ screen: 'first', packet }));
      await pageSaid(context, 7, { type: 'press', press: pressOf('step', shownPage({ screen: 'first', packet }), { isPassed: true }) });
      if (isStepSeen) await requestLeft(context, stepRequest(packet));
      await show(shownPage({ screen: 'last', packet }));
    },
    pressSubmit: async (over: Partial<Press> = {}, report = shownPage({ screen: 'last', packet })) => {
      await pageSaid(context, 7, { type: 'press', press: pressOf('commit', report, over) });
      await fake.advance(0);
    },
    entries: async (): Promise<readonly JournalEntry[]> => {
      const lines = await fake.device.journal.lines(stageOf.run().execution);
      return lines.map(readLine).filter((entry) => entry !== null);
    },
    /** IAM shows every grant as ended. */
    endGrants: () => {
      state.grants = state.grants.map((one) => ({ ...one, state: 'ended' as const }));
    },
    grant: (over: Partial<Grant> = {}) => {
      state.grants = [...state.grants, { ...approvedGrant(packet), ...over, id: `g${state.grants.length + 1}` }];
    },
  };
  return stageOf;
}

/** A stage on which the gate is armed: opened, filled, and pressed once. */
export async function armedStage(disk?: Parameters<typeof stage>[0]) {
  const at = stage(disk);
  await at.open();
  await at.fill();
  await at.pressSubmit();
  await at.fake.advance(100);
  return at;
}

/** As if the gate had been opened for a commit that leaves from a new tab, while these were there. */
export function openedBeside(run: Run, tabs: readonly number[]): Run {
  if (run.opened !== null) run.opened = { ...run.opened, tabsThere: new Set(tabs) };
  return run;
}

/** How the released request of `small-console.ts` ended, as the browser tells it. */
export const END = {
  requestId: 'q1',
  tabId: 7,
  method: 'POST',
  url: 'https://console.example/commit',
  atMs: 0,
  status: 200,
  wasBlocked: false,
  error: null,
} as const;

/** Sent and granted, before anybody has looked at what the console shows. */
export async function grantedStage(disk?: Kept) {
  const at = await armedStage(disk);
  const release = at.run().state.release?.id ?? '';
  await at.pressSubmit({ isPassed: true, release, stoppedBy: null });
  await requestLeft(at.context, commitRequest(at.packet));
  await requestEnded(at.context, END, { kind: 'commit', seen: commitRequest(at.packet) });
  at.grant({ reference: 'BG-77120', idempotencyKey: at.run().state.claim?.id ?? null });
  at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
  return at;
}

/** A press as a page tells it; one that did not pass was stopped for want of a release. */
export function pressOf(control: Press['control'], report: PageReport, over: Partial<Press>): Press {
  return {
    control,
    isTrusted: true,
    isRepeat: false,
    isFromField: false,
    beganAtMs: 0,
    isPassed: false,
    canonical: canonicalReadings(report.readings),
    release: null,
    stoppedBy: over.isPassed === true ? null : 'no-release',
    report,
    ...over,
  };
}
