import type { CaseRecord, Operator } from '../core/approval/case-record.ts';
import { parseInstant } from '../core/compare/instant.ts';
import type { Followed } from '../core/evidence/following.ts';
import { type Follows, isAtWork } from '../core/execution/state.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { KnownProfile } from '../ports/profiles.ts';
import { callOptions } from './call-options.ts';
import { checkWords } from './check-words.ts';
import { type Context, remember, systemsOf } from './context.ts';
import { PROFILE_FILE } from './kept-files.ts';
import { keepJson } from './kept-json.ts';
import { newRun } from './new-run.ts';
import { profileFor } from './profiles.ts';
import { storageReason } from './recording.ts';
import { NEW_CHAIN, type Run } from './run.ts';
import { keepSystems } from './systems-for.ts';

export type Opened = Readonly<{ isOpened: true; run: Run }> | Readonly<{ isOpened: false; reason: Reason }>;

/** An execution that goes on with what another one left. Its id is chosen before it begins: the reason is sealed for it by then. */
export type Following = Readonly<{ execution: string; followed: Followed }>;

/** Begins an execution of one approved request: read it, choose its profile, and run the preflight. */
export async function openExecution(context: Context, caseId: string, following: Following | null = null): Promise<Opened> {
  const busy = whyBusy(context);
  if (busy !== null) return { isOpened: false, reason: busy };
  // At once: a second press on the same button comes while the case is still being read.
  context.beginning.caseId = caseId;
  try {
    return await readAndBegin(context, caseId, following);
  } finally {
    context.beginning.caseId = null;
  }
}

async function readAndBegin(context: Context, caseId: string, following: Following | null): Promise<Opened> {
  const systems = await systemsOf(context);
  const { caseSystem, policy } = systems;
  const [record, operator, rules] = await Promise.all([
    caseSystem.read(caseId, callOptions(context)),
    caseSystem.me(callOptions(context)),
    policy.read(callOptions(context)),
  ]);
  if (!record.isRead) return { isOpened: false, reason: record.reason };
  if (!operator.isRead) return { isOpened: false, reason: operator.reason };
  const profiles = await context.ports.profiles();
  // Without a policy, or with one that names none of ours, a profile is only a candidate: the preflight reads the policy
  // itself, finds it red, and says so in the journal. A start that is refused without a trace would say nothing.
  const known = profileFor(profiles, rules.isRead ? rules.value : null) ?? profiles[0];
  if (known === undefined) return { isOpened: false, reason: reason('profile-untrusted', { detail: 'there is no console profile here' }) };
  const execution = following?.execution ?? context.ports.device.clock.randomId();
  // Before its first line: what is open after a restart must be known by the profile that it was opened by, and by its systems.
  const keeping = keepJson(context, execution, PROFILE_FILE, known).then(() => keepSystems(context, execution, systems));
  const unkept = await keeping.then(() => null, storageReason);
  if (unkept !== null) return { isOpened: false, reason: unkept };
  const run = await begin(context, execution, { record: record.value, operator: operator.value, known, following });
  return { isOpened: true, run };
}

/** One person enters one packet at a time; null when nothing is at work here. */
function whyBusy(context: Context): Reason | null {
  const busy = [...context.runs.values()].find((run) => isAtWork(run.state));
  const [waiting] = context.waiting.values();
  const caseId = busy?.facts.caseId ?? context.beginning.caseId;
  return caseId === null ? (waiting?.reason ?? null) : reason('takeover-held', { detail: `${caseId} is being executed here.` });
}

type Beginning = Readonly<{ record: CaseRecord; operator: Operator; known: KnownProfile; following: Following | null }>;

async function begin(context: Context, execution: string, { record, operator, known, following }: Beginning): Promise<Run> {
  const { gate, enrolled, signer } = context.ports.device;
  const { packet } = record;
  const run = newRun(context, execution, {
    caseId: record.id,
    packet,
    known,
    checkWords: checkWords(execution),
    captures: 0,
    legs: [],
    enforcement: await gate.enforcement(),
    armedMs: 0,
    pictures: 'schematic',
    soon: null,
    astray: null,
    contacts: [],
    operator,
    record,
    carried: [],
    chain: NEW_CHAIN,
    grantsBefore: [],
  });
  await remember(context, run, {});
  const { profile } = known;
  const facts = {
    caseId: record.id,
    // Not the packet's own member: whatever else a case system keeps in it is none of the evidence.
    tenant: { id: packet.tenant.id, name: packet.tenant.name },
    incident: packet.incident.id,
    packetVersion: packet.version,
    scope: packet.scope,
    // What is no time stands in the reason why entry did not begin; here it is no time.
    window: { start: timeOrNull(packet.window.start), end: timeOrNull(packet.window.end) },
    requestedBy: record.requestedBy,
    operator: operator.person.id,
    device: (await enrolled())?.id ?? 'not enrolled',
    profile: { id: profile.id, version: profile.version, digest: known.digest, origin: known.origin },
    // A review page that the console shows is captured at the press; one that it leaves out is no gap.
    checkpoints: profile.screens.filter((one) => one.isCheckpoint).map((one) => one.id),
    ...(following === null ? {} : { follows: following.followed }),
  };
  const packetDigest = await signer.sha256(canonicalPacket(packet));
  const follows = following === null ? {} : { follows: followsOf(following.followed) };
  await run.dispatch({ type: 'opened', packetDigest, facts, ...follows }, operator.person.id);
  return run;
}

function timeOrNull(text: string | null): string | null {
  const atMs = parseInstant(text);
  return atMs === null ? null : new Date(atMs).toISOString();
}

function followsOf({ execution, claim, epoch, to }: Followed): Follows {
  return { execution, claim, epoch, to };
}
