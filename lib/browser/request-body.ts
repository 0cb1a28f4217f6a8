import type { WebRequest } from 'webextension-polyfill';
import { readStrictJson } from '../core/evidence/strict-json.ts';

type Body = WebRequest.OnBeforeRequestDetailsType['requestBody'];

/** Bodies larger than this are not read; what is not read is never as approved. */
const BODY_BYTES_MAX = 256 * 1024;
const DEPTH_MAX = 8;

/**
 * A request's body as parameter names, or RFC 6901 pointers for JSON, to their values. Null when the browser does not
 * give it whole: files, blobs, streams, anything that is neither a form nor JSON text. JSON that says a key twice is
 * null as well: the console may go by the other one.
 */
export function readBody(body: Body | undefined): Readonly<Record<string, readonly string[]>> | null {
  if (body === undefined || body === null) return null;
  if (body.error !== undefined) return null;
  if (body.formData !== undefined) return formValues(body.formData);
  const parts = body.raw ?? [];
  const bytes: Uint8Array[] = [];
  let sizeBytes = 0;
  for (const part of parts) {
    if (!(part.bytes instanceof ArrayBuffer)) return null;
    sizeBytes += part.bytes.byteLength;
    bytes.push(new Uint8Array(part.bytes));
  }
  if (bytes.length === 0 || sizeBytes > BODY_BYTES_MAX) return null;
  return jsonValues(joined(bytes, sizeBytes));
}

/** Chrome gives text values; a value in bytes is a file or not text. */
function formValues(form: object): Readonly<Record<string, readonly string[]>> | null {
  const values: Record<string, readonly string[]> = {};
  for (const [name, list] of Object.entries(form)) {
    // Kept under this name it would be no entry, and seen by nobody.
    if (name === '__proto__') return null;
    if (!Array.isArray(list) || !list.every((one): one is string => typeof one === 'string')) return null;
    values[name] = list;
  }
  return values;
}

function jsonValues(bytes: Uint8Array): Readonly<Record<string, readonly string[]>> | null {
  try {
    const json = readStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const values: Record<string, string[]> = {};
    return json !== null && flatten(json.value, '', values, 0) ? values : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Lists of plain values stay one entry; objects become pointers, and an empty one within is an entry without a value. */
function flatten(value: unknown, pointer: string, into: Record<string, string[]>, depth: number): boolean {
  if (depth > DEPTH_MAX) return false;
  if (Array.isArray(value)) {
    if (!value.every((one) => typeof one !== 'object' || one === null)) return false;
    into[pointer] = value.map(String);
    return true;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0 && pointer !== '') into[pointer] = [];
    return entries.every(([key, inside]) => flatten(inside, `${pointer}/${escaped(key)}`, into, depth + 1));
  }
  into[pointer] = value === null ? [] : [String(value)];
  return true;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function joined(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const all = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
