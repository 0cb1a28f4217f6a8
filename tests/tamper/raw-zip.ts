import { crc32 } from 'node:zlib';
import { utf8 } from '../../lib/core/evidence/encoding.ts';

/** One file of a zip in which any field may say anything; what is not given is as an honest, stored file has it. */
export type RawEntry = Readonly<{
  path: string;
  /** What stands in the zip, compressed or not. */
  bytes: Uint8Array;
  local?: Partial<RawFields>;
  central?: Partial<RawFields & { attributes: number; offset: number; comment: string }>;
  /** `local`: not in the directory. `central`: not in the zip. */
  only?: 'local' | 'central';
}>;
type RawFields = {
  path: string;
  method: number;
  flags: number;
  crc: number;
  packed: number;
  size: number;
  extra: Uint8Array;
  time: number;
};

export type RawZip = Readonly<{ before?: Uint8Array; after?: Uint8Array; comment?: string; count?: number; beforeEnd?: Uint8Array }>;

/** Writes a zip as it is told to, right or wrong. */
export function rawZip(entries: readonly RawEntry[], zip: RawZip = {}): Uint8Array {
  const parts: Uint8Array[] = [zip.before ?? new Uint8Array()];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const offsets = new Map<RawEntry, number>();
  for (const entry of entries) {
    offsets.set(entry, length());
    if (entry.only !== 'central') parts.push(word(0x04034b50), half(20), ...fields(entry, entry.local ?? {}), entry.bytes);
  }
  const start = length();
  for (const entry of entries) {
    if (entry.only === 'local') continue;
    const { attributes = 0, offset = offsets.get(entry) ?? 0, comment = '', ...more } = entry.central ?? {};
    const [described, names, path, extra] = fields(entry, more);
    const rest = [half(comment.length), half(0), half(0), word(attributes), word(offset), path, extra, utf8(comment)];
    parts.push(word(0x02014b50), half(20), half(20), described, names, ...rest);
  }
  const sizeBytes = length() - start;
  const count = zip.count ?? entries.filter((one) => one.only !== 'local').length;
  const { comment = '' } = zip;
  parts.push(zip.beforeEnd ?? new Uint8Array(), word(0x06054b50), word(0), half(count), half(count), word(sizeBytes), word(start));
  parts.push(half(comment.length), utf8(comment), zip.after ?? new Uint8Array());
  return Buffer.concat(parts);
}

function fields(entry: RawEntry, over: Partial<RawFields>): readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array] {
  const { method = 0, flags = 0, time = 0x6000, extra = new Uint8Array() } = over;
  const { crc = crcOf(entry.bytes), packed = entry.bytes.length, size = entry.bytes.length } = over;
  const path = utf8(over.path ?? entry.path);
  const described = Buffer.concat([half(flags), half(method), half(time), half(0x2821), word(crc), word(packed), word(size)]);
  return [described, Buffer.concat([half(path.length), half(extra.length)]), path, extra];
}

export function half(value: number): Uint8Array {
  return Uint8Array.from([value & 255, (value >>> 8) & 255]);
}

export function word(value: number): Uint8Array {
  return Uint8Array.from([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
}

/** CRC-32, written apart from the one that it checks. */
export function crcOf(bytes: Uint8Array): number {
  return crc32(bytes);
}
