import type { Grant } from '../../lib/core/gate/sources.ts';
import type { ObservedRequest } from '../../lib/ports/device.ts';
import { requestBegan, requestEnded, requestLeft } from '../../lib/workflow/confirming.ts';
import type { Context } from '../../lib/workflow/context.ts';
import { commitRequest, stepRequest } from '../unit/workflow/small-console.ts';
import { commitLeft } from './invariants.ts';
import { arrive, heard, heardLate, otherTabOf } from './page.ts';
import { wake } from './worker-life.ts';
import { type Answering, type Machine, note, PACKET, PACKET_DIGEST, type Rule, type Values, type World, wallOf } from './world.ts';

export type Sending = Readonly<{
  /** A person's press that the page room let through, or the page by itself. */
  isPress: boolean;
  values: Values;
  /** Another tab of the same console. */
  isOtherTab: boolean;
  /** Whether a dead worker is woken to see it; an extension whose process died sees nothing. */
  isSeen: boolean;
  /** The worker hears of it behind what the page says of itself. */
  isToldLate?: boolean;
}>;

/** A page tries to send its commit: the browser's rule decides whether it leaves, and tells the worker what it saw. */
export function sendCommit(world: World, machine: Machine, { isPress, values, isOtherTab, isSeen, isToldLate = false }: Sending): void {
  const { tab } = machine;
  if (tab === null) return;
  world.requests += 1;
  const seen = requestOf(values, `q${world.requests}`, isOtherTab ? otherTabOf(tab) : tab.id);
  // A blocking listener is asked first, and its worker woken for it; a rule decides without one.
  if (isSeen && machine.enforcement === 'one-shot') wake(world, machine);
  const rule = passingRule(world, machine, seen);
  if (machine.life === null && isSeen) wake(world, machine);
  if (machine.life === null) machine.isSeeing = false;
  const tells = (act: (context: Context) => Promise<void>) => (isToldLate ? heardLate(world, machine, act) : heard(machine, act));
  tells((context) => requestBegan(context, seen));
  if (rule === null) {
    note(world, machine, `commit ${seen.requestId} is stopped`);
    const { requestId, tabId, method, url } = seen;
    const end = { requestId, tabId, method, url, atMs: 0, status: null, wasBlocked: true, error: 'net::ERR_BLOCKED_BY_CLIENT' };
    tells((context) => requestEnded(context, end, { kind: 'commit', seen }));
    return;
  }
  const isRight = JSON.stringify(values) === JSON.stringify(valuesOf(PACKET));
  const { execution, release, idempotencyKey: key } = rule.opening;
  const commit = {
    by: machine,
    requestId: seen.requestId,
    execution,
    release,
    key,
    packetDigest: PACKET_DIGEST,
    isRight,
    isPress,
    atMs: world.nowMs,
  };
  note(world, machine, `commit ${seen.requestId} leaves under ${release}`);
  commitLeft(world, machine, commit, rule);
  world.commits.push(commit);
  tells((context) => requestLeft(context, seen));
  consoleTakes(world, machine, key);
}

function valuesOf(packet: typeof PACKET): Values {
  return { tenant: packet.tenant.id, scope: packet.scope, end: (packet.window.end ?? '').slice(0, 16) };
}

function requestOf({ tenant, scope, end }: Values, requestId: string, tabId: number): ObservedRequest {
  return { ...commitRequest(PACKET, { tenant: [tenant], scope, end: [end] }), requestId, tabId };
}

/** The rule that lets a commit of this tab through now; with a blocking listener, only the first one, and in time. */
function passingRule(world: World, machine: Machine, seen: ObservedRequest): Rule | null {
  const { rule, life } = machine;
  if (rule === null || rule.opening.tabId !== seen.tabId) return null;
  if (machine.enforcement === 'best-effort' || life === null) return rule;
  const { listening } = life;
  if (listening === null || listening.isSpent || listening.release !== rule.opening.release) return null;
  if (wallOf(world, machine) > listening.untilMs || !rule.opening.isRight(seen)) return null;
  listening.isSpent = true;
  rule.opening.letThrough(seen);
  return rule;
}

/** A step's request leaves, where its window is open. */
export function sendStep(world: World, machine: Machine): boolean {
  const { tab, window } = machine;
  if (tab === null || window === null || window.kind !== 'step' || window.tabId !== tab.id) return false;
  world.requests += 1;
  const seen = { ...stepRequest(PACKET), requestId: `s${world.requests}`, tabId: tab.id, body: { tenant: [tab.values.tenant] } };
  machine.window = null;
  heard(machine, (context) => requestLeft(context, seen));
  return true;
}

/** The console's own side of a commit: it grants once for a key. */
function consoleTakes(world: World, machine: Machine, key: string): void {
  const { grants } = world.records.state;
  const isKnown = grants.some((one) => one.idempotencyKey === key);
  if (!isKnown && world.answering.startsWith('grants')) {
    world.records.state.grants = [...grants, grantOf(key, world.answering, `g${grants.length + 1}`)];
  }
  machine.pending = world.answering;
}

/** The console answers what it was sent: the page goes on, and the browser reports the end of the request. */
export function consoleAnswers(world: World, machine: Machine): void {
  const { pending } = machine;
  const last = world.commits.findLast((one) => one.by === machine);
  machine.pending = null;
  if (pending === null || last === undefined || pending === 'grants-silently' || pending === 'no-grant-no-answer') return;
  const screen = pending === 'refuses' ? 'refused' : pending === 'pends' ? 'elsewhere' : 'confirmed';
  note(world, machine, `the console answers: ${screen}`);
  const { requestId, tabId, method, url } = requestOf(valuesOf(PACKET), last.requestId, machine.tab?.id ?? -1);
  const end = { requestId, tabId, method, url, atMs: 0, status: 200, wasBlocked: false, error: null };
  heard(machine, (context) => requestEnded(context, end, { kind: 'commit', seen: null }));
  arrive(machine, screen);
  if (pending === 'pends' && machine.tab !== null) machine.tab.over = { place: 'pending' };
}

export function grantOf(key: string | null, as: Answering | null, id: string): Grant {
  const { administrator, tenant, scope, window } = PACKET;
  return {
    id,
    tenant: tenant.id,
    subject: administrator.subject,
    objectId: administrator.objectId,
    privileges: as === 'grants-broader' ? [...scope, 'everything'] : scope,
    startsAt: window.start ?? '',
    endsAt: window.end,
    state: 'active',
    kind: 'break-glass',
    reference: 'BG-77120',
    idempotencyKey: key,
  };
}
