import { JOURNAL, KEY } from '../../lib/core/evidence/bundle-names.ts';
import { textOf, utf8 } from '../../lib/core/evidence/encoding.ts';
import { readLine } from '../../lib/core/evidence/journal.ts';
import { entriesOf } from '../../lib/core/evidence/kinds.ts';
import type { TestKey } from '../unit/core/evidence/sample-crypto.ts';
import { bytesAt, FILE_KINDS, repeatedKey } from './file-kinds.ts';
import type { Attempt, Given, Kind } from './kinds.ts';
import { type Files, stranger } from './material.ts';
import { chainedAsText, linesOf, rechained, resealed } from './reseal.ts';

const CONTENT_KINDS = FILE_KINDS.filter(({ name }) => !name.startsWith('swap'));

/**
 * Changes by somebody who signs again after them. A stranger's key is not enrolled, so whatever it signs is refused. The
 * device's own key is the hard case: a device that lies can tell another story from the start, but it cannot say one
 * thing twice, carry what no entry names, or change what the case already keeps the head of.
 */
export const FORGER_KINDS: readonly Kind[] = [
  {
    name: 'another key: nothing changed, signed again',
    share: 1,
    make: async ({ base }) => ({ files: await resealed(base.files, await stranger) }),
  },
  {
    name: 'another key: something changed, signed again',
    share: 4,
    make: async (given) => {
      const files = given.random.pick(CONTENT_KINDS).make(given);
      return files === null ? null : { files: await resealed(files, await stranger) };
    },
  },
  {
    name: 'another key: signed again, the device’s key left in',
    share: 2,
    make: async ({ base }) => ({ files: await resealed(base.files, await stranger, textOf(bytesAt(base.files, KEY))) }),
  },
  {
    name: 'own key: a key of the journal twice',
    share: 2,
    make: (given) =>
      byDevice(given, async (files) => {
        const lines = linesOf(files);
        const after = anchoredSeq(files) + 1;
        const at = after + given.random.below(lines.length - after);
        const twice = lines.map((line, index) => (index === at ? repeatedKey(line, given.random) : line));
        return new Map(files).set(JOURNAL, utf8(await chainedAsText(twice)));
      }),
  },
  {
    name: 'own key: a key of a part twice',
    share: 2,
    make: (given) =>
      byDevice(given, async (files) => {
        const path = given.random.pick(
          [...files.keys()].filter((name) => /^(captures.*json|anchors.*|sealed.*|commitments.*)$/.test(name)),
        );
        return new Map(files).set(path, utf8(repeatedKey(textOf(bytesAt(files, path)) ?? '', given.random)));
      }),
  },
  {
    name: 'own key: a file put in that no entry names',
    share: 2,
    make: (given) =>
      byDevice(given, async (files) => {
        const { random } = given;
        const hash = Array.from({ length: 64 }, () => random.below(16).toString(16)).join('');
        const path = random.pick([
          `captures/${hash}.json`,
          `captures/${hash}.png`,
          `sealed/note-${hash}.jwe`,
          `anchors/${900 + random.below(99)}.json`,
        ]);
        return new Map(files).set(path, bytesAt(files, random.pick([...files.keys()])));
      }),
  },
  {
    name: 'own key: a part taken out that an entry names',
    share: 2,
    make: (given) =>
      byDevice(given, async (files) => {
        const path = given.random.pick([...files.keys()].filter((name) => name.includes('/')));
        return new Map([...files].filter(([name]) => name !== path));
      }),
  },
  {
    name: 'own key: an entry before the anchor taken out',
    share: 2,
    make: (given) => rewritten(given, (lines, at) => [...lines.slice(0, at), ...lines.slice(at + 1)]),
  },
  {
    name: 'own key: entries before the anchor in another order',
    share: 2,
    make: (given) =>
      rewritten(given, (lines, at) => [...lines.slice(0, at - 1), lines[at] ?? '', lines[at - 1] ?? '', ...lines.slice(at + 1)]),
  },
  {
    name: 'own key: an entry before the anchor changed',
    share: 2,
    make: (given) =>
      rewritten(given, (lines, at) => lines.map((line, index) => (index === at ? line.replace('"body":{', '"body":{"also":1,') : line))),
  },
];

async function byDevice({ base }: Given, change: (files: Files) => Promise<Files>): Promise<Attempt> {
  return base.key === null ? null : { files: await signedBy(base.key, await change(base.files)) };
}

function signedBy(key: TestKey, files: Files): Promise<Files> {
  return resealed(files, key);
}

/** Rewrites the chain up to what the case was told, and signs it: the receipts of the case stay as the case gave them. */
async function rewritten(given: Given, change: (lines: readonly string[], at: number) => readonly string[]): Promise<Attempt> {
  return byDevice(given, async (files) => {
    const changed = change(linesOf(files), 1 + given.random.below(anchoredSeq(files) - 1));
    return new Map(files).set(JOURNAL, utf8(await rechained(changed)));
  });
}

/** The entry up to which the case keeps the head. */
function anchoredSeq(files: Files): number {
  const entries = linesOf(files)
    .map(readLine)
    .filter((entry) => entry !== null);
  return entriesOf(entries, 'note-anchored').at(-1)?.body.seq ?? 0;
}
