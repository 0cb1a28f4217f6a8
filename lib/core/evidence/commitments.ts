import type { Effective } from '../compare/reading.ts';
import type { Sha256Hex } from '../packet/packet.ts';
import { canonical, readCanonical } from './canonical.ts';
import { type Bytes, lengthPrefixed } from './encoding.ts';
import { record, sha256, text } from './guards.ts';

/**
 * Short values are guessable, so a bare hash of one protects nothing. A commitment is
 * `HMAC-SHA-256(k_field, lengthPrefixed(domain, bundle, path, kind, NFC value))` with
 * `k_field = HKDF-SHA-256(K, no salt, lengthPrefixed(domain, bundle, path))` and one random 32-byte K per execution. One field
 * can then be opened, with its value and its `k_field`, and no other one with it (the idea of RFC 9901).
 */
export type Commitment = Readonly<{ path: string; kind: CommitmentKind; hmac: Sha256Hex }>;
export type CommitmentKind = 'text' | 'set';

const FIELD_KEY_DOMAIN = 'countersign/commitment-key/v1';
const VALUE_DOMAIN = 'countersign/commitment/v1';
const SEALED_VALUES_DOMAIN = 'countersign/sealed-values/v1';

/** The HKDF `info` from which one field's key is made. */
export function fieldKeyInfo(bundle: string, path: string): Bytes {
  return lengthPrefixed([FIELD_KEY_DOMAIN, bundle, path]);
}

/** The HKDF `info` from which the key is made that seals the values of one capture. */
export function sealedValuesInfo(bundle: string, path: string): Bytes {
  return lengthPrefixed([SEALED_VALUES_DOMAIN, bundle, path]);
}

/** What the field's key signs. */
export function commitmentMessage(bundle: string, committed: Readonly<{ path: string; kind: string; value: string }>): Bytes {
  return lengthPrefixed([VALUE_DOMAIN, bundle, committed.path, committed.kind, committed.value.normalize('NFC')]);
}

/** A reading as one text: a set becomes the sorted JSON list of its items, so that order and repetition do not count. */
export function committedValue(value: Effective): Readonly<{ kind: CommitmentKind; value: string }> {
  if (value.kind === 'text') return { kind: 'text', value: value.text };
  return { kind: 'set', value: canonical([...new Set(value.items.map((item) => item.normalize('NFC')))].sort()) };
}

/** Names one reading of one field for good: the capture that shows it, by the hash of its record, and the field. */
export function commitmentPath(record: Sha256Hex, field: string): string {
  return `captures/${record}/${field}`;
}

/** Those lines of a `commitments.jsonl` that belong to one capture: what its journal entry names by their hash. */
export function linesOfCapture(content: string, record: Sha256Hex): string {
  const lines = content.split('\n').filter((line) => line.includes(`"path":"${commitmentPath(record, '')}`));
  return lines.map((line) => `${line}\n`).join('');
}

/** `commitments.jsonl`: one canonical line each, in the order given. A path stands in it once. */
export function commitmentLines(commitments: readonly Commitment[]): string {
  const paths = new Set(commitments.map((one) => one.path));
  if (paths.size !== commitments.length) throw new Error('two commitments have one path');
  return commitments.map(({ path, kind, hmac }) => `${canonical({ path, kind, hmac })}\n`).join('');
}

/** What is wrong with a `commitments.jsonl`, in words; null when nothing is. */
export function commitmentFault(content: string): string | null {
  if (content === '') return null;
  if (!content.endsWith('\n')) return 'the last line does not end';
  const paths = new Set<string>();
  for (const [at, line] of content.slice(0, -1).split('\n').entries()) {
    const value = readCanonical(line)?.value;
    if (!record(value) || Object.keys(value).length !== 3) return `line ${at + 1} is not a commitment in canonical form`;
    const { path, kind, hmac } = value;
    if (!text(path) || (kind !== 'text' && kind !== 'set') || !sha256(hmac)) return `line ${at + 1} is not a commitment in canonical form`;
    if (paths.has(path)) return `line ${at + 1} repeats ${path}`;
    paths.add(path);
  }
  return null;
}
