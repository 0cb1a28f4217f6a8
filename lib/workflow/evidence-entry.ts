import { utcText } from '../core/compare/instant.ts';
import { picturePath, recordPath } from '../core/evidence/bundle-names.ts';
import { capturesIn } from '../core/evidence/captures.ts';
import { base64 } from '../core/evidence/encoding.ts';
import { factsOf } from '../core/evidence/facts.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import type { DisplayRecord, JournalEntry } from '../core/evidence/record.ts';
import type { Summary } from '../core/evidence/summary.ts';
import { timelineWords } from '../core/evidence/timeline.ts';
import { verifyZip } from '../core/evidence/verify.ts';
import type { CaptureView, EvidenceEntryView, TimelineEntry, VerificationFact } from '../core/execution/page-views.ts';
import type { EvidenceRow } from '../core/execution/view.ts';
import { addendumViews } from './addenda.ts';
import type { Context } from './context.ts';
import { evidenceRows } from './evidence-rows.ts';
import { BUNDLE_FILE, SUMMARY_FILE } from './kept-files.ts';
import { readJson } from './kept-json.ts';
import { type Retired, retiredOf } from './retaining.ts';

/** Everything the evidence page shows of one finished execution; verified again on this device at every look. */
export async function evidenceEntry(context: Context, execution: string): Promise<EvidenceEntryView | null> {
  const { journal } = context.ports.device;
  const row = (await evidenceRows(context)).find((one) => one.execution === execution);
  if (row === undefined) return null;
  const retired = await retiredOf(context, execution);
  if (retired !== null) return deletedEntry(context, row, retired);
  const summary = await readJson<Summary>(context, execution, SUMMARY_FILE);
  if (summary === null) return null;
  const entries = entriesIn(await journal.lines(execution));
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

/** Of what policy had deleted, the hashes are left by which the store's copy is known. */
async function deletedEntry(context: Context, row: EvidenceRow, retired: Retired): Promise<EvidenceEntryView> {
  const { incident, packetVersion, operator, at, store, location, bundle, head } = retired;
  const fact = (label: string, seen: string): VerificationFact => ({ label, seen, state: 'unknown' });
  return {
    row,
    incident,
    packetVersion,
    operator,
    reference: row.reference,
    entries: [],
    captures: [],
    facts: [
      fact('Deleted here', `by policy, ${utcText(Date.parse(at))}`),
      fact('Kept by', `${store}, ${location}`),
      fact('SHA-256 of the bundle', bundle),
      fact('Head of the journal', `${head.sha256}, entry ${head.seq}`),
    ],
    addenda: await addendumViews(context, row.execution),
  };
}

function timelineEntry(entry: JournalEntry): readonly TimelineEntry[] {
  const words = timelineWords(entry);
  return words === null ? [] : [{ seq: entry.seq, at: entry.at, kind: entry.kind, ...words }];
}

async function captures(context: Context, execution: string, entries: readonly JournalEntry[]): Promise<readonly CaptureView[]> {
  const { journal } = context.ports.device;
  const views: CaptureView[] = [];
  for (const { body } of capturesIn(entries)) {
    const record = await readJson<DisplayRecord>(context, execution, recordPath(body.record));
    if (record === null) continue;
    const png = await journal.file(execution, picturePath(body.record));
    const picture =
      png === null
        ? { isDrawn: false as const, because: body.because ?? 'it is not drawn yet.' }
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
