import type { Handover } from '../core/approval/case-record.ts';
import { unsettledHandover } from '../core/approval/handed-over.ts';
import type { Capsule } from '../core/execution/capsule.ts';
import { foundWords, IAM_UNREAD, type ReadBack, readBackOf } from '../core/execution/reconciling.ts';
import type { Finding } from '../core/execution/state.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import { type Reason, reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import { keepJson } from './kept-json.ts';
import { type LeftBehind, openLeft } from './left-behind.ts';
import { sealToSecurity } from './sealing.ts';
import { foundIn } from './who-goes-on.ts';

/** What security says of an execution of which nobody could know: only what IAM shows, with the reason that they wrote. */
export type Reconciling = Readonly<{ caseId: string; found: Finding; note: string }>;

type Opened = Extract<LeftBehind, { is: 'open' }>;

/** Reads IAM anew, and nothing else: what may have left is never sent again. */
export async function readBack(context: Context, { capsule, record }: Pick<Opened, 'capsule' | 'record'>): Promise<ReadBack> {
  const { access } = await systemsOf(context);
  const grants = await access.grants(capsule.packet.tenant.id, callOptions(context));
  const seen = grants.isRead ? readBackOf(capsule, grants.value) : IAM_UNREAD;
  const { execution, packetDigest } = capsule;
  const isExecuted = record.executions.some((one) => one.execution === execution && one.packetDigest === packetDigest);
  const now = await context.ports.device.signer.sha256(canonicalPacket(record.packet));
  // Another administrator may stand in the case by now, and the case not say whose this was: that this one has nothing frees nothing.
  const isOther = !isExecuted && now !== packetDigest;
  return seen.found?.is === 'nothing' && isOther ? { says: `${seen.says} ${PACKET_CHANGED}`, found: null } : seen;
}

const PACKET_CHANGED =
  'The packet of the case is another one by now, and the case does not say by which one it was executed: it cannot be settled as nothing. End this case, and open another.';

/**
 * The case keeps what was found, by whom and of which journal, before the execution is settled by it. Null when it is. Asked again
 * for the same, because its answer was lost, it notes nothing a second time.
 */
export async function reconcile(context: Context, { caseId, found, note }: Reconciling): Promise<Reason | null> {
  const left = await openLeft(context, caseId);
  if (left.is !== 'open') return (await isOwnWord(context, { caseId, found })) ? null : reason('case-changed');
  const { capsule, handover, operator } = left;
  if (!handover.mayHaveLeft) return reason('case-changed');
  if (!operator.person.roles.includes('security')) return reason('operator-not-assigned');
  const seen = await readBack(context, left);
  // What the person saw must be what is there: otherwise they look again.
  if (seen.found?.is !== found) return seen.found === null ? reason('iam-unknown') : reason('case-changed');
  const kept = await keepNoteOnce(context, capsule, { found, seen, note });
  if (kept !== null) return kept;
  const { caseSystem } = await systemsOf(context);
  const written = await caseSystem.reconcile(caseId, { execution: capsule.execution, found, reference: null }, callOptions(context));
  return written.is === 'done' || (await isOwnWord(context, { caseId, found })) ? null : written.reason;
}

/**
 * Whether the last word in the case is this very one, by whoever asks: then it is done, and only the answer that said so was lost.
 * While the case cannot be read it is not known.
 */
async function isOwnWord(context: Context, { caseId, found }: Pick<Reconciling, 'caseId' | 'found'>): Promise<boolean> {
  const { caseSystem } = await systemsOf(context);
  const [now, me] = await Promise.all([caseSystem.read(caseId, callOptions(context)), caseSystem.me(callOptions(context))]);
  if (!now.isRead || !me.isRead || unsettledHandover(now.value) !== null) return false;
  const words = now.value.handovers.filter(({ settled }) => settled?.how === 'reconciled');
  const last = words.toSorted((a, b) => settledMs(a) - settledMs(b)).at(-1);
  return last?.settled?.by === me.value.person.id && foundIn(now.value, last.execution) === found;
}

const settledMs = ({ settled }: Handover) => Date.parse(settled?.at ?? '');

type Noted = Readonly<{ found: Finding; seen: ReadBack; note: string }>;

async function keepNoteOnce(context: Context, capsule: Capsule, noted: Noted): Promise<Reason | null> {
  const { journal, signer } = context.ports.device;
  const { execution, claim, head } = capsule;
  // A worker may die between the note and the end of it: what was noted is on disk, and of the reason only its hash.
  const words = [claim, head, noted.found, noted.seen.says, noted.note];
  const path = `reconciling/${await signer.sha256(new TextEncoder().encode(JSON.stringify(words)))}.json`;
  if ((await journal.file(execution, path)) !== null) return null;
  const refused = await keepNote(context, capsule, noted);
  if (refused === null) await keepJson(context, execution, path, { v: 1 });
  return refused;
}

/** The reason is sealed to security; that it is reconciled, how, and against which head, everybody who sees the case can read. */
async function keepNote(context: Context, { caseId, execution, head }: Capsule, { found, seen, note }: Noted): Promise<Reason | null> {
  const { caseSystem } = await systemsOf(context);
  const { enrolled } = context.ports.device;
  const sealed = await sealToSecurity(context, note, execution);
  if (!sealed.isSealed) return sealed.reason;
  const file = { name: `countersign-reconciled-${execution}.jwe`, mediaType: 'application/jose+json', bytes: sealed.bytes };
  const attached = await caseSystem.attach(caseId, file, callOptions(context));
  if (attached.is !== 'done') return attached.reason;
  const now = await caseSystem.read(caseId, callOptions(context));
  if (!now.isRead) return now.reason;
  const text = [
    `Countersign: execution ${execution} is being reconciled. It is settled only once the case itself says so.`,
    `${seen.says} ${foundWords(found)}`,
    `Its journal stood at entry ${head.seq}, head ${head.sha256}. Device ${(await enrolled())?.id ?? 'not enrolled'}.`,
    `The reason is sealed in ${file.name}, SHA-256 ${attached.value.sha256}.`,
  ].join('\n');
  const written = await caseSystem.note(caseId, now.value.etag, text, callOptions(context));
  return written.is === 'done' ? null : written.reason;
}
