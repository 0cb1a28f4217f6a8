import { COMMITMENTS } from './bundle-names.ts';
import { readCanonical } from './canonical.ts';
import { type CommitmentKind, commitmentMessage } from './commitments.ts';
import { textOf } from './encoding.ts';
import { oneOf, record, type Shaped, sha256, shape, text } from './guards.ts';

const disclosed = {
  v: (value: unknown): value is 1 => value === 1,
  bundle: text,
  path: text,
  kind: oneOf<CommitmentKind>('text', 'set'),
  value: (value: unknown): value is string => typeof value === 'string',
  key: sha256,
};
const isDisclosure = shape(disclosed);

/**
 * One field, opened: its value and the key of its commitment (32 bytes, in hexadecimal), and nothing of any other field.
 * Whoever has it can prove the value against the bundle without a key of their own.
 */
export type Disclosure = Shaped<typeof disclosed>;

/** A disclosure as `countersign open --json` printed it, alone or with its proof around it; null when it is neither. */
export function readDisclosure(value: unknown): Disclosure | null {
  const inside = record(value) && 'disclosure' in value ? value.disclosure : value;
  return isDisclosure(inside) ? inside : null;
}

/** Where a field was committed to: the capture, and the line of `commitments.jsonl`, counted from 1. */
export type CommittedField = Readonly<{ path: string; record: string; field: string; kind: string; hmac: string; line: number }>;

/** Every commitment of a bundle, in its order. */
export function committedFields(files: ReadonlyMap<string, Uint8Array>): readonly CommittedField[] {
  const lines = (textOf(files.get(COMMITMENTS) ?? new Uint8Array()) ?? '').split('\n');
  return lines.flatMap((content, at) => {
    const value = readCanonical(content)?.value;
    if (!record(value) || !text(value.path) || !text(value.kind) || !sha256(value.hmac)) return [];
    const [, capture = '', ...field] = value.path.split('/');
    return [{ path: value.path, record: capture, field: field.join('/'), kind: value.kind, hmac: value.hmac, line: at + 1 }];
  });
}

/** Whether a disclosure is what the bundle committed to. `hmac` is HMAC-SHA-256 in hexadecimal. */
export function isCommittedTo(
  disclosure: Disclosure,
  committed: CommittedField,
  hmac: (key: string, message: Uint8Array) => string,
): boolean {
  if (disclosure.path !== committed.path || disclosure.kind !== committed.kind) return false;
  return hmac(disclosure.key, commitmentMessage(disclosure.bundle, disclosure)) === committed.hmac;
}
