import { picturePath, recordPath } from '../core/evidence/bundle-names.ts';
import { base64 } from '../core/evidence/encoding.ts';
import { factsOf } from '../core/evidence/facts.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import { entriesOf, isKind, KINDS } from '../core/evidence/kinds.ts';
import type { DisplayRecord, JournalEntry } from '../core/evidence/record.ts';
import { verifyZip } from '../core/evidence/verify.ts';
import type { CaptureView, EvidenceEntryView, TimelineEntry, VerificationFact } from '../core/execution/page-views.ts';
import { addendumViews } from './addenda.ts';
import { BUNDLE_FILE } from './bundle-files.ts';
import type { Context } from './context.ts';
import { evidenceRows } from './evidence-rows.ts';

/** Everything the evidence page shows of one finished execution; verified again on this device at every look. */
export async function evidenceEntry(context: Context, execution: string): Promise<EvidenceEntryView | null> {
  const { journal } = context.ports.device;
  const found = (await evidenceRows(context)).find((one) => one.row.execution === execution);
  if (found === undefined) return null;
  const entries = entriesIn(await journal.lines(execution));
  const { row, summary } = found;
  return {
    row,
    incident: summary.incident,
    packetVersion: summary.packet.version,
    operator: summary.operator,
    reference: summary.reference,
    entries: entries.flatMap(timelineEntry),
    captures: await captures(context, execution, entries),
    facts: await facts(context, execution),
    addenda: await addendumViews(context, execution),
  };
}

function timelineEntry({ seq, at, kind }: JournalEntry): readonly TimelineEntry[] {
  const says = isKind(kind) ? KINDS[kind].says : null;
  return says === null ? [] : [{ seq, at, kind, says }];
}

async function captures(context: Context, execution: string, entries: readonly JournalEntry[]): Promise<readonly CaptureView[]> {
  const { journal } = context.ports.device;
  const views: CaptureView[] = [];
  for (const { body } of entriesOf(entries, 'capture')) {
    const bytes = await journal.file(execution, recordPath(body.record));
    if (bytes === null) continue;
    const record: DisplayRecord = JSON.parse(new TextDecoder().decode(bytes));
    const png = await journal.file(execution, picturePath(body.record));
    const picture =
      png === null
        ? { isDrawn: false as const, because: body.because ?? 'no picture was drawn' }
        : { isDrawn: true as const, pngBase64: base64(png) };
    views.push({ record, sha256: body.record, picture });
  }
  return views;
}

async function facts(context: Context, execution: string): Promise<readonly VerificationFact[]> {
  const { enrolled, journal, verifyTools } = context.ports.device;
  const bytes = await journal.file(execution, BUNDLE_FILE);
  if (bytes === null) return [{ label: 'Bundle', seen: 'not made yet', state: 'unknown' }];
  const own = await enrolled();
  const verdict = await verifyZip(bytes, verifyTools, own === null ? null : [own]);
  return factsOf(verdict.checks);
}
