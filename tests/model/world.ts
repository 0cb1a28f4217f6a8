import type { Operator } from '../../lib/core/approval/case-record.ts';
import type { PageReport } from '../../lib/core/compare/page-report.ts';
import type { ExecutionState, Release } from '../../lib/core/execution/state.ts';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { HoldState } from '../../lib/page/hold-state.ts';
import type { GateOpening } from '../../lib/ports/device.ts';
import type { RunFacts } from '../../lib/ports/run-memory.ts';
import type { Context } from '../../lib/workflow/context.ts';
import { type FakeCaseSystem, fakeCaseSystem } from '../fakes/case-system.ts';
import { type FakeEscalation, fakeEscalation } from '../fakes/escalation.ts';
import { example, jcsDigest } from '../fakes/example.ts';
import { type FakeRecords, fakeRecords, recordsOf } from '../fakes/records.ts';
import { smallProfile } from '../unit/workflow/small-console.ts';
import { type CallKind, type Fault, type Plan, planOf } from './faults.ts';
import type { InvariantName } from './invariant-names.ts';

/** What a run starts from: whose machines they are, and what goes wrong where. */
export type Setting = Readonly<{
  /** One person at two machines, or two people. */
  isOnePerson: boolean;
  enforcement: readonly [Enforcement, Enforcement];
  faults: readonly Fault[];
  /** How far the first operator has come already: most of what matters happens late. */
  head: number;
}>;

/** One line on a disk, with the state that it carries. */
export type Line = Readonly<{
  execution: string;
  seq: number;
  /** Which of its worker's lives wrote it. */
  life: number;
  kind: string;
  atMs: number;
  body: Readonly<Record<string, unknown>>;
  after: ExecutionState;
  isRefused: boolean;
  text: () => string;
}>;

/** The one rule that lets a commit through; it outlives the worker, not the browser. */
export type Rule = Readonly<{ opening: GateOpening; openedAtMs: number; bornInLife: number; askedAt: number }>;

/** What the form holds. */
export type Values = Readonly<{ tenant: string; scope: readonly string[]; end: string }>;

export type Tab = {
  readonly id: number;
  document: string;
  screen: 'first' | 'last' | 'confirmed' | 'refused' | 'elsewhere';
  values: Values;
  changedBy: 'hand' | 'page';
  /** The page room of this document: what it was told, and what it let through. */
  hold: HoldState;
  /** The state that the page was last told of. */
  toldOf: ExecutionState | null;
  over: Partial<PageReport>;
};

/** One life of a worker. When it is dead nothing that it waits for ever comes, and nothing it does has an effect. */
export type Life = {
  readonly number: number;
  isDead: boolean;
  ready: Promise<void>;
  isReady: boolean;
  /** What its own blocking listener would let through, where the browser grants one. */
  listening: { readonly release: string; readonly untilMs: number; isSpent: boolean } | null;
  /** Whether it took the openings away since it was born. */
  hasClosed: boolean;
  /** Since when, in calls, a check is asked for; and what was read since. */
  checkAt: number;
  readonly readSince: Set<string>;
  readonly looked: Set<string>;
  /** The document of the last recheck, as its line names it. */
  checked: unknown;
  /** Executions of which it could not write a line. */
  readonly stumbled: Set<string>;
};

/** One operator's computer: what is on its disk, in its browser, and in front of the operator. */
export type Machine = {
  readonly at: 0 | 1;
  readonly name: 'A' | 'B';
  readonly operator: Operator;
  readonly enforcement: Enforcement;
  readonly plan: Plan;
  readonly lines: Map<string, Line[]>;
  readonly files: Map<string, Map<string, Uint8Array>>;
  /** How many lines of an execution were acknowledged: as many must be there for ever. */
  readonly acknowledged: Map<string, number>;
  /** Executions whose last line the disk refused. */
  readonly unwritten: Set<string>;
  readonly session: Map<string, RunFacts>;
  /** Alarms by name, at times of this computer's clock. */
  readonly alarms: Map<string, number>;
  skewMs: number;
  /** When a call of its worker last had to wait for its answer. */
  heldAtMs: number;
  /** Whether everything that it sent was seen by a worker. */
  isSeeing: boolean;
  rule: Rule | null;
  window: Readonly<{ kind: string; tabId: number; untilMs: number }> | null;
  tab: Tab | null;
  /** What the console has still to say to this machine's page. */
  pending: Answering | null;
  life: Life | null;
  context: Context | null;
  lives: number;
  ids: number;
};

/** A commit that reached the console. */
export type Commit = Readonly<{
  by: Machine;
  requestId: string;
  execution: string;
  release: string;
  key: string;
  packetDigest: string;
  isRight: boolean;
  isPress: boolean;
  atMs: number;
}>;

