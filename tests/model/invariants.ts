import type { Claim } from '../../lib/core/approval/case-record.ts';
import type { ExecutionState, Release } from '../../lib/core/execution/state.ts';
import type { GateOpening } from '../../lib/ports/device.ts';
import type { Caller } from './calls.ts';
import { CHECKED } from './checked.ts';
import { reached } from './reached.ts';
import { type Commit, durable, GIVEN, type Line, type Machine, PACKET_DIGEST, RIGHT, type Rule, violate, type World } from './world.ts';

/** How long a release may be used at most, by the policy; and how long a change of the case may stay unseen while armed. */
const ARMED_MS = GIVEN.policy.armedSeconds * 1000;
const WATCH_QUICK_MS = 1_050;
const WATCH_MS = 1_000 + 5_000 + 1_500;
/** A timer and the closing that it asks for are not one moment. */
const SLACK_MS = 500;

/** Something may have left, as far as a state says. */
const mayHaveLeft = (state: ExecutionState) => state.left !== 'nothing' || state.sent !== null;

/** A line is on a disk. */
export function appended({ world, machine, life }: Caller, line: Line, before: Line | null): void {
  reached(world, line, before);
  const { after } = line;
  if (line.kind === 'check-asked' && !line.isRefused) {
    life.checkAt = world.calls;
    life.readSince.clear();
    life.looked.clear();
  }
  if (line.kind === 'recheck-read' && !line.isRefused) life.checked = line.body.document;
  if (line.kind === 'gate-opening' && !line.isRefused && after.release !== null) bound({ world, machine, life }, after.release, line.atMs);
  // After a line that could not be written a living worker goes on by the same event; the table is for a new life.
  if (line.kind === 'restarted' && before !== null && before.life !== line.life && !life.stumbled.has(line.execution))
    restarted({ world, machine, life }, before.after, after);
}

/** One look at one document of one tab, as a word. */
export function lookOf(tabId: number, document: string): string {
  return `${tabId} ${document}`;
}

/** A release is written down: for what the recheck looked at, and for no longer than the policy says. */
function bound({ world, life }: Caller, release: Release, atMs: number): void {
  world.releases.set(release.id, release);
  const isFor =
    release.packetDigest === PACKET_DIGEST && release.document === life.checked && life.looked.has(lookOf(release.tabId, release.document));
  if (!isFor) violate(world, 'exact-release', `the release ${release.id} is not for what the recheck looked at`);
  if (release.untilMs - atMs > ARMED_MS) violate(world, 'exact-release', `the release ${release.id} is for too long`);
}

/** The table of the restart, told a second time. */
function restarted({ world, life }: Caller, before: ExecutionState, after: ExecutionState): void {
  if (!life.hasClosed) violate(world, 'restart-table', 'the first act was not to close the gate');
  const expected = expectedAfterRestart(before);
  if (expected !== after.phase)
    violate(world, 'restart-table', `from ${before.phase}/${before.check?.stage ?? '-'} to ${after.phase}, not ${expected}`);
}

function expectedAfterRestart(before: ExecutionState): string {
  const { phase, check, owed } = before;
  const isOpened =
    owed?.isOpen === true || check?.stage === 'opening' || phase === 'armed' || phase === 'committing' || phase === 'confirming';
  if (isOpened || phase === 'unknown') return 'unknown';
  return phase === 'rechecking' ? 'filling' : phase;
}

/** The worker asks for an opening: it must not know of anything that may have left, on whichever machine. */
export function openingAsked({ world }: Caller, { release }: GateOpening): void {
  const last = world.machines.flatMap(({ lines }) => [...lines.values()].flatMap((all) => all.at(-1) ?? []));
  if (last.some((line) => mayHaveLeft(line.after)))
    violate(world, 'nothing-after-left', `the gate is to open for ${release} although a journal says that something may have left`);
}

/** The rule is added. Everything that a release stands for must be so in this very moment. */
export function gateOpened({ world, machine, life }: Caller, { execution, release: id, tabId, untilMs }: GateOpening): void {
  const release = world.releases.get(id);
  const lines = machine.lines.get(execution) ?? [];
  const isDurable = lines.some((one) => one.kind === 'gate-opening' && !one.isRefused && one.after.release?.id === id);
  if (!isDurable || release === undefined) violate(world, 'opening-is-durable', `the gate opens for ${id} before its line is on disk`);
  if (world.commits.length > 0) violate(world, 'nothing-after-left', `the gate opens for ${id} after a commit left`);
  const { claim } = world.cases.now(GIVEN.case.id);
  const own = durable(machine, execution)?.claim ?? null;
  const isConsumed = claim?.state === 'consumed' && claim.id === own?.id && claim.epoch === own.epoch && claim.nonce === release?.nonce;
  if (!isConsumed) violate(world, 'claim-first', `the gate opens while the claim is ${claim?.state ?? 'none'}`);
  const unread = [...CHECKED, 'page.look'].filter((one) => !life.readSince.has(one));
  if (unread.length > 0) violate(world, 'exact-release', `not read since the check was asked for: ${unread.join(', ')}`);
  if (release?.tabId !== tabId || release.untilMs !== untilMs) violate(world, 'exact-release', `the gate opens otherwise than ${id} says`);
}

