import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import { canonical } from '../core/evidence/canonical.ts';
import type { CheckResult } from '../core/execution/event.ts';
import { decide } from '../core/gate/decide.ts';
import type { Guard } from '../core/gate/leg.ts';
import { soonStale } from '../core/gate/soon-stale.ts';
import type { RoleRecord, Sources } from '../core/gate/sources.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { opensNewTab } from '../core/profile/profile.ts';
import { isSameReason, type Reason } from '../core/reason.ts';
import { isRetaken } from './comparing-case.ts';
import { type Context, remember, systemsOf } from './context.ts';
import { CONTACTS_FILE, GRANTS_BEFORE_FILE } from './kept-files.ts';
import { keepJson } from './kept-json.ts';
import { keyedReadings, lookAtConsole } from './looking.ts';
import { enteredOutside } from './resuming.ts';
import { NEW_CHAIN, type Run } from './run.ts';
import { readSources } from './sources.ts';

/** Reads everything again, uncached and side by side, and judges it. */
export async function checkAll(context: Context, run: Run, purpose: 'preflight' | 'recheck'): Promise<void> {
  run.isReading = true;
  if (purpose === 'preflight') await forgetEntry(context, run);
  context.changed();
  const nonce = run.state.check?.nonce ?? '';
  const systems = await systemsOf(context);
  const [sources, look] = await Promise.all([
    readSources(systems, run.facts.caseId, run.facts.packet, context.signal),
    purpose === 'recheck' ? lookAtConsole(context, run) : null,
  ]);
  const result = await judge(context, run, sources);
  // Taken back while it was read: it is journalled, and what it read is none of the check that may have begun since.
  if (purpose === 'recheck' && run.state.check?.nonce !== nonce) {
    run.isReading = run.state.phase === 'rechecking';
    return tellRecheck(context, run, { nonce, result, look });
  }
  run.sources = sources;
  run.readAtMs = context.ports.device.clock.nowMs();
  run.isReading = false;
  const grantsBefore = sources.grants.isRead ? sources.grants.value.map((one) => one.id) : run.facts.grantsBefore;
  const contacts = sources.policy.isRead ? sources.policy.value.escalationContacts : run.facts.contacts;
  // Where it cannot be kept every grant counts as new for whoever looks after a restart, and nobody is named to be called.
  await keepJson(context, run.execution, GRANTS_BEFORE_FILE, grantsBefore).catch(() => undefined);
  await keepJson(context, run.execution, CONTACTS_FILE, contacts).catch(() => undefined);
  await remember(context, run, {
    legs: result.legs,
    soon: soonStale(sources, context.ports.device.clock.nowMs()),
    record: sources.case.isRead ? sources.case.value : run.facts.record,
    operator: sources.operator.isRead ? sources.operator.value : run.facts.operator,
    contacts,
    armedMs: sources.policy.isRead ? sources.policy.value.armedSeconds * 1000 : run.facts.armedMs,
    pictures: sources.policy.isRead ? sources.policy.value.evidencePictures : run.facts.pictures,
    grantsBefore,
  });
  if (result.isGreen) await noteApprovals(run, purpose);
  if (purpose === 'preflight') await run.dispatch({ type: 'preflight-read', result, outside: await enteredOutside(context, run) });
  else {
    run.commitReport = look?.report ?? run.commitReport;
    run.armedCanonical = look === null ? null : canonicalReadings(look.report.readings);
    await tellRecheck(context, run, { nonce, result, look });
  }
}

type Rechecked = Readonly<{ nonce: string; result: CheckResult; look: Awaited<ReturnType<typeof lookAtConsole>> }>;

async function tellRecheck(context: Context, run: Run, { nonce, result, look }: Rechecked): Promise<void> {
  await run.dispatch({
    type: 'recheck-read',
    nonce,
    result,
    assessment: look?.assessment ?? null,
    document: look?.report.document ?? '',
    readings: look === null ? '' : await keyedReadings(context, run, look.report),
  });
}

/** Entry begins after a green preflight, also when it begins again: nothing that was read before counts. */
async function forgetEntry(context: Context, run: Run): Promise<void> {
  run.lastAssessed = '';
  await remember(context, run, { carried: [], chain: NEW_CHAIN });
}

