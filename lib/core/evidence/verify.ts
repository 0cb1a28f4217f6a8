import { hashesOf } from './bundle.ts';
import { JOURNAL, STATEMENT } from './bundle-names.ts';
import { unzipBundle } from './bundle-zip.ts';
import { readCanonical } from './canonical.ts';
import { keyCheck, type TrustedDevice } from './device-trust.ts';
import { type Digest, textOf } from './encoding.ts';
import { record } from './guards.ts';
import { journalLines, readChain } from './journal.ts';
import { check, type Opened, type VerifyCheck, type VerifyTools } from './verdict.ts';
import { manifestCheck, signatureCheck, sigstoreCheck, statementCheck } from './verify-files.ts';
import { chainCheck, entriesCheck, headCheck, summaryCheck } from './verify-journal.ts';
import { anchorsCheck, capturesCheck, completenessCheck, sealedCheck } from './verify-parts.ts';
import { commitCheck, outcomeCheck, releasesCheck } from './verify-release.ts';

export type Verdict = Readonly<{ isGood: boolean; says: string; execution: string | null; checks: readonly VerifyCheck[] }>;

/** The enrolled devices; null when nobody gave them, and then whose key signed is not judged. */
type Devices = readonly TrustedDevice[] | null;

/** Verifies a bundle as it was exported: its zip must be byte by byte what an export writes. */
export async function verifyZip(zip: Uint8Array, tools: VerifyTools, devices: Devices): Promise<Verdict> {
  const read = unzipBundle(zip);
  const form = (says: readonly string[]) => check('form', 'The zip is as it was exported', says);
  if (!read.isRead) {
    const advice = 'If somebody packed it again, unpack it and verify the folder.';
    return { isGood: false, says: verdictWords(1, false), execution: null, checks: [form([read.says, advice])] };
  }
  const verdict = await verifyBundle(read.files, tools, devices);
  return { ...verdict, checks: [form([]), ...verdict.checks] };
}

/**
 * Verifies a bundle that nobody vouches for. Every check runs, whatever the ones before it found, so that the list is
 * always the same; a part that cannot be read is bad in each check that needs it.
 */
export async function verifyBundle(files: Opened['files'], tools: VerifyTools, devices: Devices): Promise<Verdict> {
  const { digest } = tools;
  const opened = await open(files, digest);
  const checks = [
    manifestCheck(opened),
    statementCheck(opened),
    await signatureCheck(files, tools),
    await sigstoreCheck(files, digest),
    chainCheck(opened),
    entriesCheck(opened),
    headCheck(opened),
    summaryCheck(opened),
    capturesCheck(opened),
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

/** What can be read of journal and statement; an unreadable line is no entry, and the chain says so. */
async function open(files: Opened['files'], digest: Digest): Promise<Opened> {
  const lines = journalLines(textOf(files.get(JOURNAL) ?? new Uint8Array()) ?? '') ?? [];
  const chain = await readChain(lines, digest);
  const entries = chain.entries.filter((entry) => entry !== null);
  const statement = readCanonical(textOf(files.get(STATEMENT) ?? new Uint8Array()) ?? '')?.value;
  return {
    files,
    hashes: new Map(await hashesOf(files, digest)),
    chain,
    entries,
    execution: entries[0]?.execution ?? '',
    predicate: record(statement) && record(statement.predicate) ? statement.predicate : null,
  };
}
