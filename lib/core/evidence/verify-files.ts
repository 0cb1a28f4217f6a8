import { type Hashes, manifestText, statementText } from './bundle.ts';
import {
  AFTER_MANIFEST,
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
import { signatureOfDer } from './der.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, sigstoreBundle } from './dsse.ts';
import { type Bytes, bytesOfHex, type Digest, isSameBytes, keyOfPem, pemOfKey, textOf, utf8 } from './encoding.ts';
import { check, type Opened, type VerifyCheck, type VerifyTools } from './verdict.ts';

const CONTENT = [JOURNAL, COMMITMENTS, KEY, REPORT, INSTRUCTIONS];

type Files = Opened['files'];

/** The manifest names every file, every file is named, and each is as it was. */
export function manifestCheck({ files, hashes }: Opened): VerifyCheck {
  const faults = [...CONTENT, MANIFEST, ...AFTER_MANIFEST].filter((path) => !files.has(path)).map((path) => `${path} is missing.`);
  for (const path of files.keys()) {
    if (!CONTENT.includes(path) && path !== MANIFEST && !AFTER_MANIFEST.includes(path) && !isPartPath(path))
      faults.push(`${path} has no place in a bundle.`);
  }
  const text = textOf(files.get(MANIFEST) ?? new Uint8Array()) ?? '';
  const named = new Map([...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, hash, path]) => [path ?? '', hash ?? '']));
  const content = contentOf(hashes);
  for (const [path, hash] of content) {
    if (!named.has(path)) faults.push(`${path} is not in the manifest.`);
    else if (named.get(path) !== hash) faults.push(`${path} is not the file that the manifest names.`);
  }
  for (const path of named.keys()) if (!files.has(path)) faults.push(`${path} is in the manifest and not in the bundle.`);
  if (faults.length === 0 && text !== manifestText(content)) faults.push('The manifest is not in the form that it was written in.');
  return check('manifest', 'Every file is in the manifest, and as it was', faults);
}

/** The statement speaks for every file of the manifest and for the manifest, and for nothing else. */
export function statementCheck({ files, hashes, predicate }: Opened): VerifyCheck {
  const subjects: Hashes = [...contentOf(hashes), [MANIFEST, hashes.get(MANIFEST) ?? '']];
  const expected = predicate === null ? null : utf8(statementText(subjects, predicate));
  const isSame = expected !== null && isSameBytes(expected, files.get(STATEMENT) ?? new Uint8Array());
  return check(
    'statement',
    'The statement speaks for exactly these files',
    isSame ? [] : ['statement.json is not the statement over these files.'],
  );
}

/** DSSE: the signature is over the encoded statement, by the key in the bundle, and in the one form that it can have. */
export async function signatureCheck(files: Files, tools: VerifyTools): Promise<VerifyCheck> {
  const faults: string[] = [];
  const pae = preAuthenticationEncoding(PAYLOAD_TYPE, files.get(STATEMENT) ?? new Uint8Array());
  if (!isSameBytes(pae, files.get(ENCODED_STATEMENT) ?? new Uint8Array()))
    faults.push('statement.pae is not the encoding of statement.json.');
  const spki = keyInside(files);
  const raw = signatureOfDer(files.get(SIGNATURE) ?? new Uint8Array());
  if (spki === null) faults.push('key.pub.pem is not a public key.');
  if (raw === null) faults.push('statement.sig.der is not a P-256 signature in DER.');
  if (spki !== null && raw !== null && !(await tools.isSigned({ spki, raw, message: pae })))
    faults.push('The signature does not fit the statement and the key.');
  return check('signature', 'The statement is signed by the key in the bundle', faults);
}

/** The Sigstore form is the same statement and the same signature, byte by byte. */
export async function sigstoreCheck(files: Files, digest: Digest): Promise<VerifyCheck> {
  const spki = keyInside(files);
  const expected =
    spki === null
      ? null
      : sigstoreBundle(files.get(STATEMENT) ?? new Uint8Array(), files.get(SIGNATURE) ?? new Uint8Array(), bytesOfHex(await digest(spki)));
  const isSame = expected !== null && isSameBytes(expected, files.get(SIGSTORE_BUNDLE) ?? new Uint8Array());
  return check(
    'sigstore',
    'The Sigstore form agrees',
    isSame ? [] : ['statement.sigstore.json does not hold this statement and this signature.'],
  );
}

/** The key in the bundle, if it stands there in the one form that it was written in. */
export function keyInside(files: Files): Bytes | null {
  const pem = textOf(files.get(KEY) ?? new Uint8Array());
  const spki = pem === null ? null : keyOfPem(pem);
  return spki !== null && pemOfKey(spki) === pem ? spki : null;
}

/** What the manifest lists: every file but itself and those that are made from it. */
function contentOf(hashes: Opened['hashes']): Hashes {
  return [...hashes].filter(([path]) => path !== MANIFEST && !AFTER_MANIFEST.includes(path));
}
