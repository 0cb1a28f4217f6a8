import { statementOver } from './bundle.ts';
import { STATEMENT } from './bundle-names.ts';
import { readCanonical } from './canonical.ts';
import { signatureOfDer } from './der.ts';
import type { TrustedDevice } from './device-trust.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, sigstoreBundle } from './dsse.ts';
import { type Bytes, base64, bytesOfBase64, bytesOfHex, isSameBytes, keyOfPem, textOf, utf8 } from './encoding.ts';
import { flag, instant, oneOf, orNull, record, type Shaped, sha256, shape, text, wholeNumber } from './guards.ts';
import type { VerifyTools } from './verdict.ts';

/**
 * What is learnt about an execution after its bundle was closed: a bundle is signed once, so this stands beside it, signed
 * by an enrolled device, in the same form as a bundle's statement. Its subject is the bundle's `statement.json`, so that
 * it can be about no other execution.
 */
export const ADDENDUM_TYPE = 'urn:countersign:addendum:v1';

/** What was found to be wrong with a restoration. */
export const FINDINGS = ['over-privileged', 'duplicate-grant', 'wrong-target', 'should-not-have-been', 'other'] as const;

const common = { v: (value: unknown): value is 1 => value === 1, execution: text, at: instant, by: text };
const correction = { ...common, is: oneOf('correction'), finding: oneOf(...FINDINGS) };
/** IAM at the end of the granted window; `isEnded` and `grants` are null where it could not be read. */
const windowEnd = { ...common, is: oneOf('window-end'), windowEnd: instant, grants: orNull(wholeNumber), isEnded: orNull(flag) };
const isCorrection = shape(correction);
const isWindowEnd = shape(windowEnd);

export type Addendum = Shaped<typeof correction> | Shaped<typeof windowEnd>;

/** The bytes that a device signs for an addendum, and the file once it did. `statement` is the SHA-256 of the bundle's `statement.json`. */
export function addendumDraft(addendum: Addendum, statement: string): Readonly<{ payload: Bytes; pae: Bytes }> {
  const payload = utf8(statementOver([[STATEMENT, statement]], { type: ADDENDUM_TYPE, predicate: addendum }));
  return { payload, pae: preAuthenticationEncoding(PAYLOAD_TYPE, payload) };
}

export function sealAddendum(payload: Uint8Array, signatureDer: Uint8Array, keyHash: Uint8Array): Bytes {
  return sigstoreBundle(payload, signatureDer, keyHash);
}

/**
 * What an addendum's file is called; it lies beside the bundle. `payload` is the SHA-256 of what was signed: two of one second, on
 * one device or on two, must not have one name in a store that takes each name once.
 */
export function addendumName(addendum: Addendum, payload: string): string {
  const at = addendum.at.replace(/[^0-9]/g, '').slice(0, 14);
  return `countersign-${addendum.execution.replace(/[^A-Za-z0-9._-]/g, '-')}.${addendum.is}-${at}-${payload.slice(0, 8)}.sigstore.json`;
}

export type ReadAddendum =
  | Readonly<{ isGood: true; addendum: Addendum; statement: string; device: string }>
  | Readonly<{ isGood: false; says: string }>;

/** Reads and verifies an addendum. Only an enrolled, confirmed, unrevoked device of the person whom it names is believed. */
export async function readAddendum(bytes: Uint8Array, tools: VerifyTools, devices: readonly TrustedDevice[]): Promise<ReadAddendum> {
  const envelope = envelopeIn(bytes);
  if (envelope === null) return refused('is not a signed addendum');
  const { payload, signature, hint } = envelope;
  const signer = await signerOf(hint, tools, devices);
  if (signer === null) return refused('is signed by no enrolled device');
  const raw = signatureOfDer(signature);
  const pae = preAuthenticationEncoding(PAYLOAD_TYPE, payload);
  if (raw === null || !(await tools.isSigned({ spki: signer.spki, raw, message: pae }))) return refused('does not fit its signature');
  if (!isSameBytes(bytes, sigstoreBundle(payload, signature, bytesOfHex(await tools.digest(signer.spki)))))
    return refused('holds more than its form has');
  const read = statementIn(payload);
  if (read === null) return refused('says nothing that this version knows');
  const { addendum, statement } = read;
  const { device } = signer;
  if (device.confirmedBy === null || device.revokedAt !== null) return refused(`is signed by device ${device.id}, which is not trusted`);
  if (addendum.by !== device.person) return refused(`is signed for ${addendum.by} by a device of ${device.person}`);
  return { isGood: true, addendum, statement, device: device.id };
}

function envelopeIn(bytes: Uint8Array): Readonly<{ payload: Bytes; signature: Bytes; hint: string }> | null {
  const value = readCanonical(textOf(bytes) ?? '')?.value;
  if (!record(value) || !record(value.dsseEnvelope) || !record(value.verificationMaterial)) return null;
  const { payload, signatures } = value.dsseEnvelope;
  const { publicKey } = value.verificationMaterial;
  const [first] = Array.isArray(signatures) ? signatures : [];
  const parts = { payload: bytesIn(payload), signature: record(first) ? bytesIn(first.sig) : null };
  if (parts.payload === null || parts.signature === null || !record(publicKey) || !text(publicKey.hint)) return null;
  return { payload: parts.payload, signature: parts.signature, hint: publicKey.hint };
}

function bytesIn(value: unknown): Bytes | null {
  return typeof value === 'string' ? bytesOfBase64(value) : null;
}

async function signerOf(hint: string, tools: VerifyTools, devices: readonly TrustedDevice[]) {
  for (const device of devices) {
    const spki = keyOfPem(device.signingKey);
    if (spki !== null && base64(bytesOfHex(await tools.digest(spki))) === hint) return { device, spki };
  }
  return null;
}

function statementIn(payload: Uint8Array): Readonly<{ addendum: Addendum; statement: string }> | null {
  const value = readCanonical(textOf(payload) ?? '')?.value;
  if (!record(value) || value.predicateType !== ADDENDUM_TYPE || !Array.isArray(value.subject)) return null;
  const { predicate } = value;
  const [subject] = value.subject;
  if (!record(subject) || !record(subject.digest) || !sha256(subject.digest.sha256)) return null;
  if (!isCorrection(predicate) && !isWindowEnd(predicate)) return null;
  const expected = statementOver([[STATEMENT, subject.digest.sha256]], { type: ADDENDUM_TYPE, predicate });
  return expected === textOf(payload) ? { addendum: predicate, statement: subject.digest.sha256 } : null;
}

function refused(says: string): ReadAddendum {
  return { isGood: false, says };
}
