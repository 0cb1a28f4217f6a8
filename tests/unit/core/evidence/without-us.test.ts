import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import type { TrustedDevice } from '../../../../lib/core/evidence/device-trust.ts';
import { verifyBundle } from '../../../../lib/core/evidence/verify.ts';
import { sigstoreRefusal } from '../../../hand/sigstore.ts';
import { bytesAt } from '../../../tamper/file-kinds.ts';
import { bases, type Files, stranger } from '../../../tamper/material.ts';
import { resealed } from '../../../tamper/reseal.ts';

/** Who says yes to a bundle, apart from one another: three tools that are not ours, and `countersign verify`. */
type Judges = Readonly<{ sha256sum: boolean; openssl: boolean; sigstore: boolean; countersign: boolean }>;

const place = mkdtempSync(join(tmpdir(), 'countersign-without-us-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
let folders = 0;
const everything = await bases();
const everybody = { sha256sum: true, openssl: true, sigstore: true, countersign: true };

async function judged(files: Files, devices: readonly TrustedDevice[]): Promise<Judges> {
  folders += 1;
  const folder = join(place, String(folders));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  // The key comes from the enrolment record, as VERIFY.txt says: the one in the bundle proves nothing.
  writeFileSync(join(folder, 'enrolled.pem'), devices[0]?.signingKey ?? '');
  const tool = (command: string, ...args: readonly string[]) => spawnSync(command, args, { cwd: folder, stdio: 'ignore' }).status === 0;
  return {
    sha256sum: tool('sha256sum', '-c', '--strict', '--quiet', 'MANIFEST.sha256'),
    openssl: tool('openssl', 'dgst', '-sha256', '-verify', 'enrolled.pem', '-signature', 'statement.sig.der', 'statement.pae'),
    sigstore: sigstoreRefusal(new TextDecoder().decode(bytesAt(files, 'statement.sigstore.json')), devices) === null,
    countersign: (await verifyBundle(files, verifyTools, devices)).isGood,
  };
}

function withLetter(files: Files, path: string): Files {
  const changed = bytesAt(files, path).slice();
  const at = Math.floor(changed.length / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return new Map(files).set(path, changed);
}

describe.each(everything.map((base) => [base.name, base] as const))('the bundle "%s"', (_, { files, devices }) => {
  test('is accepted by sha256sum, openssl, Sigstore and countersign', async () => {
    expect(await judged(files, devices)).toEqual(everybody);
  });

  test.each([
    ['journal.jsonl', { ...everybody, sha256sum: false, countersign: false }],
    ['report.html', { ...everybody, sha256sum: false, countersign: false }],
    ['statement.pae', { ...everybody, openssl: false, countersign: false }],
    ['statement.sig.der', { ...everybody, openssl: false, countersign: false }],
    ['statement.sigstore.json', { ...everybody, sigstore: false, countersign: false }],
  ])('with one bit of %s changed is refused by the tool that looks there, and by countersign', async (path, expected) => {
    expect(await judged(withLetter(files, path), devices)).toEqual(expected);
  });

  test('signed by a key that nobody enrolled is refused by all that look at the signature', async () => {
    const forged = await resealed(files, await stranger);
    expect(await judged(forged, devices)).toEqual({ sha256sum: true, openssl: false, sigstore: false, countersign: false });
  });
});
