import type { CaseRecord, Operator } from '../core/approval/case-record.ts';
import type { PolicyRecord } from '../core/gate/sources.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { KnownProfile } from '../ports/profiles.ts';
import { callOptions } from './call-options.ts';
import { checkWords } from './check-words.ts';
import { type Context, remember, systemsOf } from './context.ts';
import { newRun } from './new-run.ts';
import { profileFor } from './profiles.ts';
import { isAtWork } from './reaching.ts';
import type { Run } from './run.ts';

export type Opened = Readonly<{ isOpened: true; run: Run }> | Readonly<{ isOpened: false; reason: Reason }>;

const ARMED_MS_DEFAULT = 20_000;

/** Begins an execution of one approved request: read it, choose its profile, and run the preflight. */
export async function openExecution(context: Context, caseId: string): Promise<Opened> {
  const busy = [...context.runs.values()].find((run) => isAtWork(run));
  if (busy !== undefined) return { isOpened: false, reason: reason('takeover-held', { detail: busy.facts.caseId }) };
  const { caseSystem, policy } = await systemsOf(context);
  const [record, operator, rules] = await Promise.all([
    caseSystem.read(caseId, callOptions(context)),
    caseSystem.me(callOptions(context)),
    policy.read(callOptions(context)),
  ]);
  if (!record.isRead) return { isOpened: false, reason: record.reason };
  if (!operator.isRead) return { isOpened: false, reason: operator.reason };
  if (!rules.isRead) return { isOpened: false, reason: rules.reason };
  const known = profileFor(await context.ports.profiles(), rules.value);
  if (known === null)
    return {
      isOpened: false,
      reason: reason('profile-untrusted', { detail: 'none of the profiles here is the one that the policy names' }),
    };
  const run = await begin(context, record.value, operator.value, known, rules.value);
  return { isOpened: true, run };
}

async function begin(context: Context, record: CaseRecord, operator: Operator, known: KnownProfile, rules: PolicyRecord): Promise<Run> {
  const { clock, gate, enrolled, signer } = context.ports.device;
  const { packet } = record;
  const execution = clock.randomId();
  const run = newRun(context, execution, {
    caseId: record.id,
    packet,
    known,
    checkWords: checkWords(execution),
    captures: 0,
    legs: [],
    enforcement: await gate.enforcement(),
    armedMs: rules.armedSeconds * 1000 || ARMED_MS_DEFAULT,
    soon: null,
    isEscalated: false,
    operator,
    record,
    carried: [],
    grantsBefore: [],
  });
  await remember(context, run, {});
  const { profile } = known;
  const facts = {
    caseId: record.id,
    tenant: packet.tenant,
    incident: packet.incident.id,
    packetVersion: packet.version,
    scope: packet.scope,
    window: packet.window,
    requestedBy: record.requestedBy,
    operator: operator.person.id,
    device: (await enrolled())?.id ?? 'not enrolled',
    profile: { id: profile.id, version: profile.version, digest: known.digest, origin: known.origin },
    checkpoints: [
      ...profile.screens.filter((one) => one.isCheckpoint).map((one) => one.id),
      ...(profile.review ? [profile.review.id] : []),
    ],
  };
  await run.dispatch({ type: 'opened', packetDigest: await signer.sha256(canonicalPacket(packet)), facts }, operator.person.id);
  return run;
}
