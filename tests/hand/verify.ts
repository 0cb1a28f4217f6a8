import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { onPath, run } from '../setup/commands.ts';
import { ROOT } from '../setup/root.ts';
import { enrolledIn, sigstoreRefusal } from './sigstore.ts';

/** What four independent judges say about a bundle. `says` is one line each. */
export type Verified = Readonly<{ isVerified: boolean; says: readonly string[]; enforcement: string | null }>;
type Judged = Readonly<{ isGood: boolean; says: string }>;

const JUDGE_TIMEOUT_MS = 60_000;

/**
 * Checks a bundle as an auditor does: unpacks it, runs `sha256sum -c` and `openssl dgst -verify` in it, and lets Sigstore's
 * verifier and `countersign verify` judge it against the devices that the case system enrolled.
 */
export async function verifyBundle(bundle: string, trust: unknown, work: string): Promise<Verified> {
  const folder = join(work, 'bundle');
  await rm(folder, { recursive: true, force: true });
  await unpack(bundle, folder);
  const trustFile = join(work, 'devices.json');
  await writeFile(trustFile, JSON.stringify(trust, null, 2));
  const judges = [
    await judgeWith('sha256sum', ['-c', '--strict', '--quiet', 'MANIFEST.sha256'], folder),
    await judgeWith('openssl', ['dgst', '-sha256', '-verify', 'key.pub.pem', '-signature', 'statement.sig.der', 'statement.pae'], folder),
    await judgeWithSigstore(folder, trust),
    await judgeWith(
      process.execPath,
      [join(ROOT, 'lib', 'cli', 'countersign.mjs'), 'verify', bundle, '--trust', trustFile],
      ROOT,
      'countersign verify',
    ),
  ];
  return {
    isVerified: judges.every(({ isGood }) => isGood),
    says: judges.map(({ says }) => says),
    enforcement: await enforcementIn(folder),
  };
}

async function judgeWith(tool: string, args: readonly string[], cwd: string, name = tool): Promise<Judged> {
  if (name === tool && onPath(tool) === null)
    return { isGood: false, says: `${name}: not installed here, so the bundle was not checked with it` };
  const ended = await run(tool, args, { cwd, timeoutMs: JUDGE_TIMEOUT_MS });
  const lines = ended.output.trim().split('\n');
  if (ended.code === 0) return { isGood: true, says: `${name}: good` };
  return { isGood: false, says: `${name}: not good: ${lines.slice(0, 4).join(' | ')}` };
}

async function judgeWithSigstore(folder: string, trust: unknown): Promise<Judged> {
  const name = '@sigstore/verify';
  const refusal = sigstoreRefusal(await readFile(join(folder, 'statement.sigstore.json'), 'utf8'), enrolledIn(trust));
  return refusal === null ? { isGood: true, says: `${name}: good` } : { isGood: false, says: `${name}: not good: ${refusal}` };
}

async function unpack(bundle: string, folder: string): Promise<void> {
  const files = unzipSync(new Uint8Array(await readFile(bundle)));
  for (const [name, bytes] of Object.entries(files)) {
    const parts = name.split('/').filter((part) => part !== '');
    if (parts.length === 0 || parts.includes('..')) throw new Error(`the bundle holds a file outside itself: ${name}`);
    await mkdir(join(folder, ...parts.slice(0, -1)), { recursive: true });
    if (!name.endsWith('/')) await writeFile(join(folder, ...parts), bytes);
  }
}

/** How hard the commit was bounded, as the signed statement says. */
async function enforcementIn(folder: string): Promise<string | null> {
  if (!(await readdir(folder)).includes('statement.json')) return null;
  const statement: unknown = JSON.parse(await readFile(join(folder, 'statement.json'), 'utf8'));
  return findText(statement, 'enforcement');
}

function findText(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    if (name === key && typeof part === 'string') return part;
    const inside = findText(part, key);
    if (inside !== null) return inside;
  }
  return null;
}
