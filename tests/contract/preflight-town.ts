import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clock } from '../../lib/browser/clock.ts';
import { apiAccessRecords } from '../../lib/connectors/countersign-api/access-records.ts';
import { apiCaseSystem } from '../../lib/connectors/countersign-api/case-system.ts';
import { apiEnrolment } from '../../lib/connectors/countersign-api/enrolment.ts';
import { apiEscalation } from '../../lib/connectors/countersign-api/escalation.ts';
import { apiIdentity } from '../../lib/connectors/countersign-api/identity.ts';
import { apiIncidentTimeline } from '../../lib/connectors/countersign-api/incident-timeline.ts';
import { apiPolicy } from '../../lib/connectors/countersign-api/policy.ts';
import { apiTenantDirectory } from '../../lib/connectors/countersign-api/tenant-directory.ts';
import { httpPutStore } from '../../lib/connectors/http-put-store/store.ts';
import { latches } from '../../lib/core/execution/latching.ts';
import type { Reason } from '../../lib/core/reason.ts';
import type { EnrolledDevice } from '../../lib/ports/enrolment.ts';
import type { KnownProfile } from '../../lib/ports/profiles.ts';
import { parseProfile } from '../../lib/wire/profile-schema.ts';
import { judge } from '../../lib/workflow/checking.ts';
import { type Context, newContext } from '../../lib/workflow/context.ts';
import { openExecution } from '../../lib/workflow/opening.ts';
import type { Run } from '../../lib/workflow/run.ts';
import { readSources } from '../../lib/workflow/sources.ts';
import type { Systems } from '../../lib/workflow/systems.ts';
import { emptyDisk, fakeDevice } from '../fakes/device.ts';
import { jcsDigest, sha256 } from '../fakes/example.ts';
import type { PatchOperation } from '../hand/control.ts';
import { movedToNow } from '../range/reset.ts';
import { newDevice } from './other-ports-contract.ts';
import { type ApiPlace, openTown } from './range-town.ts';

/** What a preflight came to: `red` ends it, `warned` waits for a person, `green` has claimed the case. */
export type Preflight = Readonly<{ is: 'red' | 'warned' | 'green'; reasons: readonly Reason[]; warnings: readonly Reason[] }>;
/** What a second check came to, with the claim in hand: held opens by itself, halted is for a person. */
export type Recheck = Readonly<{ is: 'green' | 'held' | 'halted'; reasons: readonly Reason[]; warnings: readonly Reason[] }>;

/** The worker's side on a practice town: real connectors, real workflow and core; browser and disk are in memory. */
export type PreflightTown = Readonly<{
  /** A fresh world, patched. Whoever was at work before is gone. */
  reset: (given: readonly PatchOperation[]) => Promise<void>;
  /** Changes the world once more, and starts its first case as the operator does. */
  preflight: (before: readonly PatchOperation[]) => Promise<Preflight>;
  /** The same case, started by another operator on another machine. */
  startAs: (account: string) => Promise<Preflight>;
  /** Acknowledges every warning; true when entry has begun. */
  acknowledge: () => Promise<boolean>;
  /** Reads everything again after the world changed. */
  recheck: (patch: readonly PatchOperation[]) => Promise<Recheck>;
  escalations: () => number;
  stop: () => Promise<void>;
}>;

const OPERATORS = ['lead-01', 'lead-02'] as const;
const [ACCOUNT] = OPERATORS;
const ENROL_DEADLINE_MS = 10_000;

type Begun = Readonly<{ context: Context; run: Run | null; systems: Systems; preflight: Preflight }>;

