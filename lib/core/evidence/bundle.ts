import type { Packet } from '../packet/packet.ts';
import type { Profile } from '../profile/profile.ts';
import {
  COMMITMENTS,
  ENCODED_STATEMENT,
  INSTRUCTIONS,
  isPartPath,
  JOURNAL,
  KEY,
  MANIFEST,
  REPORT,
  SIGNATURE,
  SIGSTORE_BUNDLE,
  STATEMENT,
} from './bundle-names.ts';
import { canonical } from './canonical.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, sigstoreBundle } from './dsse.ts';
import { type Bytes, bytesOfHex, type Digest, keyOfPem, utf8 } from './encoding.ts';
import { faultsOf, headOf, readChain } from './journal.ts';
import { reportHtml } from './report.ts';
import { type Summary, summarise } from './summary.ts';
import { verifyText } from './verify-text.ts';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:countersign:execution-summary:v1';

export type BundleParts = Readonly<{
  /** The journal of the execution, closed: its last entry is `closed`. */
  lines: readonly string[];
  /** Records, pictures, commitments, sealed parts and anchors. What has no place in a bundle is left out. */
  files: ReadonlyMap<string, Uint8Array>;
  /** The device's public signing key, SPKI in PEM. */
  keyPem: string;
  profile: Profile;
  /** The packet that the journal was opened with; null where this device does not have it any more. */
  packet: Packet | null;
  /** The program that made it, with its version. */
  tool: string;
}>;

/** A bundle that lacks only its signature, which is made over `pae`. */
export type BundleDraft = Readonly<{
  files: ReadonlyMap<string, Uint8Array>;
  summary: Summary;
  statement: Bytes;
  pae: Bytes;
  keyHash: Bytes;
}>;

/**
 * Assembles everything that follows from the journal. Throws on a journal that is not whole, closed and in canonical
 * form. What covers what, in the order in which the files are made, so that no byte is left without a hash or a
 * signature that speaks for it:
 *
 * 1. the *content*: journal, captures, commitments, sealed parts, anchors, the key, report.html, VERIFY.txt;
 * 2. `MANIFEST.sha256` lists every content file: `sha256sum -c` checks all of them;
 * 3. `statement.json` has as subjects every content file and the manifest, which cannot list itself;
 * 4. `statement.pae`, `statement.sig.der` and `statement.sigstore.json` are made from the statement. No hash of them can
 *    be in it, and they need none: two of them follow from the rest byte by byte, and the signature is valid or it is
 *    not. The verifier makes them again and compares.
 */
export async function bundleDraft(parts: BundleParts, digest: Digest): Promise<BundleDraft> {
  const chain = await readChain(parts.lines, digest);
  const entries = chain.entries.filter((entry) => entry !== null);
  const [fault] = faultsOf(chain, entries[0]?.execution ?? '');
  if (fault !== undefined) throw new Error(`the journal cannot be bundled: entry ${fault.seq} ${fault.says}`);
  const spki = keyOfPem(parts.keyPem);
  if (spki === null) throw new Error('the signing key is not a public key in PEM');
  const content = new Map([...parts.files].filter(([path]) => isPartPath(path)));
  if (!content.has(COMMITMENTS)) content.set(COMMITMENTS, utf8(''));
  const head = headOf(chain);
  const summary = head === null ? null : summarise(entries, new Set(content.keys()), head);
  if (summary === null) throw new Error('the journal cannot be bundled: it is not closed');

  const name = bundleName(summary.execution);
  content.set(JOURNAL, utf8(parts.lines.map((line) => `${line}\n`).join('')));
  content.set(KEY, utf8(parts.keyPem));
  content.set(INSTRUCTIONS, utf8(verifyText(summary, name)));
  content.set(
    REPORT,
    utf8(reportHtml({ summary, entries, files: content, name, profile: parts.profile, packet: parts.packet, tool: parts.tool })),
  );
  const hashes = await hashesOf(content, digest);
  const manifest = utf8(manifestText(hashes));
  const statement = utf8(statementText([...hashes, [MANIFEST, await digest(manifest)]], summary));
  return {
    files: content.set(MANIFEST, manifest).set(STATEMENT, statement),
    summary,
    statement,
    pae: preAuthenticationEncoding(PAYLOAD_TYPE, statement),
    keyHash: bytesOfHex(await digest(spki)),
  };
}

/** The whole bundle, once the device signed `draft.pae` (ECDSA P-256 over SHA-256, DER). */
export function sealBundle(draft: BundleDraft, signatureDer: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(draft.files)
    .set(ENCODED_STATEMENT, draft.pae)
    .set(SIGNATURE, signatureDer)
    .set(SIGSTORE_BUNDLE, sigstoreBundle(draft.statement, signatureDer, draft.keyHash));
}

/** What the bundle's file is called, in the store and on disk. */
export function bundleName(execution: string): string {
  return `countersign-${execution.replace(/[^A-Za-z0-9._-]/g, '-')}.zip`;
}

export type Hashes = readonly (readonly [path: string, sha256: string])[];

/** The statement that a bundle's signature is over. */
export function statementText(subjects: Hashes, predicate: unknown): string {
  return statementOver(subjects, { type: PREDICATE_TYPE, predicate });
}

/** An in-toto Statement v1, in RFC 8785 form. */
export function statementOver(subjects: Hashes, { type, predicate }: Readonly<{ type: string; predicate: unknown }>): string {
  return canonical({
    _type: STATEMENT_TYPE,
    subject: subjects.map(([name, sha256]) => ({ name, digest: { sha256 } })),
    predicateType: type,
    predicate,
  });
}

/** The form that `sha256sum` writes and reads: hash, two spaces, path. */
export function manifestText(hashes: Hashes): string {
  return hashes.map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
}

/** Path and hash of each file, by path in code unit order. */
export async function hashesOf(files: ReadonlyMap<string, Uint8Array>, digest: Digest): Promise<Hashes> {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(sorted.map(async ([path, bytes]) => [path, await digest(bytes)] as const));
}
