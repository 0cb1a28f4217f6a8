import { COMMITMENT_KEY, recordPath, sealedValuesPath } from '../core/evidence/bundle-names.ts';
import { unzipBundle } from '../core/evidence/bundle-zip.ts';
import { readCanonical } from '../core/evidence/canonical.ts';
import { type ClosedExecution, closedExecution } from '../core/evidence/closed-execution.ts';
import { type CommittedField, committedFields, type Disclosure, isCommittedTo, readDisclosure } from '../core/evidence/disclosure.ts';
import { textOf } from '../core/evidence/encoding.ts';
import { entriesOf } from '../core/evidence/kinds.ts';
import { isDisplayRecord } from '../core/evidence/record-faults.ts';
import { readStrictJson } from '../core/evidence/strict-json.ts';
import { fieldKey, hmac, openedValues, privateKeyIn, unsealed } from './open-tools.ts';
import { printable } from './printable.ts';
import { readBundle } from './read-bundle.ts';
import { Refused } from './refused.ts';
import { readSmallFile } from './small-file.ts';
import { readTrustFile } from './trust-file.ts';
import { goodOf, verdictOn } from './verify-command.ts';
import { verifyTools } from './verify-tools.ts';

export type OpenAsked = Readonly<{
  bundle: string;
  /** A field's id or label, or the path of a sealed part. */
  what: Readonly<{ field: string } | { part: string }>;
  /** Number of the capture's journal entry; null for the last capture that has the field. */
  entry: number | null;
  key: string;
  trust: string | null;
  isJson: boolean;
}>;
type Opened = Readonly<{ text: string; isGood: boolean | null }>;
type Bundle = ClosedExecution & Readonly<{ files: ReadonlyMap<string, Uint8Array>; says: string; isKeyJudged: boolean }>;

/**
 * Opens one field of a bundle, or one sealed part, and nothing else. What is opened is proved: the value and its key give
 * the commitment that the bundle carries, whose hash the journal names, whose head is signed; whose key that is, only the
 * enrolled devices say. A bundle that does not verify is not opened.
 */
export async function openCommand(asked: OpenAsked): Promise<Opened> {
  const content = await readSmallFile(asked.key, 'key file');
  const bundle = await verified(asked);
  if (typeof bundle === 'string') return { text: printable(bundle), isGood: false };
  if ('part' in asked.what) return openPart(bundle, asked.what.part, content);
  const handed = readDisclosure(readStrictJson(content)?.value);
  const committed = fieldAsked(bundle, asked.what.field, { entry: asked.entry, path: handed?.path ?? null });
  const disclosure = handed ?? (await disclosed(bundle, committed, content));
  if (disclosure.bundle !== bundle.summary.execution)
    throw new Refused(`The key file opens a field of another bundle: ${printable(disclosure.bundle)}.`);
  const isGood = goodOf(isCommittedTo(disclosure, committed, hmac), bundle.isKeyJudged);
  return {
    text: asked.isJson ? json(bundle, committed, disclosure, isGood) : printable(told(bundle, committed, disclosure, isGood)),
    isGood,
  };
}

/** The bundle, or why it is not opened. */
async function verified({ bundle: path, trust }: OpenAsked): Promise<Bundle | string> {
  const devices = await readTrustFile(trust);
  const given = await readBundle(path);
  const { isGood, says } = await verdictOn(given, devices);
  if (!isGood) return `${says} Nothing in it is opened: run countersign verify to see why.\n`;
  const read = given.is === 'zip' ? unzipBundle(given.bytes) : { isRead: true as const, files: given.files };
  const closed = read.isRead ? await closedExecution(read.files, verifyTools.digest) : null;
  if (!read.isRead || closed === null) throw new Error('a bundle that verifies could not be read');
  return { ...closed, files: read.files, says, isKeyJudged: devices !== null };
}

async function openPart(bundle: Bundle, path: string, content: string): Promise<Opened> {
  const sealed = entriesOf(bundle.entries, 'sealed').find((entry) => entry.body.path === path);
  const bytes = bundle.files.get(path);
  const paths = entriesOf(bundle.entries, 'sealed').map((entry) => entry.body.path);
  if (sealed === undefined || bytes === undefined)
    throw new Refused(`There is no sealed part ${path}. There are: ${paths.map(printable).join(', ') || 'none'}.`);
  if (path === COMMITMENT_KEY) throw new Refused(`${path} opens every field at once, so it is not shown. Ask for one field with --field.`);
  const plain = await unsealed(bytes, keyIn(content), bundle.summary.execution);
  if (plain === null) throw new Refused(`This key does not open ${path}: it is sealed to somebody else.`);
  const text = textOf(plain) ?? `${plain.length} bytes that are not text`;
  return {
    text: printable(`${text}\n\n${path}, ${sealed.body.about}, entry ${sealed.seq}.\n${bundle.says}\n`),
    isGood: goodOf(true, bundle.isKeyJudged),
  };
}