/** What nobody was warned of yet closes the gate, also one that is about to open, until a person acknowledged it. */
export async function warnOf(run: Run, warnings: readonly Reason[]): Promise<void> {
  const fresh = warnings.filter((one) => !run.state.warnings.some((known) => isSameReason(known.reason, one)));
  if (fresh.length > 0) await run.dispatch({ type: 'warned', reasons: fresh });
}

/** The legs over what was read; the sources may be partly older when only the case was read again. */
export async function judge(context: Context, run: Run, sources: Sources): Promise<CheckResult> {
  const { signer, gate } = context.ports.device;
  const packet = sources.case.isRead ? sources.case.value.packet : run.facts.packet;
  const guard: Guard = {
    nowMs: context.ports.device.clock.nowMs(),
    packetDigest: await signer.sha256(canonicalPacket(packet)),
    openedDigest: run.state.packetDigest,
    execution: run.execution,
    claim: ownClaim(run, sources),
    follows: run.state.follows,
    roleDigests: sources.roles.isRead ? await roleDigests(context, sources.roles.value) : {},
    profile: { ...(await profileNow(context, run)), origin: run.facts.known.origin },
    unguardable: unguardable(run),
    faults: [...(await gate.faults(run.facts.known.profile)), ...blindness(context, run)],
  };
  const { isGreen, legs, reasons, warnings } = decide(sources, guard);
  return { isGreen, legs, reasons, warnings };
}

/** At a resume the case may have given this execution its next epoch already, and only the answer was lost: asking again tells. */
function ownClaim({ state }: Run, { case: record }: Sources): Guard['claim'] {
  const claim = record.isRead ? record.value.claim : null;
  return claim !== null && state.phase === 'preflight' && isRetaken(state, claim) ? { id: claim.id, epoch: claim.epoch } : state.claim;
}

/** The profile that entry began with, and what this browser holds under its id now. */
async function profileNow(context: Context, run: Run): Promise<Readonly<{ id: string; digest: Sha256Hex; nowDigest: Sha256Hex | null }>> {
  const { profile, digest } = run.facts.known;
  const now = (await context.ports.profiles()).filter((one) => one.profile.id === profile.id);
  const same = now.find((one) => one.digest === digest) ?? now[0];
  return { id: profile.id, digest, nowDigest: same?.digest ?? null };
}

/** A form that is sent to a new tab is out of its page's hands: what it really sends is compared by the blocking listener alone. */
function unguardable({ facts }: Run): string | null {
  return opensNewTab(facts.known.profile) && facts.enforcement === 'best-effort'
    ? 'its submit opens a new tab, which is held only in Firefox, and in Chromium where policy installed Countersign'
    : null;
}

/** How long after a step was let through its request may stay unseen. */
const SEEN_WITHIN_MS = 3_000;

/** A gate that does not see what leaves cannot say that nothing did. */
function blindness(context: Context, run: Run): readonly string[] {
  const isBlind = run.unseenStepAtMs !== null && context.ports.device.clock.nowMs() - run.unseenStepAtMs > SEEN_WITHIN_MS;
  return isBlind ? ['what this console sends cannot be seen'] : [];
}

/** SHA-256 of `{name, privileges}` with the privileges sorted, in RFC 8785 form: what an approver saw of the role. */
async function roleDigests(context: Context, roles: readonly RoleRecord[]): Promise<Readonly<Record<string, Sha256Hex>>> {
  const pairs = roles.map(async ({ name, privileges }) => {
    const digest = await context.ports.device.signer.sha256(canonical({ name, privileges: [...privileges].sort() }));
    return [name, digest] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** Which approvals a green check relied on, for the evidence; what is still pending beside them was none of it. */
async function noteApprovals(run: Run, purpose: 'preflight' | 'recheck'): Promise<void> {
  const record = run.facts.record;
  if (record === null) return;
  const given = Object.entries(record.approvals).filter(([, { decision }]) => decision === 'approved');
  const approvals = given.map(([authority, one]) => ({
    authority,
    id: one.id,
    approver: one.approver,
    name: record.people.find((person) => person.id === one.approver)?.name ?? one.approver,
    decidedBy: one.decidedBy,
    decidedAt: one.decidedAt,
    packetDigest: one.packetDigest,
  }));
  await run.dispatch({ type: 'noted', what: 'approvals-read', body: { purpose, approvals } });
}