export async function openPreflightTown(): Promise<PreflightTown> {
  const town = await openTown();
  let life = new AbortController();
  let resetAtMs = 0;
  let first: Begun | null = null;
  const own = new Map<string, EnrolledDevice>();

  const change = async (patch: readonly PatchOperation[]) => {
    if (patch.length > 0) await town.control('PATCH', '/world', movedToNow([...patch], resetAtMs));
  };
  const systemsFor = async (account: string): Promise<Systems> => {
    const { token }: { token: string } = await (await town.control('POST', '/tokens', { account })).json();
    return systemsAt((place) => `http://127.0.0.1:${town.range.places[place].port}`, token);
  };
  /** Everybody has a device of their own, from a day on which all systems were well. */
  const enrol = async (account: string, { signal }: AbortController): Promise<void> => {
    const { enrolment } = await systemsFor(account);
    const written = await enrolment.enrol(await newDevice(), { deadlineMs: ENROL_DEADLINE_MS, signal });
    if (written.is !== 'done') throw new Error(`the device of ${account} was not enrolled`);
    own.set(account, written.value);
  };
  const begin = async (account: string): Promise<Begun> => {
    const systems = await systemsFor(account);
    const context = contextOf(systems, life.signal, own.get(account) ?? null);
    const [caseId = ''] = Object.keys(town.world().get().cases);
    const opened = await openExecution(context, caseId);
    const preflight: Preflight = opened.isOpened
      ? await decided(context, opened.run)
      : { is: 'red', reasons: [opened.reason], warnings: [] };
    return { context, run: opened.isOpened ? opened.run : null, systems, preflight };
  };
  const begun = () => {
    if (first?.run == null) throw new Error('no execution was begun');
    return { ...first, run: first.run };
  };
  return {
    reset: async (given) => {
      life.abort();
      life = new AbortController();
      resetAtMs = Date.now();
      await town.reset({ given: given.filter((one) => !isOfSystems(one)), timesAreExamples: true });
      await Promise.all(OPERATORS.map((account) => enrol(account, life)));
      await change(given.filter(isOfSystems));
    },
    preflight: async (before) => {
      await change(before);
      first = await begin(ACCOUNT);
      return first.preflight;
    },
    startAs: async (account) => (await begin(account)).preflight,
    acknowledge: async () => {
      const { context, run } = begun();
      for (const { id } of run.state.warnings) await run.dispatch({ type: 'acknowledged', warning: id, by: ACCOUNT, note: 'notes/1' });
      return (await decided(context, run)).is === 'green';
    },
    recheck: async (patch) => {
      const { context, run, systems } = begun();
      await change(patch);
      const sources = await readSources(systems, run.facts.caseId, run.facts.packet, context.signal);
      const { reasons, warnings } = await judge(context, run, sources);
      const is = reasons.length === 0 ? 'green' : reasons.some(latches) ? 'halted' : 'held';
      return { is, reasons, warnings };
    },
    escalations: () => town.world().get().escalations.length,
    stop: async () => {
      life.abort();
      await town.stop();
    },
  };
}

const LOOK_EVERY_MS = 5;

/** Waits until the preflight has said something. Its own deadlines end it. */
async function decided({ signal }: Context, run: Run): Promise<Preflight> {
  while (!signal.aborted) {
    const { phase, checkHolds, warnings } = run.state;
    const open = warnings.filter((one) => one.acknowledged === null).map((one) => one.reason);
    if (phase === 'idle' && checkHolds.length > 0) return { is: 'red', reasons: checkHolds, warnings: open };
    if (phase === 'filling') return { is: 'green', reasons: [], warnings: open };
    if (phase === 'preflight' && !run.isReading && open.length > 0) return { is: 'warned', reasons: [], warnings: open };
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
  throw new Error('the preflight was broken off');
}

function isOfSystems({ path }: PatchOperation): boolean {
  return /^\/(systems|clock)(\/|$)/.test(path);
}

function contextOf(systems: Systems, signal: AbortSignal, own: EnrolledDevice | null): Context {
  const { device } = fakeDevice(Date.now(), emptyDisk());
  return newContext({
    ports: {
      device: { ...device, clock: { ...clock, randomId: randomUUID }, enrolled: async () => own },
      systems: async () => systems,
      profiles: async () => PROFILES,
    },
    changed: () => undefined,
    signal,
  });
}

const PROFILES: readonly KnownProfile[] = ['server', 'spa'].map((skin) => {
  const raw: unknown = JSON.parse(readFileSync(new URL(`../../public/profiles/range-${skin}.json`, import.meta.url), 'utf8'));
  const parsed = parseProfile(raw);
  if (!parsed.isParsed) throw new Error(`the shipped profile is broken at ${parsed.where}`);
  return { profile: parsed.value, digest: jcsDigest(raw), origin: 'shipped' };
});

function systemsAt(addressOf: (place: ApiPlace) => string, token: string): Systems {
  const transport = { fetch, token: async () => token, clock };
  const connection = (place: ApiPlace) => ({ transport, baseUrl: addressOf(place) });
  return {
    caseSystem: apiCaseSystem(connection('case')),
    tenants: apiTenantDirectory(connection('records')),
    incidents: apiIncidentTimeline(connection('records')),
    identity: apiIdentity(connection('records'), 'tenant'),
    access: apiAccessRecords(connection('iam')),
    policy: apiPolicy(connection('iam')),
    escalation: apiEscalation(connection('case')),
    enrolment: apiEnrolment(connection('case')),
    store: httpPutStore({ ...connection('evidence'), digest: async (bytes) => sha256(bytes) }),
    name: 'town',
  };
}
