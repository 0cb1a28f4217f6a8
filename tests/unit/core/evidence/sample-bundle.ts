import { zlibSync } from 'fflate';
import type { Reading } from '../../../../lib/core/compare/reading.ts';
import { bundleDraft, sealBundle } from '../../../../lib/core/evidence/bundle.ts';
import {
  anchorPath,
  COMMITMENT_KEY,
  COMMITMENTS,
  picturePath,
  recordPath,
  sealedValuesPath,
} from '../../../../lib/core/evidence/bundle-names.ts';
import { canonical } from '../../../../lib/core/evidence/canonical.ts';
import { commitmentLines, commitmentPath, committedValue } from '../../../../lib/core/evidence/commitments.ts';
import { displayRecord } from '../../../../lib/core/evidence/display-record.ts';
import { utf8 } from '../../../../lib/core/evidence/encoding.ts';
import { journalLine, NO_LINE_BEFORE } from '../../../../lib/core/evidence/journal.ts';
import type { DisplayRecord } from '../../../../lib/core/evidence/record.ts';
import { valuesText } from '../../../../lib/core/evidence/sealed-part.ts';
import { PACKET } from '../../../fakes/packet.ts';
import { allMatch, page, profile } from './sample-console.ts';
import { type CommitmentKey, digest, newCommitmentKey, newKey, security, type TestKey } from './sample-crypto.ts';
import { EXECUTION, type Happened, PROFILE_DIGEST } from './sample-journal.ts';

export type Sample = Readonly<{ lines: readonly string[]; files: ReadonlyMap<string, Uint8Array>; key: TestKey }>;
type Writer = { lines: string[]; files: Map<string, Uint8Array>; commitments: string; K: CommitmentKey };

export const trust = (key: TestKey) => [{ id: 'KD-3F2A', person: 'lead-01', signingKey: key.pem, confirmedBy: 'sec-01', revokedAt: null }];
const startMs = Date.parse('2026-11-23T03:03:51Z');

/** Writes a journal of what happened, with its captures, receipts and sealed parts, as the worker would. */
export async function sampleJournal(
  happened: readonly Happened[],
  { execution = EXECUTION, recipient = security.publicKey } = {},
): Promise<Omit<Sample, 'key'>> {
  const writer: Writer = { lines: [], files: new Map(), commitments: '', K: await newCommitmentKey(execution, recipient) };
  writer.files.set(COMMITMENT_KEY, writer.K.sealed);
  let stepMs = 0;
  for (const one of happened) {
    stepMs += one.stepMs ?? 0;
    const at = new Date(startMs + writer.lines.length * 17_000 + stepMs).toISOString();
    const body = await bodyOf(writer, one, { execution, at });
    await append(writer, { execution, at, kind: one.kind, body });
    if (one.kind === 'capture' && one.body.isDrawn !== false)
      await append(writer, { execution, at, kind: 'pictured', body: await pictured(writer, String(body.record)) });
  }
  writer.files.set(COMMITMENTS, utf8(writer.commitments));
  return { lines: writer.lines, files: writer.files };
}

async function append(
  writer: Writer,
  entry: Readonly<{ execution: string; at: string; kind: string; body: Happened['body'] }>,
): Promise<void> {
  const last = writer.lines.at(-1);
  const prev = last === undefined ? NO_LINE_BEFORE : await digest(utf8(last));
  writer.lines.push(journalLine({ v: 1, seq: writer.lines.length, prev, actor: 'lead-01', ...entry }));
}

type Now = Readonly<{ execution: string; at: string }>;

async function bodyOf(writer: Writer, { kind, body }: Happened, now: Now): Promise<Happened['body']> {
  if (kind === 'capture') return captured(writer, body, now);
  if (kind === 'sealed') return { ...body, sha256: await digest(writer.files.get(COMMITMENT_KEY) ?? new Uint8Array()) };
  if (kind !== 'note-anchored' || body.head !== undefined) return body;
  const seq = writer.lines.length - 1;
  const head = await digest(utf8(writer.lines.at(-1) ?? ''));
  const text = `Countersign: outcome.\nJournal entry ${seq}, head ${head}.`;
  const note = { id: 'note-14', at: now.at, sha256: await digest(utf8(text)), text };
  writer.files.set(anchorPath(seq), utf8(canonical({ v: 1, case: 'CASE-1042', execution: now.execution, seq, head, note })));
  return { seq, head, note: note.id };
}