/** The commitment that was asked for: at an entry, at the path that was opened before, or the last one of the field. */
function fieldAsked(
  bundle: Bundle,
  name: string,
  { entry, path }: Readonly<{ entry: number | null; path: string | null }>,
): CommittedField {
  const captures = entriesOf(bundle.entries, 'capture');
  const committed = committedFields(bundle.files);
  const named = committed.filter((one) => one.field === name || labelOf(bundle, one) === name);
  if (named.length === 0) {
    const known = [...new Set(committed.map((one) => one.field))];
    throw new Refused(`No field ${name} was committed to. There are: ${known.map(printable).join(', ') || 'none'}.`);
  }
  const seqOf = (one: CommittedField) => captures.find((capture) => capture.body.record === one.record)?.seq ?? -1;
  const fits = named.filter((one) => (path === null || one.path === path) && (entry === null || seqOf(one) === entry));
  const found = fits.at(-1);
  if (found === undefined && path !== null) throw new Refused(`The key file opens another field of this bundle: ${printable(path)}.`);
  if (found === undefined) throw new Refused(`Entry ${entry} is no capture with ${name}; it is in ${named.map(seqOf).join(', ')}.`);
  return found;
}

function labelOf(bundle: Bundle, { record, field }: CommittedField): string | null {
  const value = readCanonical(textOf(bundle.files.get(recordPath(record)) ?? new Uint8Array()) ?? '')?.value;
  return isDisplayRecord(value) ? (value.rows.find((row) => row.field === field)?.label ?? null) : null;
}

/** Opens the field with a recipient's private key: the commitment key first, then the values of the one capture. */
async function disclosed(bundle: Bundle, committed: CommittedField, content: string): Promise<Disclosure> {
  const { execution } = bundle.summary;
  const material = await unsealed(bundle.files.get(COMMITMENT_KEY) ?? new Uint8Array(), keyIn(content), execution);
  if (material === null) throw new Refused('This key does not open this bundle: it is sealed to somebody else.');
  const path = sealedValuesPath(committed.record);
  const values = await openedValues(bundle.files.get(path) ?? new Uint8Array(), { material, bundle: execution, path });
  const value = values?.find((one) => one.path === committed.path);
  if (value === undefined) throw new Refused(`The sealed values of this capture do not hold ${committed.field}.`);
  return {
    v: 1,
    bundle: execution,
    path: value.path,
    kind: value.kind,
    value: value.value,
    key: fieldKey(material, execution, value.path),
  };
}

function keyIn(content: string) {
  const key = privateKeyIn(content);
  if (key === null) throw new Refused('The key file is no private P-256 key (JWK or PEM), and no field that was opened before.');
  return key;
}

function proofOf(bundle: Bundle, committed: CommittedField) {
  const capture = entriesOf(bundle.entries, 'capture').find((entry) => entry.body.record === committed.record);
  return {
    execution: bundle.summary.execution,
    entry: capture?.seq ?? null,
    at: capture?.at ?? null,
    screen: capture?.body.screen ?? null,
    moment: capture?.body.moment ?? null,
    commitment: committed.hmac,
    line: committed.line,
    head: bundle.summary.head,
    says: bundle.says,
  };
}

function json(bundle: Bundle, committed: CommittedField, disclosure: Disclosure, isProved: boolean | null): string {
  return `${JSON.stringify({ isProved, field: committed.field, disclosure, proof: proofOf(bundle, committed) }, null, 2)}\n`;
}

function told(bundle: Bundle, committed: CommittedField, { value, kind }: Disclosure, isProved: boolean | null): string {
  const { at, entry, screen, moment } = proofOf(bundle, committed);
  const lines = [
    `Execution  ${bundle.summary.execution}`,
    `Field      ${committed.field}${labelled(labelOf(bundle, committed))}`,
    `Read       ${at}, ${screen}, ${moment}, entry ${entry}`,
    `Value      ${kind === 'set' ? value : JSON.stringify(value)}`,
  ];
  const proof =
    isProved === false
      ? `NOT PROVED: it does not give the commitment in line ${committed.line} of commitments.jsonl.`
      : `${isProved ? 'Proved' : 'Agrees'}: it gives the commitment in line ${committed.line} of commitments.jsonl, which entry ${entry} names; the head of that chain, entry ${bundle.summary.head.seq}, is signed.`;
  return `${lines.join('\n')}\n\n${proof}\n${bundle.says}\n`;
}

function labelled(label: string | null): string {
  return label === null ? '' : ` (${label})`;
}
