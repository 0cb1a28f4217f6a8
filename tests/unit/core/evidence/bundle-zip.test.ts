import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isZip, nameFault, unzipBundle, zipBundle } from '../../../../lib/core/evidence/bundle-zip.ts';
import { randomOf } from '../../../tamper/random.ts';
import { rawZip } from '../../../tamper/raw-zip.ts';
import { ZIP_TRICKS } from '../../../tamper/zip-tricks.ts';
import { sampleBundle } from './sample-bundle.ts';
import { confirmed } from './sample-journal.ts';

const { files } = await sampleBundle(confirmed);
const zip = zipBundle(files);
const names = fc.stringMatching(/^[a-z][a-z0-9]{0,7}(\/[a-z0-9.]{1,8}[a-z0-9])?$/);
const anyFiles = fc.dictionary(names, fc.uint8Array({ maxLength: 300 }), { minKeys: 1, maxKeys: 8, noNullPrototype: true });

describe('the form', () => {
  test('comes back as it went in, in the order of its paths', () => {
    const read = unzipBundle(zip);
    expect(read).toEqual({ isRead: true, files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))) });
    expect(isZip(zip)).toBe(true);
  });

  test('is a zip that another program writes byte by byte alike, and reads', () => {
    fc.assert(
      fc.property(anyFiles, (some) => {
        const sorted = Object.fromEntries(Object.entries(some).sort(([a], [b]) => (a < b ? -1 : 1)));
        const made = zipBundle(new Map(Object.entries(some)));
        expect(Buffer.from(made).equals(zipSync(sorted, { level: 0, mtime: new Date(2000, 0, 1, 12) }))).toBe(true);
        expect(Object.keys(unzipSync(made))).toEqual(Object.keys(sorted));
        expect(unzipBundle(made).isRead).toBe(true);
      }),
    );
  });

  test('has the same bytes in every time zone', async () => {
    const script = `import { zipBundle } from './lib/core/evidence/bundle-zip.ts';
      process.stdout.write(Buffer.from(zipBundle(new Map([['a.txt', new Uint8Array([1])]]))).toString('hex'));`;
    const made = ['Asia/Kolkata', 'Pacific/Apia'].map(async (zone) => {
      const ran = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: zone } });
      return ran.stdout;
    });
    const here = Buffer.from(zipBundle(new Map([['a.txt', new Uint8Array([1])]]))).toString('hex');
    expect(new Set([here, ...(await Promise.all(made))]).size).toBe(1);
  }, 60_000);

  test('takes no file whose name no bundle has', () => {
    expect(() => zipBundle(new Map([['../up.txt', new Uint8Array()]]))).toThrow('cannot be in a bundle');
  });
});

describe('a zip of another form is refused', () => {
  test.each(ZIP_TRICKS.map((trick) => [trick.name, trick] as const))('with %s', (_, { make, says }) => {
    for (const run of [1, 2, 3]) {
      const read = unzipBundle(make(files, randomOf(7, run)));
      expect(read.isRead ? 'it was read' : read.says).toContain(says);
    }
  });

  test('while what the tricks are made from is read when it plays none', () => {
    const honest = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => ({ path, bytes }));
    expect(Buffer.from(zip).equals(rawZip(honest))).toBe(true);
  });

  test('with any one byte changed', () => {
    const small = zipBundle(
      new Map([
        ['a.txt', Uint8Array.of(1, 2)],
        ['b/c.txt', Uint8Array.of(3)],
      ]),
    );
    for (let at = 0; at < small.length; at += 1) {
      for (const bit of [1, 16, 128]) {
        const changed = small.slice();
        changed[at] = (changed[at] ?? 0) ^ bit;
        const read = unzipBundle(changed);
        expect(read.isRead, `byte ${at}`).toBe(false);
      }
    }
  });

  test.each(['../up.txt', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b', './a', 'a//b', '__proto__', 'é.txt', 'x'.repeat(200), ''])(
    'with a file named %j',
    (name) => {
      expect(nameFault(name)).not.toBeNull();
      expect(unzipBundle(rawZip([{ path: name, bytes: Uint8Array.of(1) }])).isRead).toBe(false);
    },
  );

  test.each([0, 1, 21, 22, 100])('of %i bytes that say nothing', (length) => {
    expect(unzipBundle(new Uint8Array(length)).isRead).toBe(false);
    expect(isZip(new Uint8Array(length))).toBe(false);
  });
});
