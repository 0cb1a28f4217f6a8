import type { CaseRecord, Handover, Operator } from '../core/approval/case-record.ts';
import { unsettledHandover } from '../core/approval/handed-over.ts';
import { calledIn, someone } from '../core/approval/people.ts';
import { successorsOf } from '../core/approval/successors.ts';
import { utcText } from '../core/compare/instant.ts';
import type { Capsule } from '../core/execution/capsule.ts';
import type { TakeoverView } from '../core/execution/takeover-view.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { type Problem, problemOf } from '../core/problem.ts';
import { reason, sentence } from '../core/reason.ts';
import { parseCapsule } from '../wire/capsule-schema.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';

/** What somebody left with the case, opened; or what is shown where it cannot be. */
export type LeftBehind =
  | Readonly<{ is: 'open'; capsule: Capsule; record: CaseRecord; handover: Handover; operator: Operator }>
  | Readonly<{ is: 'closed'; view: Exclude<TakeoverView, { is: 'open' }> }>;

/** Opens what somebody left with the case, as far as this device can and its contents fit the case. */
export async function openLeft(context: Context, caseId: string): Promise<LeftBehind> {
  const { caseSystem } = await systemsOf(context);
  const nothing = (problem: Problem): LeftBehind => ({ is: 'closed', view: { is: 'nothing', caseId, problem } });
  const [read, me] = await Promise.all([caseSystem.read(caseId, callOptions(context)), caseSystem.me(callOptions(context))]);
  if (!read.isRead) return nothing(problemOf(read.reason));
  if (!me.isRead) return nothing(problemOf(me.reason));
  const handover = unsettledHandover(read.value);
  if (handover === null) return nothing(NOBODY_LEFT_IT);
  const attached = await caseSystem.attached(caseId, handover.capsule, callOptions(context));
  if (!attached.isRead) return nothing(problemOf(attached.reason));
  const notForYou = (says: string, now: string): LeftBehind => ({
    is: 'closed',
    view: { is: 'not-for-you', caseId, left: leftWords(read.value, handover), says, now },
  });
  const { signer } = context.ports.device;
  if ((await signer.sha256(attached.value.bytes)) !== attached.value.sha256)
    return notForYou('What hangs on the case is not what was left there.', 'Call security. Do not go on with this case.');
  const opened = await signer.unseal(attached.value.bytes);
  if (opened === null) return notForYou(...whyNotSealedToYou(read.value, me.value));
  const parsed = parseCapsule(new TextDecoder().decode(opened));
  const doesFit = parsed.isParsed && (await fits(context, parsed.value, { record: read.value, handover }));
  if (!doesFit) return notForYou('What was left does not fit the case.', 'Call security. Do not go on with this case.');
  return { is: 'open', capsule: parsed.value, record: read.value, handover, operator: me.value };
}

const NOBODY_LEFT_IT: Problem = {
  seen: 'Nobody has left this case to somebody else.',
  expected: 'This page shows what was left when an execution was halted, or when its outcome is not known.',
  now: 'Close it, and begin from the list in the popup.',
};

/**
 * Whoever sealed it could write anything: it counts only for the execution, the claim and the person that the case names. Where
 * something may have left, it is settled by the packet that it names: then the case must have that one approved or executed.
 */
async function fits(
  context: Context,
  capsule: Capsule,
  { record, handover }: Readonly<{ record: CaseRecord; handover: Handover }>,
): Promise<boolean> {
  const isOfCase = capsule.caseId === record.id && capsule.execution === handover.execution && capsule.by.id === handover.by;
  const isOfClaim = capsule.claim.id === handover.claim && capsule.claim.epoch === handover.epoch;
  const isOfPacket = !handover.mayHaveLeft || digestsOf(record, handover).includes(capsule.packetDigest);
  return (
    isOfCase &&
    isOfClaim &&
    isOfPacket &&
    (await context.ports.device.signer.sha256(canonicalPacket(capsule.packet))) === capsule.packetDigest
  );
}

/** The packets that the case itself says were approved, or executed by the one that was left. */
function digestsOf({ approvals, executions }: CaseRecord, { execution }: Handover): readonly Sha256Hex[] {
  return [...Object.values(approvals), ...executions.filter((one) => one.execution === execution)].map(({ packetDigest }) => packetDigest);
}

function whyNotSealedToYou(record: CaseRecord, { person }: Operator): readonly [string, string] {
  if (successorsOf(record).includes(person.id)) {
    return [
      'You may go on with this case, and this device cannot open what was left: it was enrolled after that, or is not confirmed.',
      'Use a device that was enrolled before, or ask whoever halted to decide on theirs.',
    ];
  }
  return [
    'What was left is sealed. Only security and those who may go on with this case can open it; you are not among them.',
    'Nothing is asked of you here. Who may go on stands in the case.',
  ];
}

/** Who left it and since when: halted, or sent, as far as anybody can tell. */
export function leftWords(record: CaseRecord, { by, at, mayHaveLeft }: Handover): string {
  const person = calledIn(someone(record.people, by));
  const since = saidAt(at);
  if (mayHaveLeft) return `${person} may have submitted it, and since ${since} nobody knows what became of it.`;
  return sentence(reason('takeover-open', { person, since }));
}

export function saidAt(instant: string): string {
  return utcText(Date.parse(instant));
}
