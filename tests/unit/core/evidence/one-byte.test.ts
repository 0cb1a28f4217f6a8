import { expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import { unzipBundle, zipBundle } from '../../../../lib/core/evidence/bundle-zip.ts';
import { verifyBundle } from '../../../../lib/core/evidence/verify.ts';
import { sampleBundle } from './sample-bundle.ts';
import { confirmed } from './sample-journal.ts';

/** How many bytes of the files, and how many of the zip, are changed one at a time. */
const SAMPLES = 250;
const TIMEOUT_MS = 120_000;

/** The same positions in every run, spread over everything, with the first and the last byte among them. */
function spread(count: number, from: number): readonly number[] {
  const step = (from - 1) / (count - 1);
  return [...new Set(Array.from({ length: count }, (_, at) => Math.round(at * step)))];
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  // A different bit each time: the case bit of a letter, a sign, the top bit.
  copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
  return copy;
}

test(
  'one changed byte in any file is found',
  async () => {
    const { files } = await sampleBundle(confirmed);
    const missed: string[] = [];
    const places = [...files].flatMap(([path, bytes]) => Array.from(bytes, (_, at) => ({ path, at })));
    const ends = [...files].flatMap(([path, bytes]) =>
      bytes.length === 0
        ? []
        : [
            { path, at: 0 },
            { path, at: bytes.length - 1 },
          ],
    );
    for (const { path, at } of [...ends, ...spread(SAMPLES, places.length).flatMap((index) => places[index] ?? [])]) {
      const changed = new Map(files).set(path, flipped(files.get(path) ?? new Uint8Array(), at));
      if ((await verifyBundle(changed, verifyTools, null)).isGood) missed.push(`${path} at ${at}`);
    }
    expect(missed).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'one changed byte in the zip is found, between the files too',
  async () => {
    const zip = zipBundle((await sampleBundle(confirmed)).files);
    const missed: number[] = [];
    // The directory at the end is the part that no hash of a file covers: there, every byte.
    const directory = Array.from({ length: 2_500 }, (_, at) => zip.length - 1 - at);
    for (const at of [...spread(SAMPLES, zip.length), ...directory]) {
      const read = unzipBundle(flipped(zip, at));
      if (read.isRead && (await verifyBundle(read.files, verifyTools, null)).isGood) missed.push(at);
    }
    expect(missed).toEqual([]);
  },
  TIMEOUT_MS,
);

test('one file more, one less, or one renamed is found', async () => {
  const { files } = await sampleBundle(confirmed);
  const isGood = async (changed: ReadonlyMap<string, Uint8Array>) => (await verifyBundle(changed, verifyTools, null)).isGood;
  expect(await isGood(files)).toBe(true);
  expect(await isGood(new Map(files).set('anchors/3.json', new Uint8Array([1])))).toBe(false);
  expect(await isGood(new Map(files).set('note.txt', new Uint8Array([1])))).toBe(false);
  for (const path of files.keys()) {
    expect(await isGood(new Map([...files].filter(([name]) => name !== path))), path).toBe(false);
  }
  const renamed = new Map([...files].map(([path, bytes]) => [path === 'report.html' ? 'report.htm' : path, bytes]));
  expect(await isGood(renamed)).toBe(false);
});
