import { hashesOf, manifestText, statementText } from '../../lib/core/evidence/bundle.ts';
import {
  AFTER_MANIFEST,
  ENCODED_STATEMENT,
  JOURNAL,
  KEY,
  MANIFEST,
  SIGNATURE,
  SIGSTORE_BUNDLE,
  STATEMENT,
} from '../../lib/core/evidence/bundle-names.ts';
import { canonical } from '../../lib/core/evidence/canonical.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, sigstoreBundle } from '../../lib/core/evidence/dsse.ts';
import { bytesOfHex, keyOfPem, textOf, utf8 } from '../../lib/core/evidence/encoding.ts';
import { journalLines, NO_LINE_BEFORE, readLine } from '../../lib/core/evidence/journal.ts';
import { summarise } from '../../lib/core/evidence/summary.ts';
import { digest, type TestKey } from '../unit/core/evidence/sample-crypto.ts';
import type { Files } from './material.ts';

/** What the forger does after changing the files: everything that follows from them is made again and signed. */
export async function resealed(files: Files, key: TestKey, keyFile: string | null = key.pem): Promise<Files> {
  const content = new Map([...files].filter(([path]) => path !== MANIFEST && !AFTER_MANIFEST.includes(path)));
  if (keyFile !== null) content.set(KEY, utf8(keyFile));
  const hashes = await hashesOf(content, digest);
  const manifest = utf8(manifestText(hashes));
  const statement = utf8(statementText([...hashes, [MANIFEST, await digest(manifest)]], await predicateOf(content, files)));
  const pae = preAuthenticationEncoding(PAYLOAD_TYPE, statement);
  const signature = await key.sign(pae);
  const spki = keyOfPem(textOf(content.get(KEY) ?? utf8('')) ?? '') ?? utf8('');
  return content
    .set(MANIFEST, manifest)
    .set(STATEMENT, statement)
    .set(ENCODED_STATEMENT, pae)
    .set(SIGNATURE, signature)
    .set(SIGSTORE_BUNDLE, sigstoreBundle(statement, signature, bytesOfHex(await digest(spki))));
}

/** The summary as it follows from the changed journal; the old one where none follows any more. */
async function predicateOf(content: Files, before: Files): Promise<unknown> {
  const lines = linesOf(content);
  const entries = lines.map(readLine).filter((entry) => entry !== null);
  const head = { seq: lines.length - 1, sha256: await digest(utf8(lines.at(-1) ?? '')) };
  const made = summarise(entries, new Set(content.keys()), head);
  return made ?? JSON.parse(textOf(before.get(STATEMENT) ?? utf8('{}')) ?? '{}').predicate;
}

export function linesOf(files: Files): readonly string[] {
  return journalLines(textOf(files.get(JOURNAL) ?? utf8('')) ?? '') ?? [];
}

/** Numbers the lines anew and chains them, as whoever rewrites a journal must. */
export async function rechained(lines: readonly string[]): Promise<string> {
  let prev = NO_LINE_BEFORE;
  let whole = '';
  for (const [seq, line] of lines.entries()) {
    const entry: Record<string, unknown> = JSON.parse(line);
    const text = canonical({ ...entry, seq, prev });
    whole += `${text}\n`;
    prev = await digest(utf8(text));
  }
  return whole;
}

/** Chains the lines as they stand, word for word, where reading and writing them would mend what was done to them. */
export async function chainedAsText(lines: readonly string[]): Promise<string> {
  let prev = NO_LINE_BEFORE;
  let whole = '';
  for (const line of lines) {
    const text = line.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
    whole += `${text}\n`;
    prev = await digest(utf8(text));
  }
  return whole;
}
