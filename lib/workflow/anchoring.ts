import { anchorText } from '../core/evidence/anchor-note.ts';
import { canonical } from '../core/evidence/canonical.ts';
import { lastIn } from '../core/evidence/kinds.ts';
import { reason } from '../core/reason.ts';
import type { Written } from '../ports/answer.ts';
import type { NoteReceipt } from '../ports/case-system.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';

const TRIES_MAX = 5;
const TRY_AGAIN_MS = 600;

/**
 * Writes the journal's head into the case, so that rewriting the whole chain later would show. `etag` is the version that
 * the note belongs to, where one is known: a note that is refused because the case moved on since is told to a person,
 * and written again on the version that it moved to.
 */
export async function anchorHead(context: Context, run: Run, says: string, etag: string | null = null): Promise<boolean> {
  const { device } = context.ports;
  const { caseSystem } = await systemsOf(context);
  const lines = await device.journal.lines(run.execution);
  const last = lines.at(-1);
  if (last === undefined) return false;
  const seq = lines.length - 1;
  const head = await device.signer.sha256(last);
  // The version that was opened: the case may hold another one by now.
  const packetVersion = lastIn(lines, 'opened')?.body.facts.packetVersion ?? run.facts.packet.version;
  const text = anchorText({ says, execution: run.execution, packetVersion, seq, head });
  let written: Written<NoteReceipt> = { is: 'unsure', reason: reason('case-unreachable') };
  for (let attempt = 0; attempt < TRIES_MAX && written.is !== 'done'; attempt += 1) {
    const known = attempt === 0 ? etag : null;
    const version = known ?? (await versionNow(context, run));
    if (version !== null) written = await caseSystem.note(run.facts.caseId, version, text, callOptions(context));
    if (written.is === 'refused') {
      await run.dispatch({ type: 'noted', what: 'note-refused', body: { reason: written.reason } });
      if (written.isStale && known !== null) await run.dispatch({ type: 'warned', reasons: [reason('case-note-refused')] });
    }
    if (written.is !== 'done') await device.clock.sleep(TRY_AGAIN_MS, context.signal);
  }
  if (written.is !== 'done') return false;
  const receipt = { v: 1, case: run.facts.caseId, execution: run.execution, seq, head, note: written.value };
  await device.journal.putFile(run.execution, `anchors/${seq}.json`, new TextEncoder().encode(canonical(receipt)));
  await run.dispatch({ type: 'noted', what: 'note-anchored', body: { seq, head, note: written.value.id } });
  return true;
}

/** The version of the case as it is now; null where it cannot be read. */
export async function versionNow(context: Context, { facts }: Run): Promise<string | null> {
  const { caseSystem } = await systemsOf(context);
  const now = await caseSystem.read(facts.caseId, callOptions(context));
  return now.isRead ? now.value.etag : null;
}
