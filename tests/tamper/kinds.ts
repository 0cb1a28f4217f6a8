import { zipBundle } from '../../lib/core/evidence/bundle-zip.ts';
import { FILE_KINDS } from './file-kinds.ts';
import { FORGER_KINDS } from './forger-kinds.ts';
import type { Base, Files } from './material.ts';
import type { Random } from './random.ts';
import { ZIP_TRICKS } from './zip-tricks.ts';

/** What is handed to the verifier: a bundle's zip, or the files of a folder. Null: this kind has nothing to do with that bundle. */
export type Attempt = Readonly<{ zip: Uint8Array } | { files: Files }> | null;
export type Given = Readonly<{ base: Base; other: Base; random: Random }>;

/** One way of tampering. `share` is how often it comes, against the others. */
export type Kind = Readonly<{ name: string; share: number; make: (given: Given) => Attempt | Promise<Attempt> }>;

const ZIP_BYTES: readonly Kind[] = [
  {
    name: 'zip: a byte flipped',
    share: 6,
    make: ({ base, random }) => {
      const zip = base.zip.slice();
      const at = random.below(zip.length);
      zip[at] = (zip[at] ?? 0) ^ (1 << random.below(8));
      return { zip };
    },
  },
  {
    name: 'zip: a byte of its directory changed',
    share: 2,
    make: ({ base, random }) => {
      const zip = base.zip.slice();
      const at = zip.length - 1 - random.below(Math.min(zip.length, 2_000));
      zip[at] = ((zip[at] ?? 0) + 1 + random.below(255)) & 255;
      return { zip };
    },
  },
  { name: 'zip: cut off', share: 1, make: ({ base, random }) => ({ zip: base.zip.subarray(0, random.below(base.zip.length)) }) },
  {
    name: 'zip: a piece cut out',
    share: 1,
    make: ({ base, random }) => {
      const at = random.below(base.zip.length);
      const end = Math.min(base.zip.length, at + 1 + random.below(64));
      return { zip: Buffer.concat([base.zip.subarray(0, at), base.zip.subarray(end)]) };
    },
  },
  {
    name: 'zip: halves of two bundles',
    share: 1,
    make: ({ base, other, random }) => {
      const at = random.below(base.zip.length);
      return { zip: Buffer.concat([base.zip.subarray(0, at), other.zip.subarray(at)]) };
    },
  },
];

const TRICKS: readonly Kind[] = ZIP_TRICKS.map(({ name, make }) => ({
  name: `zip trick: ${name}`,
  share: 0.25,
  make: ({ base, random }) => ({ zip: make(base.files, random) }),
}));

/** The same change in the two forms that a bundle comes in: as a zip that is packed right, and as a folder. */
const CHANGED_FILES: readonly Kind[] = FILE_KINDS.map((kind) => ({
  ...kind,
  make: (given) => {
    const files = kind.make(given);
    if (files === null) return null;
    return isPackable(files) && given.random.below(2) === 0 ? { zip: zipBundle(files) } : { files };
  },
}));

function isPackable(files: Files): boolean {
  return [...files.keys()].every((path) => /^[A-Za-z0-9][A-Za-z0-9/._-]*$/.test(path));
}

export const TAMPER_KINDS: readonly Kind[] = [...ZIP_BYTES, ...TRICKS, ...CHANGED_FILES, ...FORGER_KINDS];
