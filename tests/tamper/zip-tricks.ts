import { deflateSync } from 'fflate';
import { utf8 } from '../../lib/core/evidence/encoding.ts';
import type { Random } from './random.ts';
import { crcOf, half, type RawEntry, rawZip, word } from './raw-zip.ts';

type Files = ReadonlyMap<string, Uint8Array>;

/** Something that a zip can do and no export does. `says` is in the sentence that refuses it. */
export type ZipTrick = Readonly<{ name: string; says: string; make: (files: Files, random: Random) => Uint8Array }>;

const LINK = (0o120777 << 16) >>> 0;
const OTHER_FORM = 'is not what its header says';
const OTHER_DIRECTORY = 'Its directory is not';

/** Puts one more file among the others, where its name belongs. */
function withOne(files: Files, one: RawEntry): readonly RawEntry[] {
  return [...honest(files), one].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function honest(files: Files): readonly RawEntry[] {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => ({ path, bytes }));
}

/** Changes one of the files, whichever comes. */
function changing(files: Files, random: Random, change: (entry: RawEntry) => RawEntry): readonly RawEntry[] {
  const entries = honest(files);
  const at = random.below(entries.length);
  return entries.map((entry, index) => (index === at ? change(entry) : entry));
}

const named = (name: string, says: string, path: string): ZipTrick => ({
  name,
  says,
  make: (files) => rawZip(withOne(files, { path, bytes: utf8('x') })),
});

const ADDED = utf8('another');

