import type { TrustedDevice } from '../core/evidence/device-trust.ts';
import type { VerifyCheck } from '../core/evidence/verdict.ts';
import { type Verdict, verifyBundle, verifyZip } from '../core/evidence/verify.ts';
import { printable } from './printable.ts';
import { type Given, readBundle } from './read-bundle.ts';
import { readTrustFile } from './trust-file.ts';
import { verifyTools } from './verify-tools.ts';

/** Verifies one bundle and says it for a person, or as JSON for a program. */
export async function verifyCommand(
  given: Readonly<{ bundle: string; trust: string | null; isJson: boolean }>,
): Promise<Readonly<{ text: string; isGood: boolean }>> {
  const devices = await readTrustFile(given.trust);
  const verdict = await verdictOn(await readBundle(given.bundle), devices);
  return { text: given.isJson ? `${JSON.stringify(verdict, null, 2)}\n` : printable(listed(verdict)), isGood: verdict.isGood };
}

/** The verdict on a bundle in either form that it comes in. */
export function verdictOn(bundle: Given, devices: readonly TrustedDevice[] | null): Promise<Verdict> {
  return bundle.is === 'zip' ? verifyZip(bundle.bytes, verifyTools, devices) : verifyBundle(bundle.files, verifyTools, devices);
}

const MARKS: Readonly<Record<VerifyCheck['state'], string>> = { good: 'ok  ', bad: 'BAD ', 'not-judged': '--  ' };

function listed({ checks, execution, says }: Verdict): string {
  const lines = checks.flatMap((one) => [`  ${MARKS[one.state]}  ${one.title}`, ...one.says.map((said) => `          ${said}`)]);
  return `Execution ${execution ?? 'not known'}\n\n${lines.join('\n')}\n\n${says}\n`;
}
