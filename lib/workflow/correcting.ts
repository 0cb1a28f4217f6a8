import { lastIn } from '../core/evidence/kinds.ts';
import type { GrantedWindow } from '../core/execution/state.ts';
import { sentence } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { dispatchTo, type Standing } from './recorded.ts';
import { systemsFor } from './systems-for.ts';

/**
 * What came out after an execution was closed. Its bundle is signed and stays as it is; the journal goes on, and the case
 * gets a second note that names the head of the first record. Left for the next look where the case does not take it.
 */
export async function correctRecord(
  context: Context,
  { execution, opened, window }: Standing & Readonly<{ window: GrantedWindow }>,
): Promise<void> {
  const { journal, signer } = context.ports.device;
  const lines = await journal.lines(execution);
  const systems = await systemsFor(context, execution);
  const closed = lines[lastIn(lines, 'closed')?.seq ?? lines.length];
  if (systems === null || closed === undefined) return;
  const corrects = await signer.sha256(closed);
  const now = await systems.caseSystem.read(opened.caseId, callOptions(context));
  if (!now.isRead) return;
  const text = [
    `Countersign: correction to execution ${execution}.`,
    ...window.reasons.map(sentence),
    `It corrects the record whose last entry has the head ${corrects}.`,
  ].join('\n');
  const written = await systems.caseSystem.note(opened.caseId, now.value.etag, text, callOptions(context));
  if (written.is === 'done')
    await dispatchTo(context, execution, { type: 'corrected', note: written.value.id, corrects, reasons: window.reasons });
}
