import { basename, resolve } from 'node:path';
import { addendumWords } from '../core/evidence/addendum-words.ts';
import { STATEMENT } from '../core/evidence/bundle-names.ts';
import type { TrustedDevice } from '../core/evidence/device-trust.ts';
import type { VerifyCheck } from '../core/evidence/verdict.ts';
import { type Verdict, verifyBundle, verifyZip } from '../core/evidence/verify.ts';
import { addendaBeside, readAddendumFile } from './addendum-file.ts';
import { printable } from './printable.ts';
import { filesIn, type Given, readBundle } from './read-bundle.ts';
import { readTrustFile } from './trust-file.ts';
import { verifyTools } from './verify-tools.ts';

/** What was signed after the bundle was closed. Without the enrolled devices nobody can say whose key it was. */
type Afterwards = Readonly<{ path: string; state: VerifyCheck['state']; says: string }>;

/** Verifies one bundle, and what was signed about it after its end, and says it for a person or as JSON for a program. */
export async function verifyCommand(
  given: Readonly<{ bundle: string; addenda: readonly string[]; trust: string | null; isJson: boolean }>,
): Promise<Readonly<{ text: string; isGood: boolean | null }>> {
  const devices = await readTrustFile(given.trust);
  const bundle = await readBundle(given.bundle);
  const verdict = await verdictOn(bundle, devices);
  const files = filesIn(bundle);
  const statement = await verifyTools.digest(files?.get(STATEMENT) ?? new Uint8Array());
  const paths = [...new Set([...given.addenda, ...(await addendaBeside(given.bundle))].map((path) => resolve(path)))];
  const addenda: Afterwards[] = [];
  for (const path of paths) addenda.push(await judgeAddendum(path, { statement, devices }));
  const isUnchanged = verdict.isGood && addenda.every((one) => one.state !== 'bad');
  const isKeyJudged = devices !== null;
  const isGood = goodOf(isUnchanged, isKeyJudged);
  const text = given.isJson
    ? `${JSON.stringify({ ...verdict, isGood, isKeyJudged, addenda }, null, 2)}\n`
    : printable(`${listed(verdict)}${listedAfterwards(addenda)}`);
  return { text, isGood };
}

/** What is unchanged may be anybody's: without the enrolled devices it is not known to be good. */
export function goodOf(isUnchanged: boolean, isKeyJudged: boolean): boolean | null {
  return isUnchanged && !isKeyJudged ? null : isUnchanged;
}

async function judgeAddendum(
  path: string,
  { statement, devices }: Readonly<{ statement: string; devices: readonly TrustedDevice[] | null }>,
): Promise<Afterwards> {
  if (devices === null)
    return { path, state: 'not-judged', says: 'Whose key signed it was not judged: give the enrolled devices with --trust.' };
  const read = await readAddendumFile(path, devices);
  if (!read.isGood) return { path, state: 'bad', says: `It ${read.says}.` };
  if (read.statement !== statement) return { path, state: 'bad', says: 'It is about another bundle.' };
  return { path, state: 'good', says: `${read.addendum.at}, ${read.addendum.by}: ${addendumWords(read.addendum)}` };
}

function listedAfterwards(addenda: readonly Afterwards[]): string {
  if (addenda.length === 0) return '';
  const lines = addenda.flatMap((one) => [`  ${MARKS[one.state]}  ${basename(one.path)}`, `          ${one.says}`]);
  return `\nSigned after the end\n\n${lines.join('\n')}\n`;
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
