import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../../lib/cli/main.ts';
import { type Addendum, addendumName } from '../../../lib/core/evidence/addendum.ts';
import { zipBundle } from '../../../lib/core/evidence/bundle-zip.ts';
import { signedAddendum } from '../core/evidence/sample-addendum.ts';
import { sampleBundle, sampleJournal, trust } from '../core/evidence/sample-bundle.ts';
import { digest, newKey } from '../core/evidence/sample-crypto.ts';
import { abandoned, confirmed, halted } from '../core/evidence/sample-journal.ts';
import { correction, endRead } from '../core/metrics/sample-facts.ts';

const place = mkdtempSync(join(tmpdir(), 'countersign-report-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const key = await newKey();
const security = await newKey();
const enrolledSecurity = { id: 'KD-SEC', person: 'sec-01', signingKey: security.pem, confirmedBy: 'sec-02', revokedAt: null };
const devices = keep('devices.json', JSON.stringify([...trust(key), enrolledSecurity]));

function keep(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  writeFileSync(join(place, path), content);
  return join(place, path);
}
async function bundle(execution: string, happened = confirmed) {
  const { files } = await sampleBundle(happened, { ...(await sampleJournal(happened, { execution })), key });
  return { execution, files, statement: await digest(files.get('statement.json') ?? new Uint8Array()) };
}
type Bundle = Awaited<ReturnType<typeof bundle>>;
const zipped = (folder: string, { execution, files }: Bundle) => keep(join(folder, `${execution}.zip`), zipBundle(files));
async function beside(folder: string, { execution, statement }: Bundle, addendum: Addendum): Promise<string> {
  const about = { ...addendum, execution };
  const signed = await signedAddendum(about, { key: about.by === 'sec-01' ? security : key, statement });
  return keep(join(folder, addendumName(about, await digest(signed))), signed);
}
const measuresOf = async (...args: readonly string[]) => {
  const ran = await run(['report', ...args, '--json']);
  return { exitCode: ran.exitCode, ...JSON.parse(ran.stdout) };
};

const [right, corrected, open, stopped, given] = [
  await bundle('cs-right'),
  await bundle('cs-corrected'),
  await bundle('cs-open'),
  await bundle('cs-stopped', halted),
  await bundle('cs-given-up', abandoned),
];
for (const [machine, one] of [
  ['fleet/one', right],
  ['fleet/one/old', corrected],
  ['fleet/two', open],
  ['fleet/two', stopped],
] as const)
  zipped(machine, one);
for (const [path, bytes] of given.files) keep(join('fleet/three/unpacked', path), bytes);
zipped('fleet/three', right);
await beside('fleet/one', right, endRead(true));
await beside('fleet/one', corrected, endRead(true));
await beside('fleet/security', corrected, correction);
keep('fleet/two/readme.txt', 'not evidence');
symlinkSync(place, join(place, 'fleet/round'));
const fleet = join(place, 'fleet');

describe('countersign report', () => {
  test('joins bundles of many machines with what was learnt later, each execution once', async () => {
    const report = await measuresOf(fleet, '--trust', devices);
    expect(report).toMatchObject({ exitCode: 0, isKeyJudged: true, refused: [], repeated: 1, unjudged: 0 });
    expect(report.all).toMatchObject({
      executions: 5,
      outcomes: { confirmed: 3, halted: 1, abandoned: 1 },
      submitted: { right: { count: 1, of: 2 }, wrong: { corrected: 1 }, notYetKnown: { 'window-end-not-read': 1 } },
      completeness: { complete: { count: 5, of: 5 }, linked: { count: 3, of: 3 } },
      halts: { safe: { count: 2, of: 2 } },
    });
  });

  test('guesses nothing where the signers of later readings cannot be judged', async () => {
    const report = await measuresOf(fleet);
    expect(report).toMatchObject({ isKeyJudged: false, unjudged: 3 });
    expect(report.all.submitted).toMatchObject({ right: { count: 0, of: 0 }, notYetKnown: { 'window-end-not-read': 3 } });
  });

  test('says it for a person, with a percentage only where something was counted', async () => {
    const { stdout, exitCode } = await run(['report', fleet, '--trust', devices]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('All executions: 5, 3 confirmed, 1 halted, 1 abandoned');
    expect(stdout).toMatch(/Right, of those that are known +1 of 2 {2}50 %/);
    expect(stdout).toMatch(/Not yet known: window end not read +1/);
    expect(stdout).toMatch(/Tenant or identity mismatch +none/);
    const { stdout: without } = await run(['report', fleet]);
    expect(without).toContain('Whose keys signed these bundles was not judged');
    expect(without).toMatch(/Right, of those that are known +none/);
  });

  test.each(['operator', 'console', 'month'])('measures once more by %s', async (by) => {
    const { groups } = await measuresOf(fleet, '--trust', devices, '--by', by);
    const names = { operator: ['lead-01'], console: ['emergency-support-admin'], month: ['2026-11'] };
    expect(Object.keys(groups)).toEqual(Reflect.get(names, by));
    expect(Object.values(groups)).toMatchObject([{ executions: 5 }]);
  });

  test('counts nothing that does not verify, and says so', async () => {
    const folder = join(place, 'bad');
    zipped('bad', right);
    keep('bad/broken.zip', 'not a zip');
    const changed = new Map(open.files).set('report.html', new Uint8Array([1]));
    keep('bad/changed.zip', zipBundle(changed));
    const stranger = await newKey();
    keep(
      'bad/x.sigstore.json',
      await signedAddendum({ ...correction, execution: right.execution }, { key: stranger, statement: right.statement }),
    );
    const report = await measuresOf(folder, '--trust', devices);
    expect(report.exitCode).toBe(1);
    expect(report.all.executions).toBe(1);
    expect(report.refused.map((one: { path: string }) => one.path.slice(folder.length + 1))).toEqual([
      'broken.zip',
      'changed.zip',
      'x.sigstore.json',
    ]);
    expect(report.refused.every((one: { says: string }) => one.says.length > 10)).toBe(true);
  });

  test('counts neither of two bundles that contradict one another', async () => {
    zipped('two/a', right);
    zipped('two/b', await bundle('cs-right', halted));
    const report = await measuresOf(join(place, 'two'), '--trust', devices);
    expect(report).toMatchObject({ exitCode: 1, all: { executions: 0 } });
    expect(report.refused[0].says).toContain('Neither is counted');
  });

  test('takes no addendum for another bundle than the one it names', async () => {
    const folder = join(place, 'moved');
    zipped('moved', right);
    const about = { ...correction, execution: right.execution };
    keep('moved/c.sigstore.json', await signedAddendum(about, { key: security, statement: corrected.statement }));
    const report = await measuresOf(folder, '--trust', devices);
    expect(report.all.submitted.wrong).toEqual({});
    expect(report.refused).toEqual([expect.objectContaining({ says: expect.stringContaining('another bundle') })]);
  });
});

describe('a bundle that was unpacked', () => {
  test.each(['journal.jsonl', 'MANIFEST.sha256', 'statement.json'])('and lost its %s is no bundle that nobody saw', async (lost) => {
    const folder = `lost-${lost}`;
    for (const [path, bytes] of right.files) if (path !== lost) keep(join(folder, 'one', path), bytes);
    for (const [path, bytes] of given.files) keep(join(folder, 'two', path), bytes);
    const { exitCode, all, refused } = await measuresOf(join(place, folder));
    expect([exitCode, all.executions, refused.length]).toEqual([1, 1, 1]);
  });

  test('and lies there in part hides no other one beneath it', async () => {
    keep(join('in-part', 'statement.json'), '{}');
    for (const [path, bytes] of given.files) keep(join('in-part', 'two', path), bytes);
    const { exitCode, all, refused } = await measuresOf(join(place, 'in-part'));
    expect([exitCode, all.executions, refused.length]).toEqual([1, 1, 1]);
  });
});

describe('what cannot be reported', () => {
  test.each([
    ['nothing', []],
    ['a folder that is not there', [join(place, 'nowhere')]],
    ['a folder without a bundle', [join(place, 'fleet/security')]],
    ['another grouping', [fleet, '--by', 'week']],
    ['a trust file that is none', [fleet, '--trust', join(place, 'fleet/two/readme.txt')]],
    ['a field to open', [fleet, '--field', 'email']],
  ])('%s: exit code 2 and one sentence', async (_, args) => {
    const ran = await run(['report', ...args]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr.split('\n')[0]).toMatch(/\S/);
  });
});
