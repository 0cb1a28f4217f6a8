import { zlibSync } from 'fflate';
import { bundleDraft, sealBundle } from '../../../../lib/core/evidence/bundle.ts';
import { anchorPath, COMMITMENT_KEY, COMMITMENTS, picturePath, recordPath } from '../../../../lib/core/evidence/bundle-names.ts';
import { canonical } from '../../../../lib/core/evidence/canonical.ts';
import { commitmentLines, commitmentPath } from '../../../../lib/core/evidence/commitments.ts';
import { displayRecord } from '../../../../lib/core/evidence/display-record.ts';
import { utf8 } from '../../../../lib/core/evidence/encoding.ts';
import { journalLine, NO_LINE_BEFORE } from '../../../../lib/core/evidence/journal.ts';
import type { DisplayRecord } from '../../../../lib/core/evidence/record.ts';
import { allMatch, packet, page, profile } from './sample-console.ts';
import { digest, newKey, type TestKey } from './sample-crypto.ts';
import { EXECUTION, type Happened, PROFILE_DIGEST } from './sample-journal.ts';

export type Sample = Readonly<{ lines: readonly string[]; files: ReadonlyMap<string, Uint8Array>; key: TestKey }>;
type Writer = { lines: string[]; files: Map<string, Uint8Array> };

export const trust = (key: TestKey) => [{ id: 'KD-3F2A', person: 'lead-01', signingKey: key.pem, confirmedBy: 'sec-01', revokedAt: null }];
const startMs = Date.parse('2026-11-23T03:03:51Z');

/** Writes a journal of what happened, with its captures, receipts and sealed parts, as the worker would. */
export async function sampleJournal(happened: readonly Happened[]): Promise<Omit<Sample, 'key'>> {
  const writer: Writer = { lines: [], files: new Map() };
  writer.files.set(COMMITMENT_KEY, utf8('{"ciphertext":"sealed"}'));
  writer.files.set(
    COMMITMENTS,
    utf8(commitmentLines([{ path: commitmentPath(6, 'email'), kind: 'text', hmac: await digest(utf8('hmac')) }])),
  );
  for (const one of happened) {
    const seq = writer.lines.length;
    const at = new Date(startMs + seq * 17_000).toISOString();
    const prev = writer.lines.length === 0 ? NO_LINE_BEFORE : await digest(utf8(writer.lines.at(-1) ?? ''));
    const body = await bodyOf(writer, one, at);
    writer.lines.push(journalLine({ v: 1, seq, prev, execution: EXECUTION, at, actor: 'lead-01', kind: one.kind, body }));
  }
  return writer;
}

async function bodyOf(writer: Writer, { kind, body }: Happened, at: string): Promise<Readonly<Record<string, unknown>>> {
  if (kind === 'capture') return captured(writer, body, at);
  if (kind === 'sealed') return { ...body, sha256: await digest(writer.files.get(COMMITMENT_KEY) ?? new Uint8Array()) };
  if (kind !== 'note-anchored' || body.head !== undefined) return body;
  const seq = writer.lines.length - 1;
  const head = await digest(utf8(writer.lines.at(-1) ?? ''));
  const text = `Countersign: outcome.\nJournal entry ${seq}, head ${head}.`;
  const note = { id: 'note-14', at, sha256: await digest(utf8(text)), text };
  writer.files.set(anchorPath(seq), utf8(JSON.stringify({ v: 1, case: 'CASE-1042', execution: EXECUTION, seq, head, note }, null, 2)));
  return { seq, head, note: note.id };
}

async function captured(writer: Writer, body: Happened['body'], at: string): Promise<Readonly<Record<string, unknown>>> {
  const screen = String(body.screen);
  const moment = body.moment === 'press' || body.moment === 'halt' || body.moment === 'confirmation' ? body.moment : 'checkpoint';
  const place = screen === 'review' ? 'review' : screen === 'confirmed' ? 'confirmed' : 'screen';
  const record = sampleRecord(page(place, screen), { seq: writer.lines.length - 1, at, moment });
  const bytes = utf8(canonical(record));
  const hash = await digest(bytes);
  const picture = tinyPng(writer.lines.length);
  writer.files.set(recordPath(hash), bytes).set(picturePath(hash), picture);
  return { record: hash, picture: await digest(picture), because: null, screen: record.screen.id, moment };
}

export function sampleRecord(
  seen: ReturnType<typeof page>,
  given: Readonly<{ seq: number; at: string; moment: DisplayRecord['moment'] }>,
): DisplayRecord {
  return displayRecord(profile, seen, {
    ...given,
    execution: EXECUTION,
    tenant: packet.tenant,
    caseId: 'CASE-1042',
    incident: packet.incident.id,
    packetVersion: packet.version,
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
  const draft = await bundleDraft({ lines, files, keyPem: key.pem, profile, packet, tool: 'Countersign 0.1.0' }, digest);
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