export const ZIP_TRICKS: readonly ZipTrick[] = [
  named('a path that climbs out', 'outside the bundle', '../../up.txt'),
  named('a path that climbs out inside', 'outside the bundle', 'captures/../../up.txt'),
  named('an absolute path', 'outside the bundle', '/etc/passwd'),
  named('a drive letter', 'outside the bundle', 'C:\\up.txt'),
  named('a backslash', 'outside the bundle', 'captures\\up.txt'),
  named('an empty folder', 'outside the bundle', 'captures/'),
  named('a name in other letters', 'a name that no bundle has', 'jоurnal.jsonl'),
  named('a name with a null in it', 'a name that no bundle has', 'journal.jsonl\u0000.txt'),
  named('a name that is too long', 'too long a name', 'x'.repeat(70_00)),
  named('a name that objects have', 'a name that no bundle has', '__proto__'),
  {
    name: 'one name twice, the false one last',
    says: 'is in it twice',
    make: (files, random) => {
      const path = random.pick([...files.keys()]);
      return rawZip(honest(files).flatMap((entry) => (entry.path === path ? [entry, { path, bytes: ADDED }] : [entry])));
    },
  },
  {
    name: 'one name twice, the false one first',
    says: 'is in it twice',
    make: (files, random) => {
      const path = random.pick([...files.keys()]);
      return rawZip(honest(files).flatMap((entry) => (entry.path === path ? [{ path, bytes: ADDED }, entry] : [entry])));
    },
  },
  {
    name: 'a bomb',
    says: 'is compressed',
    make: (files) => {
      const zeros = new Uint8Array(200_000);
      const packed = { method: 8, size: zeros.length, crc: crcOf(zeros) };
      return rawZip(withOne(files, { path: 'zeros.bin', bytes: deflateSync(zeros), local: packed, central: packed }));
    },
  },
  {
    name: 'a file compressed',
    says: 'is compressed',
    make: (files, random) =>
      rawZip(
        changing(files, random, ({ path, bytes }) => {
          const packed = { method: 8, size: bytes.length, crc: crcOf(bytes) };
          return { path, bytes: deflateSync(bytes), local: packed, central: packed };
        }),
      ),
  },
  {
    name: 'a file encrypted',
    says: 'is encrypted',
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, local: { flags: 1 }, central: { flags: 1 } }))),
  },
  {
    name: 'a size told later',
    says: 'does not say how long it is',
    make: (files, random) =>
      rawZip(changing(files, random, (entry) => ({ ...entry, local: { flags: 8, packed: 0, size: 0, crc: 0 }, central: { flags: 8 } }))),
  },
  {
    name: 'a size that lies in one place',
    says: 'has two sizes',
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, local: { size: entry.bytes.length + 1 } }))),
  },
  {
    name: 'a size past the end',
    says: 'after the end of the zip',
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, local: { size: 0x7fffffff, packed: 0x7fffffff } }))),
  },
  {
    name: 'a size that lies in the directory',
    says: OTHER_DIRECTORY,
    make: (files, random) =>
      rawZip(changing(files, random, (entry) => ({ ...entry, central: { size: entry.bytes.length + 1, packed: entry.bytes.length + 1 } }))),
  },
  {
    name: 'zip64 sizes',
    says: 'has extra fields',
    make: (files, random) =>
      rawZip(
        changing(files, random, (entry) => {
          const long = Buffer.concat([half(1), half(16), word(entry.bytes.length), word(0), word(entry.bytes.length), word(0)]);
          const fields = { packed: 0xffffffff, size: 0xffffffff, extra: long };
          return { ...entry, local: fields, central: fields };
        }),
      ),
  },
  {
    name: 'a zip64 end',
    says: OTHER_DIRECTORY,
    make: (files) => {
      const end64 = Buffer.concat([word(0x06064b50), word(44), word(0), Buffer.alloc(44), word(0x07064b50), Buffer.alloc(16)]);
      return rawZip(honest(files), { beforeEnd: end64 });
    },
  },
  {
    name: 'a checksum that lies',
    says: OTHER_FORM,
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, local: { crc: 1 }, central: { crc: 1 } }))),
  },
  {
    name: 'another time',
    says: OTHER_FORM,
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, local: { time: 1 }, central: { time: 1 } }))),
  },
  {
    name: 'an extra field',
    says: 'has extra fields',
    make: (files, random) => {
      const extra = Buffer.concat([half(0x7075), half(5), utf8('other')]);
      return rawZip(changing(files, random, (entry) => ({ ...entry, local: { extra }, central: { extra } })));
    },
  },
  {
    name: 'an extra field in the directory',
    says: OTHER_DIRECTORY,
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, central: { extra: half(0) } }))),
  },
  {
    name: 'another name in the directory',
    says: OTHER_DIRECTORY,
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, central: { path: `${entry.path.slice(0, -1)}~` } }))),
  },
  {
    name: 'a link',
    says: OTHER_DIRECTORY,
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, central: { attributes: LINK } }))),
  },
  {
    name: 'a file that the directory hides',
    says: OTHER_DIRECTORY,
    make: (files) => rawZip(withOne(files, { path: 'hidden.txt', bytes: ADDED, only: 'local' })),
  },
  {
    name: 'a file that only the directory has',
    says: OTHER_DIRECTORY,
    make: (files) => rawZip(withOne(files, { path: 'ghost.txt', bytes: ADDED, only: 'central' })),
  },
  {
    name: 'two names for one place',
    says: OTHER_DIRECTORY,
    make: (files, random) => rawZip(changing(files, random, (entry) => ({ ...entry, central: { offset: 0, comment: 'x' } }))),
  },
  {
    name: 'another number of files',
    says: OTHER_DIRECTORY,
    make: (files) => rawZip(honest(files), { count: files.size - 1 }),
  },
  { name: 'files out of order', says: 'is not in its place', make: (files) => rawZip([...honest(files)].reverse()) },
  { name: 'something before it', says: 'begins with a file', make: (files) => rawZip(honest(files), { before: ADDED }) },
  { name: 'something after it', says: 'after its end', make: (files) => rawZip(honest(files), { after: ADDED }) },
  { name: 'a comment', says: OTHER_DIRECTORY, make: (files) => rawZip(honest(files), { comment: 'a comment' }) },
  {
    name: 'another zip after it',
    says: 'after its end',
    make: (files) => rawZip(honest(files), { after: rawZip([{ path: 'journal.jsonl', bytes: ADDED }]) }),
  },
];