async function captured(writer: Writer, body: Happened['body'], { execution, at }: Now): Promise<Happened['body']> {
  const screen = String(body.screen);
  const moment = body.moment === 'press' || body.moment === 'halt' || body.moment === 'confirmation' ? body.moment : 'checkpoint';
  const place = screen === 'review' ? 'review' : screen === 'confirmed' ? 'confirmed' : 'screen';
  const seen = page(place, screen);
  const record = { ...sampleRecord(seen, { seq: writer.lines.length - 1, at, moment }), execution };
  const bytes = utf8(canonical(record));
  const hash = await digest(bytes);
  writer.files.set(recordPath(hash), bytes);
  const commitments = await committed(writer, hash, seen.readings);
  const path = sealedValuesPath(hash);
  const sealedBody = { path, sha256: await digest(writer.files.get(path) ?? new Uint8Array()), about: 'the values of a capture' };
  await append(writer, { execution, at, kind: 'sealed', body: sealedBody });
  return { record: hash, picture: null, because: null, commitments, screen: record.screen.id, moment };
}

async function pictured(writer: Writer, record: string): Promise<Happened['body']> {
  const picture = tinyPng(writer.lines.length);
  writer.files.set(picturePath(record), picture);
  return { record, picture: await digest(picture), because: null };
}

/** Commits to what was read, and seals it. */
async function committed(writer: Writer, record: string, readings: readonly Reading[]): Promise<string> {
  const values = readings.flatMap(({ field, look }) =>
    look.isReadable ? [{ path: commitmentPath(record, field), ...committedValue(look.value) }] : [],
  );
  const lines = commitmentLines(values.map((value) => ({ path: value.path, kind: value.kind, hmac: writer.K.hmac(value) })));
  writer.commitments += lines;
  const path = sealedValuesPath(record);
  writer.files.set(path, await writer.K.sealValues(path, valuesText(values)));
  return digest(utf8(lines));
}

export function sampleRecord(
  seen: ReturnType<typeof page>,
  given: Readonly<{ seq: number; at: string; moment: DisplayRecord['moment'] }>,
): DisplayRecord {
  return displayRecord(profile, seen, {
    ...given,
    execution: EXECUTION,
    tenant: PACKET.tenant,
    caseId: 'CASE-1042',
    incident: PACKET.incident.id,
    packetVersion: PACKET.version,
    profileDigest: PROFILE_DIGEST,
    verdicts: allMatch,
  });
}

/** Signs what happened into a whole bundle. */
export async function sampleBundle(
  happened: readonly Happened[],
  given: Partial<Sample> = {},
): Promise<Readonly<{ files: ReadonlyMap<string, Uint8Array>; key: TestKey }>> {
  const key = given.key ?? (await newKey());
  const { lines, files } = { ...(await sampleJournal(happened)), ...given };
  const draft = await bundleDraft({ lines, files, keyPem: key.pem, profile, packet: PACKET, tool: 'Countersign 0.1.0' }, digest);
  return { files: sealBundle(draft, await key.sign(draft.pae)), key };
}

/** A real picture, 12 by 9 pixels of one grey, so that a browser shows it. */
function tinyPng(shade: number): Uint8Array {
  const rows = Uint8Array.from({ length: 9 * 13 }, (_, at) => (at % 13 === 0 ? 0 : 120 + (shade % 100)));
  const header = Uint8Array.from([0, 0, 0, 12, 0, 0, 0, 9, 8, 0, 0, 0, 0]);
  return new Uint8Array([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk('IHDR', header),
    ...chunk('IDAT', zlibSync(rows)),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): readonly number[] {
  const body = [...utf8(type), ...data];
  return [...word(data.length), ...body, ...word(crc32(body))];
}

function word(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
