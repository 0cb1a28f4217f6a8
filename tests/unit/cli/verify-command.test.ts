import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zipBundle } from '../../../lib/core/evidence/bundle-zip.ts';
import { sampleBundle, trust } from '../core/evidence/sample-bundle.ts';
import { confirmed } from '../core/evidence/sample-journal.ts';

const PROGRAM = join(import.meta.dirname, '../../../lib/cli/countersign.mjs');
const place = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const { files, key } = await sampleBundle(confirmed);
const zip = join(place, 'bundle.zip');
const folder = join(place, 'bundle');
const devices = join(place, 'devices.json');
writeFileSync(zip, zipBundle(files));
writeFileSync(devices, JSON.stringify({ devices: trust(key) }));
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

function countersign(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('countersign verify', () => {
  test('accepts a bundle as a zip and as a folder', () => {
    for (const bundle of [zip, folder]) {
      const ran = countersign('verify', bundle, '--trust', devices);
      expect(ran.stdout).toContain('This bundle verifies');
      expect(ran).toMatchObject({ status: 0, stderr: '' });
    }
  });

  test('says plainly that the key was not judged when there is no trust file', () => {
    const ran = countersign('verify', zip);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('No trust file was given');
    expect(ran.stdout).toContain('not judged');
    expect(ran.stdout).not.toContain('This bundle verifies');
  });

  test('takes a list of devices as well', () => {
    const list = join(place, 'list.json');
    writeFileSync(list, JSON.stringify(trust(key)));
    expect(countersign('verify', zip, '--trust', list).status).toBe(0);
  });

  test('prints the checklist as JSON', () => {
    const printed = JSON.parse(countersign('verify', zip, '--trust', devices, '--json').stdout);
    expect(printed).toMatchObject({ isGood: true, execution: 'cs-2026-11-23-1042-7d31' });
    expect(printed.checks.map((one: { state: string }) => one.state)).toEqual(Array(printed.checks.length).fill('good'));
  });

  test('refuses a changed file with exit code 1, and names the check', () => {
    const changed = join(place, 'changed');
    cpSync(folder, changed, { recursive: true });
    writeFileSync(join(changed, 'report.html'), 'another report');
    const ran = countersign('verify', changed, '--trust', devices);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('report.html is not the file that the manifest names');
  });

  test('refuses a key that is not enrolled with exit code 1', () => {
    const none = join(place, 'none.json');
    writeFileSync(none, '[]');
    expect(countersign('verify', zip, '--trust', none)).toMatchObject({ status: 1 });
  });

  test('refuses a zip that somebody packed again, and says what to do', () => {
    const packed = join(place, 'packed.zip');
    writeFileSync(packed, Buffer.concat([zipBundle(files), Buffer.from([0])]));
    const ran = countersign('verify', packed);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('unpack it and verify the folder');
  });

  test('does not follow a link out of the folder', () => {
    const linked = join(place, 'linked');
    cpSync(folder, linked, { recursive: true });
    rmSync(join(linked, 'journal.jsonl'));
    symlinkSync('/etc/passwd', join(linked, 'journal.jsonl'));
    expect(countersign('verify', linked)).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('what cannot be carried out', () => {
  const broken = join(place, 'broken.zip');
  writeFileSync(broken, 'not a zip');
  test.each([
    ['no command', []],
    ['another command', ['open', zip]],
    ['no bundle', ['verify']],
    ['two bundles', ['verify', zip, zip]],
    ['an option that there is not', ['verify', zip, '--force']],
    ['a bundle that is not there', ['verify', join(place, 'nowhere.zip')]],
    ['a file that is no zip', ['verify', broken]],
    ['a trust file that is not there', ['verify', zip, '--trust', join(place, 'nowhere.json')]],
    ['a trust file that is none', ['verify', zip, '--trust', broken]],
  ])('%s ends with exit code 2 and one sentence', (_, args) => {
    const ran = countersign(...args);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr.split('\n')[0]).toMatch(/\S/);
    expect(ran.stderr).not.toContain('    at ');
  });

  test('--help says how to use it', () => {
    expect(countersign('--help')).toMatchObject({ status: 0, stderr: '' });
  });
});
