import { canonical } from '../core/evidence/canonical.ts';
import { reason } from '../core/reason.ts';
import type { Written } from '../ports/answer.ts';
import type { NoteReceipt } from '../ports/case-system.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

const TRIES_MAX = 5;
const TRY_AGAIN_MS = 600;

/**
 * Writes the journal's head into the case, so that rewriting the whole chain later would show. A note that is refused
 * because the case moved on is written again on the version that it moved to.
 */
export async function anchorHead(context: Context, run: Run, says: string): Promise<boolean> {
  const { device } = context.ports;
  const { caseSystem } = await systemsOf(context);
  const last = (await device.journal.lines(run.execution)).at(-1);
  if (last === undefined) return false;
  const head = await device.signer.sha256(last);
  const seq = (await device.journal.lines(run.execution)).length - 1;
  const text = [
    `Countersign: ${says}.`,
    `Execution ${run.execution}, packet version ${run.facts.packet.version}.`,
    `Journal entry ${seq}, head ${head}.`,
  ].join('\n');
  let written: Written<NoteReceipt> = { is: 'unsure', reason: reason('case-unreachable') };
  for (let attempt = 0; attempt < TRIES_MAX && written.is !== 'done'; attempt += 1) {
    const now = await caseSystem.read(run.facts.caseId, callOptions(context));
    if (now.isRead) written = await caseSystem.note(run.facts.caseId, now.value.etag, text, callOptions(context));
    if (written.is === 'refused') await run.dispatch({ type: 'noted', what: 'note-refused', body: { reason: written.reason } });
    if (written.is !== 'done') await device.clock.sleep(TRY_AGAIN_MS, context.signal);
  }
  if (written.is !== 'done') return false;
  const receipt = { v: 1, case: run.facts.caseId, execution: run.execution, seq, head, note: written.value };
  await device.journal.putFile(run.execution, `anchors/${seq}.json`, new TextEncoder().encode(canonical(receipt)));
  await run.dispatch({ type: 'noted', what: 'note-anchored', body: { seq, head, note: written.value.id } });
  return true;
}
