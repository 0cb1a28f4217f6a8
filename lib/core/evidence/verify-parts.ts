import { readAnchor } from './anchor.ts';
import { anchorPath, COMMITMENTS, isSealedValues, picturePath, recordPath } from './bundle-names.ts';
import { readCanonical } from './canonical.ts';
import { capturesIn, isPictureSaid } from './captures.ts';
import { commitmentFault, linesOfCapture } from './commitments.ts';
import { completenessOf } from './completeness.ts';
import { type Digest, textOf, utf8 } from './encoding.ts';
import { entriesOf, lastOf } from './kinds.ts';
import { isDisplayRecord } from './record-faults.ts';
import { type SealedFor, sealedFault } from './sealed-part.ts';
import { check, type Opened, type VerifyCheck } from './verdict.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Each capture that the journal names is there, record and picture; no other one is. */
export function capturesCheck({ files, hashes, entries, execution }: Opened): VerifyCheck {
  const faults: string[] = [];
  const named = new Set<string>();
  for (const { seq, body } of capturesIn(entries)) {
    const path = recordPath(body.record);
    named.add(path);
    const bytes = files.get(path);
    const value = bytes === undefined ? null : readCanonical(textOf(bytes) ?? '')?.value;
    if (bytes === undefined || hashes.get(path) !== body.record) faults.push(`The record of entry ${seq} is not there.`);
    else if (!isDisplayRecord(value)) faults.push(`The record of entry ${seq} is not a display record.`);
    else if (value.execution !== execution || value.seq >= seq || value.screen.id !== body.screen || value.moment !== body.moment) {
      faults.push(`The record of entry ${seq} belongs somewhere else.`);
    }
    const picture = files.get(picturePath(body.record));
    if (!isPictureSaid(body)) faults.push(`Entry ${seq} has no picture and does not say why.`);
    if (body.picture === null) continue;
    named.add(picturePath(body.record));
    if (picture === undefined || hashes.get(picturePath(body.record)) !== body.picture)
      faults.push(`The picture of entry ${seq} is not there.`);
    else if (PNG.some((byte, at) => picture[at] !== byte)) faults.push(`The picture of entry ${seq} is not a PNG.`);
  }
  for (const path of files.keys()) if (path.startsWith('captures/') && !named.has(path)) faults.push(`${path} is in no entry.`);
  return check('captures', 'Every capture of the journal is there', faults);
}

/** Commitments are well formed, and every sealed part is the one that the journal names. */
export async function sealedCheck({ files, hashes, entries, execution }: Opened, digest: Digest): Promise<VerifyCheck> {
  const faults: string[] = [];
  const lines = textOf(files.get(COMMITMENTS) ?? new Uint8Array());
  const fault = lines === null ? 'it is not text' : commitmentFault(lines);
  if (fault !== null) faults.push(`${COMMITMENTS}: ${fault}.`);
  const rest = new Set((lines ?? '').split('\n').filter((line) => line !== ''));
  for (const { seq, body } of entriesOf(entries, 'capture')) {
    const own = linesOfCapture(lines ?? '', body.record);
    if ((await digest(utf8(own))) !== body.commitments) faults.push(`The commitments of entry ${seq} are not those that it names.`);
    for (const line of own.split('\n')) rest.delete(line);
  }
  if (rest.size > 0) faults.push(`${COMMITMENTS} has ${rest.size} lines that belong to no capture.`);
  const sealed = entriesOf(entries, 'sealed');
  for (const { seq, body } of sealed) {
    const bytes = files.get(body.path);
    if (bytes === undefined || hashes.get(body.path) !== body.sha256) faults.push(`The sealed part of entry ${seq} is not there.`);
    else faults.push(...sealedFaults(bytes, { seq, bundle: execution, to: isSealedValues(body.path) ? 'commitment-key' : 'devices' }));
  }
  for (const path of files.keys()) {
    if (path.startsWith('sealed/') && !sealed.some((entry) => entry.body.path === path)) faults.push(`${path} is in no entry.`);
  }
  return check('sealed', 'Commitments and sealed parts are whole', faults);
}

function sealedFaults(bytes: Uint8Array, { seq, ...sealedFor }: SealedFor & Readonly<{ seq: number }>): readonly string[] {
  const fault = sealedFault(bytes, sealedFor);
  return fault === null ? [] : [`The sealed part of entry ${seq} ${fault}.`];
}

/** Each head that the case kept is the chain's head at that entry. Whether the case still has the note is for who can ask it. */
export async function anchorsCheck({ files, chain, entries, execution }: Opened, digest: Digest): Promise<VerifyCheck> {
  const faults: string[] = [];
  const caseId = lastOf(entries, 'opened')?.body.facts.caseId;
  const anchored = entriesOf(entries, 'note-anchored');
  for (const { seq, body } of anchored) {
    const anchor = readAnchor(files.get(anchorPath(body.seq)) ?? new Uint8Array());
    if (body.seq >= seq || chain.hashes[body.seq] !== body.head) faults.push(`Entry ${seq} anchors a head that the chain never had.`);
    if (anchor === null) {
      faults.push(`The receipt of entry ${seq} is not there.`);
      continue;
    }
    const isOfHere = anchor.seq === body.seq && anchor.head === body.head && anchor.note.id === body.note;
    if (!isOfHere || anchor.execution !== execution || anchor.case !== caseId)
      faults.push(`The receipt of entry ${seq} is for something else.`);
    if (!anchor.note.text.includes(body.head) || (await digest(utf8(anchor.note.text))) !== anchor.note.sha256) {
      faults.push(`The note of entry ${seq} does not carry the head, or is not the text that the case kept.`);
    }
  }
  for (const path of files.keys()) {
    if (path.startsWith('anchors/') && !anchored.some((entry) => anchorPath(entry.body.seq) === path))
      faults.push(`${path} is in no entry.`);
  }
  return check('anchors', 'The anchors fit the chain', faults);
}

/** What the outcome asks for is all there. */
export function completenessCheck({ files, entries }: Opened): VerifyCheck {
  const closed = lastOf(entries, 'closed');
  if (closed === null) return check('completeness', 'Complete for its outcome', ['No outcome was recorded.']);
  const { artifacts, missing } = completenessOf(closed.body.outcome, { entries, paths: new Set(files.keys()) });
  const title = `Complete for "${closed.body.outcome}", ${artifacts.length - missing.length} of ${artifacts.length}`;
  return check(
    'completeness',
    title,
    missing.map((label) => `Missing: ${label}.`),
  );
}
