import { JOURNAL, STATEMENT } from './bundle-names.ts';
import { readCanonical } from './canonical.ts';
import { keyCheck, type TrustedDevice } from './device-trust.ts';
import { textOf } from './encoding.ts';
import { record } from './guards.ts';
import { journalLines, readLine } from './journal.ts';
import { check, type Opened, type VerifyCheck, type VerifyTools } from './verdict.ts';
import { manifestCheck, signatureCheck, sigstoreCheck, statementCheck } from './verify-files.ts';
import { chainCheck, entriesCheck, headCheck, summaryCheck } from './verify-journal.ts';
import { anchorsCheck, capturesCheck, completenessCheck, sealedCheck } from './verify-parts.ts';
import { commitCheck, outcomeCheck, releasesCheck } from './verify-release.ts';

export type Verdict = Readonly<{ isGood: boolean; says: string; execution: string | null; checks: readonly VerifyCheck[] }>;

/** `isOurForm`: whether a zip is byte by byte what an export writes; null when the bundle is a folder. */
export type Unverified = Readonly<{ files: ReadonlyMap<string, Uint8Array>; isOurForm: boolean | null }>;

/**
 * Verifies a bundle that nobody vouches for. Every check runs, whatever the ones before it found, so that the list is
 * always the same; a part that cannot be read is bad in each check that needs it.
 */
export async function verifyBundle(bundle: Unverified, tools: VerifyTools, devices: readonly TrustedDevice[] | null): Promise<Verdict> {
  const opened = open(bundle.files);
  const { digest } = tools;
  const checks = [
    ...formCheck(bundle.isOurForm),
    await manifestCheck(bundle.files, digest),
    await statementCheck(opened, digest),
    await signatureCheck(bundle.files, tools),
    await sigstoreCheck(bundle.files, digest),
    await chainCheck(opened, digest),
    entriesCheck(opened),
    await headCheck(opened, digest),
    await summaryCheck(opened, digest),
    await capturesCheck(opened, digest),
    await sealedCheck(opened, digest),
    releasesCheck(opened),
    commitCheck(opened),
    outcomeCheck(opened),
    completenessCheck(opened),
    await anchorsCheck(opened, digest),
    keyCheck(opened, devices),
  ];
  const bad = checks.filter((one) => one.state === 'bad').length;
  return {
    isGood: bad === 0,
    says: verdictWords(bad, devices !== null),
    execution: opened.execution === '' ? null : opened.execution,
    checks,
  };
}

function verdictWords(bad: number, isTrustGiven: boolean): string {
  if (bad > 0) return `This bundle does not verify: ${bad === 1 ? 'one check is' : `${bad} checks are`} bad.`;
  return isTrustGiven
    ? 'This bundle verifies: nothing was changed, and an enrolled device signed it.'
    : 'This bundle agrees with itself. Whose key signed it was not judged: give the enrolled devices with --trust.';
}

function formCheck(isOurForm: boolean | null): readonly VerifyCheck[] {
  if (isOurForm === null) return [];
  const says = isOurForm
    ? []
    : ['The zip holds other bytes than an export writes. If somebody packed it again, unpack it and verify the folder.'];
  return [check('form', 'The zip is as it was exported', says)];
}

/** What can be read of journal and statement; an unreadable line is no entry, and the chain says so. */
function open(files: ReadonlyMap<string, Uint8Array>): Opened {
  const lines = journalLines(textOf(files.get(JOURNAL) ?? new Uint8Array()) ?? '') ?? [];
  const entries = lines.map(readLine).filter((entry) => entry !== null);
  const statement = readCanonical(textOf(files.get(STATEMENT) ?? new Uint8Array()) ?? '')?.value;
  return {
    files,
    lines,
    entries,
    execution: entries[0]?.execution ?? '',
    predicate: record(statement) && record(statement.predicate) ? statement.predicate : null,
  };
}
