import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../../lib/cli/main.ts';
import { addendumName } from '../../../lib/core/evidence/addendum.ts';
import { zipBundle } from '../../../lib/core/evidence/bundle-zip.ts';
import { signedAddendum } from '../core/evidence/sample-addendum.ts';
import { sampleBundle, trust } from '../core/evidence/sample-bundle.ts';
import { digest } from '../core/evidence/sample-crypto.ts';
import { confirmed } from '../core/evidence/sample-journal.ts';
import { endRead } from '../core/metrics/sample-facts.ts';

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

const countersign = (...args: readonly string[]) => run(args);

describe('countersign verify', () => {
  test('accepts a bundle as a zip and as a folder', async () => {
    for (const bundle of [zip, folder]) {
      const ran = await countersign('verify', bundle, '--trust', devices);
      expect(ran.stdout).toContain('This bundle verifies');
      expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    }
  });

  test('says plainly that the key was not judged when there is no trust file', async () => {
    const ran = await countersign('verify', zip);
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain('No trust file was given');
    expect(ran.stdout).toContain('not judged');
    expect(ran.stdout).toContain('--trust');
    expect(ran.stdout).not.toContain('This bundle verifies');
    expect(JSON.parse((await countersign('verify', zip, '--json')).stdout)).toMatchObject({ isGood: null, isKeyJudged: false });
  });

  test('takes a list of devices as well', async () => {
    const list = join(place, 'list.json');
    writeFileSync(list, JSON.stringify(trust(key)));
    expect((await countersign('verify', zip, '--trust', list)).exitCode).toBe(0);
  });

  test('prints the checklist as JSON', async () => {
    const printed = JSON.parse((await countersign('verify', zip, '--trust', devices, '--json')).stdout);
    expect(printed).toMatchObject({ isGood: true, isKeyJudged: true, execution: 'cs-2026-11-23-1042-7d31' });
    expect(printed.checks.map((one: { state: string }) => one.state)).toEqual(Array(printed.checks.length).fill('good'));
  });

  test('refuses a changed file with exit code 1, and names the check', async () => {
    const changed = join(place, 'changed');
    cpSync(folder, changed, { recursive: true });
    writeFileSync(join(changed, 'report.html'), 'another report');
    const ran = await countersign('verify', changed, '--trust', devices);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('report.html is not the file that the manifest names');
  });

  test('refuses a key that is not enrolled with exit code 1', async () => {
    const none = join(place, 'none.json');
    writeFileSync(none, '[]');
    expect(await countersign('verify', zip, '--trust', none)).toMatchObject({ exitCode: 1 });
  });

  test('prints nothing that steers a terminal, whatever stands in the bundle', async () => {
    const steering = join(place, 'steering');
    cpSync(folder, steering, { recursive: true });
    writeFileSync(join(steering, 'MANIFEST.sha256'), `${'0'.repeat(64)}  \u001b[2J\u202egood\n`);
    const ran = await countersign('verify', steering);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('\\u{1b}[2J\\u{202e}good is in the manifest');
    for (const sign of ['\u001b', '\u202e']) expect(ran.stdout).not.toContain(sign);
  });

  test('refuses a zip that somebody packed again, and says what to do', async () => {
    const packed = join(place, 'packed.zip');
    writeFileSync(packed, Buffer.concat([zipBundle(files), Buffer.from([0])]));
    const ran = await countersign('verify', packed);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('unpack it and verify the folder');
  });

  test('does not follow a link out of the folder', async () => {
    const linked = join(place, 'linked');
    cpSync(folder, linked, { recursive: true });
    rmSync(join(linked, 'journal.jsonl'));
    symlinkSync('/etc/passwd', join(linked, 'journal.jsonl'));
    expect(await countersign('verify', linked)).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('what was signed after the end', () => {
  const beside = join(place, 'beside');
  mkdirSync(beside);
  const bundle = join(beside, 'countersign-cs-2026-11-23-1042-7d31.zip');
  writeFileSync(bundle, zipBundle(files));
  const addendum = { ...endRead(true), by: 'lead-01', execution: 'cs-2026-11-23-1042-7d31' } as const;
  const sign = async (statement: string) => signedAddendum(addendum, { key, statement });
  const statementOf = async () => digest(files.get('statement.json') ?? new Uint8Array());

  test('is found beside the bundle, verified, and said in words', async () => {
    const path = join(beside, addendumName(addendum, 'ab'.repeat(32)));
    writeFileSync(path, await sign(await statementOf()));
    const ran = await countersign('verify', bundle, '--trust', devices);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('IAM was read at the end of the access: it had ended.');
    const printed = JSON.parse((await countersign('verify', bundle, '--json')).stdout);
    expect(printed).toMatchObject({ isGood: null, addenda: [{ path, state: 'not-judged' }] });
    rmSync(path);
  });

  test('is found however the folder of the bundle is named', async () => {
    const folder = join(place, 'unpacked-beside');
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const path = `${folder}.${addendumName(addendum, 'ab'.repeat(32)).split('.').slice(1).join('.')}`;
    writeFileSync(path, await sign(await statementOf()));
    const found = async (name: string) => JSON.parse((await countersign('verify', name, '--json')).stdout).addenda;
    expect(await found(folder)).toMatchObject([{ path }]);
    expect(await found(`${folder}/.`)).toMatchObject([{ path }]);
    rmSync(path);
  });

  test('is refused when it is about another bundle, or changed', async () => {
    const other = join(place, 'other.sigstore.json');
    writeFileSync(other, await sign('0'.repeat(64)));
    const ran = await countersign('verify', bundle, other, '--trust', devices);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('It is about another bundle.');
    writeFileSync(other, 'changed');
    expect((await countersign('verify', bundle, other, '--trust', devices)).stdout).toContain('is not a signed addendum');
    expect(await countersign('verify', bundle, join(place, 'none.sigstore.json'), '--trust', devices)).toMatchObject({ exitCode: 2 });
  });
});

describe('what cannot be carried out', () => {
  const broken = join(place, 'broken.zip');
  writeFileSync(broken, 'not a zip');
  test.each([
    ['no command', []],
    ['another command', ['close', zip]],
    ['no bundle', ['verify']],
    ['two bundles', ['verify', zip, zip]],
    ['an option that there is not', ['verify', zip, '--force']],
    ['a bundle that is not there', ['verify', join(place, 'nowhere.zip')]],
    ['a file that is no zip', ['verify', broken]],
    ['a trust file that is not there', ['verify', zip, '--trust', join(place, 'nowhere.json')]],
    ['a trust file that is none', ['verify', zip, '--trust', broken]],
  ])('%s ends with exit code 2 and one sentence', async (_, args) => {
    const ran = await countersign(...args);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr.split('\n')[0]).toMatch(/\S/);
    expect(ran.stderr).not.toContain('    at ');
  });

  test('--help says how to use it', async () => {
    expect(await countersign('--help')).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('the launcher', () => {
  /** The Node that runs the tests, and the one that the machine has, which may be too old for TypeScript. */
  const nodes = [...new Set([process.execPath, ...nodesOnPath()])];

  test.each(nodes)(
    'runs on %s',
    (node) => {
      const good = spawnSync(node, [PROGRAM, 'verify', zip, '--trust', devices], { encoding: 'utf8' });
      expect(good).toMatchObject({ status: 0, stderr: '' });
      expect(good.stdout).toContain('This bundle verifies');
      const bad = spawnSync(node, [PROGRAM, 'verify', join(place, 'nowhere.zip')], { encoding: 'utf8' });
      expect(bad).toMatchObject({ status: 2, stdout: '' });
    },
    60_000,
  );

  test('says nothing when whoever reads it stops early, and keeps its answer', async () => {
    const child = spawn(process.execPath, [PROGRAM, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ said, status }).toEqual({ said: '', status: 0 });
  });

  function nodesOnPath(): readonly string[] {
    const found = execFileSync('which', ['-a', 'node'], { encoding: 'utf8' }).trim().split('\n');
    return found.filter((path) => !path.includes('node_modules'));
  }
});
