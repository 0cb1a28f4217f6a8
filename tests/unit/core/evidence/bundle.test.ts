import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleDraft, bundleName } from '../../../../lib/core/evidence/bundle.ts';
import { zipBundle } from '../../../../lib/core/evidence/bundle-zip.ts';
import { utf8 } from '../../../../lib/core/evidence/encoding.ts';
import { PACKET } from '../../../fakes/packet.ts';
import { sampleBundle, sampleJournal } from './sample-bundle.ts';
import { profile } from './sample-console.ts';
import { digest, newKey } from './sample-crypto.ts';
import { confirmed } from './sample-journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { files } = await sampleBundle(confirmed);
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
const text = (path: string) => new TextDecoder().decode(files.get(path));
const tool = (command: string, ...args: readonly string[]) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

describe('tools that everybody has', () => {
  test('sha256sum accepts the manifest, which covers all but itself and what is made from the statement', () => {
    const checked = tool('sha256sum', '-c', '--strict', 'MANIFEST.sha256').trim().split('\n');
    const left = ['MANIFEST.sha256', 'statement.json', 'statement.pae', 'statement.sig.der', 'statement.sigstore.json'];
    expect(checked.every((line) => line.endsWith(': OK'))).toBe(true);
    expect([...checked.map((line) => line.slice(0, -4)), ...left].sort()).toEqual([...files.keys()].sort());
  });

  test('sha256sum refuses a changed file', () => {
    const journal = files.get('journal.jsonl') ?? new Uint8Array();
    writeFileSync(join(folder, 'journal.jsonl'), `${text('journal.jsonl')} `);
    expect(() => tool('sha256sum', '-c', '--strict', 'MANIFEST.sha256')).toThrow();
    writeFileSync(join(folder, 'journal.jsonl'), journal);
  });

  const openssl = ['dgst', '-sha256', '-verify', 'key.pub.pem', '-signature', 'statement.sig.der'];
  test('openssl accepts the signature, and refuses it over anything else', () => {
    expect(tool('openssl', ...openssl, 'statement.pae')).toContain('Verified OK');
    expect(() => tool('openssl', ...openssl, 'statement.json')).toThrow();
  });

  test('the commands of VERIFY.txt all succeed', () => {
    const commands = text('VERIFY.txt')
      .split('\n')
      .filter((line) => /^ {5}(?:sha256sum|grep|openssl|tail) /.test(line));
    expect(commands).toHaveLength(4);
    for (const command of commands) expect(() => tool('sh', '-c', command.trim()), command).not.toThrow();
  });

  test('unzip opens the zip', () => {
    writeFileSync(join(folder, 'bundle.zip'), zipBundle(files));
    expect(tool('unzip', '-t', 'bundle.zip')).toContain('No errors detected');
  });
});

describe('the statement', () => {
  const statement = JSON.parse(text('statement.json'));

  test('is an in-toto Statement v1 over every file of the manifest and the manifest', () => {
    const listed = text('MANIFEST.sha256')
      .trim()
      .split('\n')
      .map((line) => line.split('  ')[1]);
    expect(statement._type).toBe('https://in-toto.io/Statement/v1');
    expect(statement.subject.map((one: { name: string }) => one.name)).toEqual([...listed, 'MANIFEST.sha256']);
  });

  test('says what happened', () => {
    expect(statement.predicate).toMatchObject({
      caseId: 'CASE-1042',
      operator: 'lead-01',
      device: 'KD-3F2A',
      packet: { version: 3, scope: ['tenant.admin.restore'] },
      claim: { id: 'claim-1', epoch: 1, guarantee: 'atomic' },
      release: { id: 'rel-1', nonce: 'nonce-1' },
      enforcement: 'one-shot',
      commits: [{ isEqual: true }],
      outcome: 'confirmed',
      reference: 'BG-77120',
      readBack: { grants: 1, isEqual: true },
      stops: [{ kind: 'held', codes: ['field-mismatch'] }],
      completeness: { missing: [] },
    });
    expect(statement.predicate.approvals.map((one: { authority: string }) => one.authority)).toEqual([
      'incident-command',
      'security',
      'customer-account',
    ]);
  });
});

describe('assembling', () => {
  const given = async () => ({
    ...(await sampleJournal(confirmed)),
    keyPem: (await newKey()).pem,
    profile,
    packet: PACKET,
    tool: 'Countersign 0.1.0',
  });

  test('gives the same bytes again for the same journal', async () => {
    const parts = await given();
    const [one, other] = [await bundleDraft(parts, digest), await bundleDraft(parts, digest)];
    expect(zipBundle(one.files)).toEqual(zipBundle(other.files));
  });

  test('refuses a journal that is broken or not closed', async () => {
    const parts = await given();
    await expect(bundleDraft({ ...parts, lines: parts.lines.slice(1) }, digest)).rejects.toThrow('cannot be bundled');
    await expect(bundleDraft({ ...parts, lines: parts.lines.slice(0, -1) }, digest)).rejects.toThrow('not closed');
  });

  test('leaves out what has no place in a bundle', async () => {
    const parts = await given();
    const more = new Map(parts.files).set('bundle.zip', utf8('old')).set('captures/x.json', utf8('{}'));
    const draft = await bundleDraft({ ...parts, files: more }, digest);
    expect(draft.files.has('bundle.zip')).toBe(false);
    expect(draft.files.has('captures/x.json')).toBe(false);
  });

  test('names a bundle after its execution, in signs that any disk takes', () => {
    expect(bundleName('cs-1042/7d31 é')).toBe('countersign-cs-1042-7d31--.zip');
  });
});
