import type { Handover } from '../core/approval/case-record.ts';
import { unsettledHandover } from '../core/approval/handed-over.ts';
import type { Capsule } from '../core/execution/capsule.ts';
import { foundWords, IAM_UNREAD, type ReadBack, readBackOf } from '../core/execution/reconciling.ts';
import type { Finding } from '../core/execution/state.ts';
import { type Reason, reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import { openLeft } from './left-behind.ts';
import { sealToSecurity } from './sealing.ts';
import { foundIn } from './who-goes-on.ts';

/** What security says of an execution of which nobody could know: only what IAM shows, with the reason that they wrote. */
export type Reconciling = Readonly<{ caseId: string; found: Finding; note: string }>;

/** Reads IAM anew, and nothing else: what may have left is never sent again. */
export async function readBack(context: Context, capsule: Capsule): Promise<ReadBack> {
  const { access } = await systemsOf(context);
  const grants = await access.grants(capsule.packet.tenant.id, callOptions(context));
  return grants.isRead ? readBackOf(capsule, grants.value) : IAM_UNREAD;
}

/** The case keeps what was found, by whom and of which journal, before the execution is settled by it. Null when it is. */
export async function reconcile(context: Context, { caseId, found, note }: Reconciling): Promise<Reason | null> {
  const left = await openLeft(context, caseId);
  if (left.is !== 'open') return (await isOwnWord(context, { caseId, found })) ? null : reason('case-changed');
  const { capsule, handover, operator } = left;
  if (!handover.mayHaveLeft) return reason('case-changed');
  if (!operator.person.roles.includes('security')) return reason('operator-not-assigned');
  const seen = await readBack(context, capsule);
  // What the person saw must be what is there: otherwise they look again.
  if (seen.found?.is !== found) return seen.found === null ? reason('iam-unknown') : reason('case-changed');
  const kept = await keepNote(context, capsule, { found, seen, note });
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

/** The reason is sealed to security; that it was reconciled, how, and against which head, everybody who sees the case can read. */
async function keepNote(
  context: Context,
  { caseId, execution, head }: Capsule,
  { found, seen, note }: Readonly<{ found: Finding; seen: ReadBack; note: string }>,
): Promise<Reason | null> {
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
    `Countersign: execution ${execution} was reconciled.`,
    `${seen.says} ${foundWords(found)}`,
    `Its journal stood at entry ${head.seq}, head ${head.sha256}. Device ${(await enrolled())?.id ?? 'not enrolled'}.`,
    `The reason is sealed in ${file.name}, SHA-256 ${attached.value.sha256}.`,
  ].join('\n');
  const written = await caseSystem.note(caseId, now.value.etag, text, callOptions(context));
  return written.is === 'done' ? null : written.reason;
}
