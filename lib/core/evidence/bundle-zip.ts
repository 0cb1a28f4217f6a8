import { type Bytes, isSameBytes, utf8 } from './encoding.ts';

/**
 * A bundle's zip has one form, so that the same files give the same bytes anywhere, and so that each byte of it is either
 * a file's or follows from the files: stored without compression, ordered by path, one fixed time, no extra fields, no
 * comments (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). What is in another form is not read. A reader that
 * takes any zip would have to be trusted with all that a zip can say twice, hide, or grow into.
 */

/** The largest bundle and the most files that are read: a bundle has some dozen files of some kilobytes. */
export const BUNDLE_BYTES_MAX = 256 * 1024 * 1024;
export const BUNDLE_FILES_MAX = 2_000;
const PATH_LENGTH_MAX = 120;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** 1 January 2000, noon, as DOS has it: a zip keeps local time without a zone, so any real time would differ by place. */
const DOS_TIME = 12 << 11;
const DOS_DATE = (20 << 9) | (1 << 5) | 1;
const LOCAL_BYTES = 30;

export type ReadZip = Readonly<{ isRead: true; files: ReadonlyMap<string, Uint8Array> }> | Readonly<{ isRead: false; says: string }>;

type Entry = Readonly<{ path: string; bytes: Uint8Array; crc: number }>;

export function zipBundle(files: ReadonlyMap<string, Uint8Array>): Bytes {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const wrong = sorted.find(([path]) => nameFault(path) !== null);
  if (wrong !== undefined) throw new Error(`${wrong[0]} cannot be in a bundle`);
  const entries = sorted.map(([path, bytes]) => ({ path, bytes, crc: crc32(bytes) }));
  return joined([...entries.flatMap((entry) => [localHeader(entry), entry.bytes]), directory(entries)]);
}

/** Reads a zip that nobody vouches for: file after file from its first byte, then the directory that these files have. */
export function unzipBundle(zip: Uint8Array): ReadZip {
  if (zip.length > BUNDLE_BYTES_MAX) return notRead(`It is larger than ${BUNDLE_BYTES_MAX / 1024 / 1024} MB.`);
  const entries: Entry[] = [];
  let at = 0;
  while (wordAt(zip, at) === LOCAL) {
    const read = entryAt(zip, at, entries.at(-1)?.path ?? '');
    if (!read.isGood) return notRead(`A file in it ${read.says}.`);
    entries.push(read.entry);
    at += LOCAL_BYTES + read.entry.path.length + read.entry.bytes.length;
    if (entries.length > BUNDLE_FILES_MAX) return notRead(`It has more than ${BUNDLE_FILES_MAX} files.`);
  }
  if (entries.length === 0) return notRead('It is not a zip file that begins with a file.');
  const expected = directory(entries);
  if (isSameBytes(zip.subarray(at), expected)) return { isRead: true, files: new Map(entries.map(({ path, bytes }) => [path, bytes])) };
  const isLonger = isSameBytes(zip.subarray(at, at + expected.length), expected);
  return notRead(isLonger ? 'There is something after its end.' : 'Its directory is not the one that an export writes for its files.');
}

type ReadEntry = Readonly<{ isGood: true; entry: Entry }> | Readonly<{ isGood: false; says: string }>;

/** One file at its place. The sentences name the tricks that are known; any other difference shows in the header as a whole. */
function entryAt(zip: Uint8Array, at: number, before: string): ReadEntry {
  const sizeBytes = wordAt(zip, at + 22);
  const path = asciiAt(zip, at + LOCAL_BYTES, halfAt(zip, at + 26));
  const flags = halfAt(zip, at + 6);
  if ((flags & 1) !== 0) return bad('is encrypted');
  if (halfAt(zip, at + 8) !== 0) return bad('is compressed');
  if ((flags & 8) !== 0) return bad('does not say how long it is');
  if (halfAt(zip, at + 28) !== 0) return bad('has extra fields');
  if (wordAt(zip, at + 18) !== sizeBytes) return bad('has two sizes');
  const fault = nameFault(path);
  if (fault !== null) return bad(fault);
  if (path <= before) return bad(path === before ? 'is in it twice' : 'is not in its place');
  const start = at + LOCAL_BYTES + path.length;
  const bytes = zip.subarray(start, start + sizeBytes);
  if (bytes.length !== sizeBytes) return bad('ends after the end of the zip');
  const entry = { path, bytes, crc: crc32(bytes) };
  return isSameBytes(zip.subarray(at, start), localHeader(entry)) ? { isGood: true, entry } : bad('is not what its header says');
}

/** Whether it begins as zips do, so that it may have been a bundle. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Why a path may not be in a bundle; null when it may. */
export function nameFault(path: string): string | null {
  if (path.length > PATH_LENGTH_MAX) return 'has too long a name';
  if (/^[A-Za-z]:|\\/.test(path) || path.split('/').some((part) => part === '..' || part === '.' || part === '')) {
    return 'names a place outside the bundle';
  }
  return /^[A-Za-z0-9._/-]+$/.test(path) && path !== '__proto__' ? null : 'has a name that no bundle has';
}

function bad(says: string): ReadEntry {
  return { isGood: false, says };
}

function notRead(says: string): ReadZip {
  return { isRead: false, says };
}

function localHeader(entry: Entry): Uint8Array {
  return joined([words([LOCAL]), halves([VERSION]), described(entry), utf8(entry.path)]);
}

/** What local header and directory say alike about a file. */
function described({ path, bytes, crc }: Entry): Uint8Array {
  return joined([halves([0, 0, DOS_TIME, DOS_DATE]), words([crc, bytes.length, bytes.length]), halves([path.length, 0])]);
}

function directory(entries: readonly Entry[]): Uint8Array {
  const listed: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    listed.push(words([CENTRAL]), halves([VERSION, VERSION]), described(entry), halves([0, 0, 0]), words([0, at]), utf8(entry.path));
    at += LOCAL_BYTES + entry.path.length + entry.bytes.length;
  }
  const sizeBytes = listed.reduce((sum, part) => sum + part.length, 0);
  const end = [words([END]), halves([0, 0, entries.length, entries.length]), words([sizeBytes, at]), halves([0])];
  return joined([...listed, ...end]);
}

/** Little-endian numbers of four and of two bytes. */
function words(values: readonly number[]): Uint8Array {
  return halves(values.flatMap((value) => [value & 0xffff, value >>> 16]));
}

function halves(values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, value >>> 8]));
}

function wordAt(bytes: Uint8Array, at: number): number {
  return halfAt(bytes, at) + halfAt(bytes, at + 2) * 0x10000;
}

function halfAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}

function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + Math.min(length, PATH_LENGTH_MAX + 1)));
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** For each byte, what it does to the checksum: the reflected polynomial of ISO 3309, as zip uses it. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}