/** A call whose answer is still out. */
export type Held = Readonly<{
  life: Life;
  machine: Machine;
  name: string;
  kind: CallKind;
  untilMs: number;
  settle: (how: 'done' | 'lost' | 'late') => void;
}>;
export type Timer = Readonly<{ life: Life; atMs: number; wake: () => void }>;
export type Violation = Readonly<{ invariant: InvariantName; says: string }>;

/** What the console will do with a commit that reaches it, and what it has still to say. */
export type Answering =
  | 'grants'
  | 'grants-silently'
  | 'refuses'
  | 'pends'
  | 'grants-broader'
  | 'says-yes-only'
  | 'no-grant-no-answer'
  /** It asks a question first, and sends nothing for the press. */
  | 'asks'
  /** It asks a question, and has sent it all the same. */
  | 'grants-and-asks';

/** Two machines, one case system, one console, and the true time. */
export type World = {
  nowMs: number;
  calls: number;
  readonly cases: FakeCaseSystem;
  readonly records: FakeRecords;
  readonly escalation: FakeEscalation;
  readonly machines: readonly [Machine, Machine];
  readonly commits: Commit[];
  /** Releases as their durable lines bind them. */
  readonly releases: Map<string, Release>;
  readonly held: Set<Held>;
  /** Writes still on their way, although nobody waits for them any more. */
  readonly late: (() => void)[];
  readonly timers: Set<Timer>;
  readonly violations: Violation[];
  readonly seen: Set<string>;
  readonly trace: string[] | null;
  /** Since when the case is not what was approved; null while it is. */
  spoiltAtMs: number | null;
  answering: Answering;
  requests: number;
};

export const START_MS = Date.UTC(2026, 10, 23, 3, 5);
export const GIVEN = example(START_MS);
/** Long enough for a change of the case to be missed, if nobody watched; short enough not to poll for ever. */
export const ARMED_SECONDS = 12;
export const PACKET = GIVEN.case.packet;
export const PACKET_DIGEST = jcsDigest(PACKET);
export const RIGHT: Values = { tenant: PACKET.tenant.id, scope: PACKET.scope, end: (PACKET.window.end ?? '').slice(0, 16) };
/** The small console, quicker to answer: a walk must not take a minute of polling. */
export const PROFILE = { ...smallProfile, confirmation: { ...smallProfile.confirmation, waitMs: 2_000, readBackMs: 2_000 } };
export const KNOWN = { profile: PROFILE, digest: jcsDigest(PROFILE), origin: 'shipped' } as const;

export function newWorld(setting: Setting, trace: string[] | null): World {
  const clock = { nowMs: START_MS };
  const nowMs = () => clock.nowMs;
  const state = recordsOf(GIVEN);
  state.policy = { ...state.policy, armedSeconds: ARMED_SECONDS, consoleProfiles: [{ id: PROFILE.id, digest: KNOWN.digest }] };
  const machine = (at: 0 | 1): Machine => ({
    at,
    name: at === 0 ? 'A' : 'B',
    operator: at === 0 || setting.isOnePerson ? GIVEN.operator : GIVEN.otherOperator,
    enforcement: setting.enforcement[at],
    plan: planOf(setting.faults.filter(({ who }) => who === at)),
    lines: new Map(),
    files: new Map(),
    acknowledged: new Map(),
    unwritten: new Set(),
    session: new Map(),
    alarms: new Map(),
    skewMs: 0,
    heldAtMs: 0,
    isSeeing: true,
    rule: null,
    window: null,
    tab: null,
    pending: null,
    life: null,
    context: null,
    lives: 0,
    ids: 0,
  });
  return {
    get nowMs() {
      return clock.nowMs;
    },
    set nowMs(value) {
      clock.nowMs = value;
    },
    calls: 0,
    cases: fakeCaseSystem([GIVEN.case], nowMs),
    records: fakeRecords(state, nowMs),
    escalation: fakeEscalation(nowMs),
    machines: [machine(0), machine(1)],
    commits: [],
    releases: new Map(),
    held: new Set(),
    late: [],
    timers: new Set(),
    violations: [],
    seen: new Set(),
    trace,
    spoiltAtMs: null,
    answering: 'grants',
    requests: 0,
  };
}

/** The time on a machine's own clock. */
export function wallOf(world: World, machine: Machine): number {
  return world.nowMs + machine.skewMs;
}

export function violate(world: World, invariant: InvariantName, says: string): void {
  world.violations.push({ invariant, says });
  world.trace?.push(`!! ${invariant}: ${says}`);
}

export function note(world: World, machine: Machine | null, says: string): void {
  world.trace?.push(`${String(world.nowMs - START_MS).padStart(6)} ${machine?.name ?? ' '} ${says}`);
}

/** Lets everything that waits for nothing run to its end. */
export function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The last state that is on a machine's disk for an execution. */
export function durable(machine: Machine, execution: string): ExecutionState | null {
  return machine.lines.get(execution)?.at(-1)?.after ?? null;
}
