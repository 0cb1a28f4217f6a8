import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../../lib/cli/main.ts';

const place = mkdtempSync(join(tmpdir(), 'countersign-open-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const GOLDEN = join(import.meta.dirname, '../../golden/v1');
const bundle = join(GOLDEN, 'confirmed.zip');
const key = join(GOLDEN, 'recipient.json');
const devices = join(GOLDEN, 'devices.json');
const kept = (name: string, content: string | Uint8Array) => {
  const path = join(place, name);
  writeFileSync(path, content);
  return path;
};
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const strangerKey = kept('stranger.pem', stranger.export({ format: 'pem', type: 'pkcs8' }));
const open = (...args: readonly string[]) => run(['open', ...args]);

describe('countersign open', () => {
  test('opens one field for whom it is sealed to, and proves it', async () => {
    const ran = await open(bundle, '--field', 'email', '--key', key, '--trust', devices);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('"admin-77@northwind.example"');
    expect(ran.stdout).toMatch(/Proved: it gives the commitment in line \d+ of commitments.jsonl, which entry \d+ names/);
    expect(ran.stdout).toContain('an enrolled device signed it');
    for (const other of ['8b1f0c2e', 'APR-301']) expect(ran.stdout).not.toContain(other);
  });

  test('takes the label for the id, and the capture that was asked for', async () => {
    const byLabel = JSON.parse((await open(bundle, '--field', 'Privileges', '--key', key, '--trust', devices, '--json')).stdout);
    expect(byLabel).toMatchObject({ isProved: true, field: 'scope', disclosure: { kind: 'set', value: '["tenant.admin.restore"]' } });
    const first = await open(bundle, '--field', 'scope', '--entry', '9', '--key', key, '--json');
    expect(JSON.parse(first.stdout).proof).toMatchObject({ entry: 9, screen: 'tenant', moment: 'checkpoint' });
  });

  test('lets the field be proved again by whoever has what it printed, without the key and without any other field', async () => {
    const disclosed = kept('email.json', (await open(bundle, '--field', 'email', '--entry', '9', '--key', key, '--json')).stdout);
    const again = await open(bundle, '--field', 'email', '--key', disclosed, '--trust', devices);
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toContain('Proved');
    expect(await open(bundle, '--field', 'tenant', '--key', disclosed)).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await open(join(GOLDEN, 'halted.zip'), '--field', 'email', '--key', disclosed)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('proves nothing where nobody said whose key may sign: it agrees, and says what to give', async () => {
    const ran = await open(bundle, '--field', 'email', '--key', key);
    expect(ran).toMatchObject({ exitCode: 3, stderr: '' });
    expect(ran.stdout).toContain('Agrees: it gives the commitment');
    expect(ran.stdout).toContain('--trust');
    expect(ran.stdout).not.toContain('Proved');
    const printed = JSON.parse((await open(bundle, '--field', 'email', '--key', key, '--json')).stdout);
    expect(printed).toMatchObject({ isProved: null });
  });

  test('does not prove another value', async () => {
    const { stdout } = await open(bundle, '--field', 'email', '--key', key, '--json');
    const forged = kept('forged.json', stdout.replace('admin-77@', 'admin-78@'));
    const ran = await open(bundle, '--field', 'email', '--key', forged);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('NOT PROVED');
  });

  test('opens nothing in a bundle that does not verify', async () => {
    const other = kept('other-devices.json', '[]');
    const ran = await open(bundle, '--field', 'email', '--key', key, '--trust', other);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('Nothing in it is opened');
    expect(ran.stdout).not.toContain('northwind.example');
  });
});

describe('what cannot be opened', () => {
  test.each([
    ['nothing asked for', [bundle, '--key', key], 'Say what to open'],
    ['two things asked for', [bundle, '--field', 'email', '--part', 'sealed/x.jwe', '--key', key], 'Say what to open'],
    ['no key', [bundle, '--field', 'email'], '--key'],
    ['a key file that is not there', [bundle, '--field', 'email', '--key', join(place, 'nowhere')], 'cannot be read'],
    ['a key file that is none', [bundle, '--field', 'email', '--key', kept('none.txt', 'no key')], 'no private P-256 key'],
    ['a public key', [bundle, '--field', 'email', '--key', devices], 'no private P-256 key'],
    ['the key of somebody else', [bundle, '--field', 'email', '--key', strangerKey], 'sealed to somebody else'],
    ['a field that was not read', [bundle, '--field', 'phone', '--key', key], 'There are: tenant'],
    ['an entry that is no capture', [bundle, '--field', 'email', '--entry', '1', '--key', key], 'is no capture with email'],
    ['an entry that is no number', [bundle, '--field', 'email', '--entry', 'x', '--key', key], 'number of a journal entry'],
    ['a part that is not there', [bundle, '--part', 'sealed/note-1.jwe', '--key', key], 'There is no sealed part'],
    ['the key of all fields', [bundle, '--part', 'sealed/commitment-key.jwe', '--key', key], 'opens every field at once'],
    ['an option of another command', [bundle, '--field', 'email', '--key', key, '--by', 'month'], 'has no option --by'],
  ])('%s: exit code 2 and one sentence', async (_, args, says) => {
    const ran = await open(...args);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
  });
});
