import { textOf, utf8 } from '../../lib/core/evidence/encoding.ts';
import type { Given } from './kinds.ts';
import type { Files } from './material.ts';
import type { Random } from './random.ts';

/** Changes to the files of a bundle by somebody who cannot sign. */
export type FileKind = Readonly<{ name: string; share: number; make: (given: Given) => Files | null }>;

const ADDED_PATHS = [
  'notes.txt',
  'anchors/0.json',
  'sealed/more.jwe',
  `captures/${'a'.repeat(64)}.json`,
  'Journal.jsonl',
  'journal.jsonl.bak',
  'script.js',
];

export const FILE_KINDS: readonly FileKind[] = [
  {
    name: 'file: a byte flipped',
    share: 8,
    make: (given) => withBytes(given, (bytes, random) => changedByte(bytes, random, 1 << random.below(8))),
  },
  {
    name: 'file: a byte replaced',
    share: 4,
    make: (given) => withBytes(given, (bytes, random) => changedByte(bytes, random, 1 + random.below(255))),
  },
  {
    name: 'file: a byte put in',
    share: 2,
    make: (given) =>
      withBytes(given, (bytes, random) => {
        const at = random.below(bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, at), Uint8Array.of(random.pick([0x20, 0x0a, 0x0d, 0x00, 0x30, 0xff])), bytes.subarray(at)]);
      }),
  },
  {
    name: 'file: a byte taken out',
    share: 2,
    make: (given) =>
      withBytes(given, (bytes, random) => {
        const at = random.below(bytes.length);
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      }),
  },
  { name: 'file: cut off', share: 2, make: (given) => withBytes(given, (bytes, random) => bytes.subarray(0, random.below(bytes.length))) },
  { name: 'line: dropped', share: 3, make: (given) => withLines(given, (lines, random) => without(lines, random.below(lines.length))) },
  {
    name: 'line: the last ones dropped',
    share: 1,
    make: (given) => withLines(given, (lines, random) => lines.slice(0, 1 + random.below(lines.length - 1))),
  },
  {
    name: 'line: repeated',
    share: 2,
    make: (given) =>
      withLines(given, (lines, random) => {
        const at = random.below(lines.length);
        return [...lines.slice(0, at + 1), ...lines.slice(at)];
      }),
  },
  {
    name: 'line: two in each other’s place',
    share: 3,
    make: (given) =>
      withLines(given, (lines, random) => {
        const [one, two] = [random.below(lines.length), random.below(lines.length)];
        return lines.map((line, at) => (at === one ? (lines[two] ?? '') : at === two ? (lines[one] ?? '') : line));
      }),
  },
  { name: 'line: windows line ends', share: 0.5, make: (given) => withText(given, (text) => text.replaceAll('\n', '\r\n')) },
  {
    name: 'JSON: a key twice',
    share: 3,
    make: (given) => withText(given, (text, random) => repeatedKey(text, random)),
  },
  { name: 'JSON: a space put in', share: 1, make: (given) => withText(given, (text) => text.replace('":', '": ')) },
  {
    name: 'JSON: a number or a word changed',
    share: 3,
    make: (given) => withText(given, (text, random) => changedWord(text, random)),
  },
  {
    name: 'file: taken out',
    share: 1,
    make: ({ base, random }) => {
      const path = random.pick([...base.files.keys()]);
      return new Map([...base.files].filter(([name]) => name !== path));
    },
  },
  {
    name: 'file: put in',
    share: 1,
    make: ({ base, random }) => {
      const path = random.pick(ADDED_PATHS);
      return base.files.has(path) ? null : new Map(base.files).set(path, utf8('added'));
    },
  },
  {
    name: 'file: renamed',
    share: 1,
    make: ({ base, random }) => {
      const path = random.pick([...base.files.keys()]);
      const to = random.pick([`${path}.old`, path.toUpperCase(), path.replace(/.(?=[^/]*$)/, 'z')]);
      return new Map([...base.files].map(([name, bytes]) => [name === path ? to : name, bytes]));
    },
  },
  {
    name: 'swap: two files of one bundle',
    share: 2,
    make: ({ base, random }) => {
      const [one, two] = [random.pick([...base.files.keys()]), random.pick([...base.files.keys()])];
      return new Map(base.files).set(one, bytesAt(base.files, two)).set(two, bytesAt(base.files, one));
    },
  },
  {
    name: 'swap: a file of another bundle',
    share: 3,
    make: ({ base, other, random }) => {
      const path = random.pick([...base.files.keys()].filter((name) => other.files.has(name)));
      return new Map(base.files).set(path, bytesAt(other.files, path));
    },
  },
  {
    name: 'swap: the signed part of another bundle',
    share: 1,
    make: ({ base, other }) => {
      const signed = [...other.files].filter(([path]) => path.startsWith('statement.') || path === 'MANIFEST.sha256');
      return new Map([...base.files, ...signed]);
    },
  },
  {
    name: 'swap: captures, anchors and sealed parts of another bundle',
    share: 1,
    make: ({ base, other }) => {
      const isPart = (path: string) => path.includes('/');
      return new Map([...[...base.files].filter(([path]) => !isPart(path)), ...[...other.files].filter(([path]) => isPart(path))]);
    },
  },
];

export function bytesAt(files: Files, path: string): Uint8Array {
  return files.get(path) ?? new Uint8Array();
}

function withBytes({ base, random }: Given, change: (bytes: Uint8Array, random: Random) => Uint8Array): Files | null {
  const path = random.pick([...base.files.keys()]);
  const bytes = bytesAt(base.files, path);
  return bytes.length === 0 ? null : new Map(base.files).set(path, change(bytes, random));
}

function changedByte(bytes: Uint8Array, random: Random, by: number): Uint8Array {
  const copy = bytes.slice();
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ by;
  return copy;
}

function withText({ base, random }: Given, change: (text: string, random: Random) => string): Files | null {
  const path = random.pick([...base.files.keys()].filter((name) => !name.endsWith('.png') && !name.endsWith('.der')));
  const text = textOf(bytesAt(base.files, path));
  return text === null ? null : new Map(base.files).set(path, utf8(change(text, random)));
}

/** The lines of a text that has several. */
function withLines(given: Given, change: (lines: readonly string[], random: Random) => readonly string[]): Files | null {
  return withText(given, (text, random) => {
    const lines = text.split('\n');
    const body = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
    return body.length < 2 ? text : `${change(body, random).join('\n')}\n`;
  });
}

function without(lines: readonly string[], at: number): readonly string[] {
  return [...lines.slice(0, at), ...lines.slice(at + 1)];
}

/** Says one key of one object twice, with another value first or last: two readers would then read two things. */
export function repeatedKey(text: string, random: Random): string {
  const keys = [...text.matchAll(/([{,])"([A-Za-z0-9]+)":/g)];
  if (keys.length === 0) return text;
  const { index, 0: whole, 1: before = '{', 2: name = '' } = random.pick(keys);
  return `${text.slice(0, index)}${before}"${name}":"other",${text.slice(index + whole.length - name.length - 3)}`;
}

function changedWord(text: string, random: Random): string {
  const words = [...text.matchAll(/(?<=":"?)(true|false|\d+|[a-z][a-z-]+)/g)];
  if (words.length === 0) return text;
  const { index, 0: word } = random.pick(words);
  const other = word === 'true' ? 'false' : word === 'false' ? 'true' : /^\d/.test(word) ? String(Number(word) + 1) : `${word}x`;
  return `${text.slice(0, index)}${other}${text.slice(index + word.length)}`;
}
