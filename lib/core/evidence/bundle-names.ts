/** What stands where in a bundle. `bundle.ts` says in which order the files are made, and what covers what. */

export const MANIFEST = 'MANIFEST.sha256';
export const JOURNAL = 'journal.jsonl';
export const COMMITMENTS = 'commitments.jsonl';
export const KEY = 'key.pub.pem';
export const REPORT = 'report.html';
export const INSTRUCTIONS = 'VERIFY.txt';
export const STATEMENT = 'statement.json';
export const ENCODED_STATEMENT = 'statement.pae';
export const SIGNATURE = 'statement.sig.der';
export const SIGSTORE_BUNDLE = 'statement.sigstore.json';

/** Made from the finished manifest, so that it cannot list them. */
export const AFTER_MANIFEST: readonly string[] = [STATEMENT, ENCODED_STATEMENT, SIGNATURE, SIGSTORE_BUNDLE];

/** The files that an execution gathers while it runs. */
const PART_PATHS = [
  /^captures\/[0-9a-f]{64}\.(json|png)$/,
  /^sealed\/[a-z0-9][a-z0-9-]{0,79}\.jwe$/,
  /^anchors\/(0|[1-9]\d{0,8})\.json$/,
  /^commitments\.jsonl$/,
];

/** Where the key of the commitments is kept, sealed to security. */
export const COMMITMENT_KEY = 'sealed/commitment-key.jwe';

/** Where the values of a capture are, sealed with a key that is made from the commitment key. */
export function sealedValuesPath(record: string): string {
  return `sealed/values-${record}.jwe`;
}

/** Whether a sealed part is such values: they alone are sealed to no device. */
export function isSealedValues(path: string): boolean {
  return path.startsWith('sealed/values-');
}

export function isPartPath(path: string): boolean {
  return PART_PATHS.some((pattern) => pattern.test(path));
}

/** `hash` is the SHA-256 of the record: a record and its picture go by one name. */
export function recordPath(hash: string): string {
  return `captures/${hash}.json`;
}

export function picturePath(hash: string): string {
  return `captures/${hash}.png`;
}

export function anchorPath(seq: number): string {
  return `anchors/${seq}.json`;
}
