import { readFile, stat } from 'node:fs/promises';
import { readTrust, type TrustedDevice } from '../core/evidence/device-trust.ts';
import type { VerifyCheck } from '../core/evidence/verdict.ts';
import { type Verdict, verifyBundle } from '../core/evidence/verify.ts';
import { readBundle } from './read-bundle.ts';
import { Refused } from './refused.ts';
import { verifyTools } from './verify-tools.ts';

const TRUST_BYTES_MAX = 4 * 1024 * 1024;

/** Verifies one bundle and says it for a person, or as JSON for a program. */
export async function verifyCommand(
  given: Readonly<{ bundle: string; trust: string | null; isJson: boolean }>,
): Promise<Readonly<{ text: string; isGood: boolean }>> {
  const devices = given.trust === null ? null : await trustFile(given.trust);
  const verdict = await verifyBundle(await readBundle(given.bundle), verifyTools, devices);
  return { text: given.isJson ? `${JSON.stringify(verdict, null, 2)}\n` : listed(verdict), isGood: verdict.isGood };
}

async function trustFile(path: string): Promise<readonly TrustedDevice[]> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > TRUST_BYTES_MAX) throw new Refused(`The trust file ${path} cannot be read.`);
  const devices = readTrust(await readFile(path, 'utf8'));
  if (devices === null) throw new Refused(`The trust file ${path} is not a list of enrolled devices.`);
  return devices;
}

const MARKS: Readonly<Record<VerifyCheck['state'], string>> = { good: 'ok  ', bad: 'BAD ', 'not-judged': '--  ' };

function listed({ checks, execution, says }: Verdict): string {
  const lines = checks.flatMap((one) => [`  ${MARKS[one.state]}  ${one.title}`, ...one.says.map((said) => `          ${said}`)]);
  return `Execution ${execution ?? 'not known'}\n\n${lines.join('\n')}\n\n${says}\n`;
}