/** A commit got past the rule. */
export function commitLeft(world: World, machine: Machine, commit: Commit, rule: Rule): void {
  const others = world.commits.filter((one) => one.packetDigest === commit.packetDigest);
  const isOther = others.some((one) => one.release !== commit.release);
  // A blocking listener fails open while its process is dead; the console's own key grants once then.
  const isBurst = others.length > 0 && machine.enforcement === 'one-shot' && machine.life !== null;
  if (isOther || isBurst) violate(world, 'one-commit', `${commit.requestId} leaves after ${others.map((one) => one.requestId).join(', ')}`);
  const lines = machine.lines.get(commit.execution) ?? [];
  const isDurable = lines.some((one) => one.kind === 'gate-opening' && !one.isRefused && one.after.release?.id === commit.release);
  if (!isDurable) violate(world, 'opening-is-durable', `${commit.requestId} leaves without a line of its opening`);
  // While the worker is dead nobody can take the rule away; how long that lasts is measured, and stated.
  if (machine.life === null || machine.life.number !== rule.bornInLife) return;
  const release = world.releases.get(commit.release);
  const openMs = world.nowMs - rule.openedAtMs;
  if (openMs > ARMED_MS + SLACK_MS) violate(world, 'exact-release', `${commit.requestId} leaves ${openMs} ms after the gate opened`);
  if (world.spoiltAtMs !== null && world.nowMs - world.spoiltAtMs > unseenMsMax(machine, world.spoiltAtMs))
    violate(world, 'exact-release', `${commit.requestId} leaves although the case changed ${world.nowMs - world.spoiltAtMs} ms ago`);
  if (!commit.isPress) return;
  if (!commit.isRight) violate(world, 'exact-release', `${commit.requestId} was pressed with other values: ${JSON.stringify(RIGHT)}`);
  if (machine.tab?.id !== release?.tabId || machine.tab?.document !== release?.document)
    violate(world, 'exact-release', `${commit.requestId} was pressed in another document`);
}

/** How long a change of the case may stay unseen: a look each second, and the deadline of one that got no answer. */
function unseenMsMax({ heldAtMs }: Machine, sinceMs: number): number {
  return heldAtMs >= sinceMs - WATCH_MS ? WATCH_MS : WATCH_QUICK_MS;
}

/** The claim in the case system moved. */
export function claimMoved(world: World, before: Claim | null, now: Claim | null): void {
  if (before === now) return;
  const wasConsumed = before?.state === 'consumed';
  if (wasConsumed && now?.state === 'held') {
    if (world.machines.some(({ rule }) => rule !== null)) violate(world, 'claim-proof', 'the claim returns while a gate is open');
    if (world.commits.length > 0) violate(world, 'claim-proof', 'the claim returns although a commit left');
  }
  const isNew =
    now !== null &&
    now.state !== 'closed' &&
    (before === null || before.state === 'closed' || (before.state === 'held' && now.state === 'consumed'));
  if (isNew && world.commits.length > 0) violate(world, 'nothing-after-left', `the claim becomes ${now.state} after a commit left`);
}

/** What must hold whenever nothing of a machine is under way. */
export function atRest(world: World): void {
  for (const machine of world.machines) {
    const isBusy = [...world.held].some((one) => one.machine === machine);
    if (isBusy || (machine.life !== null && !machine.life.isReady)) continue;
    gateAtRest(world, machine);
    releaseAtRest(world, machine);
    journalAtRest(world, machine);
  }
}

function gateAtRest(world: World, machine: Machine): void {
  const { rule, life, context } = machine;
  if (rule === null) return;
  const { execution, release } = rule.opening;
  const state = life === null ? durable(machine, execution) : (context?.runs.get(execution)?.state ?? null);
  const isDue = state !== null && state.halt === null && state.release?.id === release && state.sent === null;
  const isOpen = isDue && (state.phase === 'armed' || state.check?.stage === 'opening');
  // A dead worker's rule stands until it is woken, and its last line may speak of the closing already.
  if (!isOpen && life !== null) violate(world, 'closed-on-unknown', `the gate is open in ${state?.phase ?? 'no execution'}`);
  if (life !== null && machine.tab?.document !== world.releases.get(release)?.document)
    violate(world, 'exact-release', 'the gate is open, and its document is gone');
  if (life !== null && world.nowMs - rule.openedAtMs > ARMED_MS + SLACK_MS)
    violate(world, 'closed-on-unknown', 'the gate is open past its deadline');
}

function releaseAtRest(world: World, machine: Machine): void {
  for (const { state } of machine.context?.runs.values() ?? []) {
    // What a press that counted sent is told before it is given up; nothing more is let through meanwhile.
    if (state.phase === 'armed' && state.left === 'nothing' && machine.rule?.opening.release !== state.release?.id)
      violate(world, 'release-stands', `${state.release?.id} is armed, and its rule is gone`);
  }
}

function journalAtRest(world: World, machine: Machine): void {
  for (const [execution, run] of machine.context?.runs ?? []) {
    const isFailed = machine.unwritten.has(execution);
    const last = durable(machine, execution);
    if (!isFailed && last !== null && last !== run.state)
      violate(world, 'journal-is-kept', `the state is ${run.state.phase}, the last line says ${last.phase}`);
  }
  for (const [execution, count] of machine.acknowledged) {
    if ((machine.lines.get(execution)?.length ?? 0) < count) violate(world, 'journal-is-kept', `lines of ${execution} are gone`);
  }
}
