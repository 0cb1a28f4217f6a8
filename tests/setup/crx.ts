import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { zipSync } from 'fflate';
import { idOfKey } from './build.ts';

/** A packed extension, and the id that Chromium gives it. */
export type Packed = Readonly<{ id: string; version: string; bytes: Uint8Array<ArrayBuffer> }>;

const KEY_BITS = 2048;
/** CRX3: `sha256_with_rsa` and `signed_header_data` of its header, and the fields of what they hold (crx3.proto). */
const FIELDS = { proof: 2, signedData: 10_000, publicKey: 1, signature: 2, crxId: 1 } as const;
const VERSION = 3;
const LENGTH_DELIMITED = 2;

/**
 * Packs a folder under a key made for this once: a package that policy may install must be signed. `hosts`: match patterns that it
 * is given with its installation, because no test can press the prompt which asks for them.
 */
export function packed(folder: string, hosts: readonly string[]): Packed {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: KEY_BITS });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  // The key of a development build is another one.
  const { key: _, ...manifest }: Readonly<{ key?: string; version: string }> = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const zip = zipSync({ ...filesOf(folder), 'manifest.json': Buffer.from(JSON.stringify({ ...manifest, host_permissions: hosts })) });
  const signedData = field(FIELDS.crxId, createHash('sha256').update(key).digest().subarray(0, 16));
  const covered = [Buffer.from('CRX3 SignedData\0'), u32(signedData.length), signedData, zip];
  const signature = sign('sha256', Buffer.concat(covered), privateKey);
  const proof = Buffer.concat([field(FIELDS.publicKey, key), field(FIELDS.signature, signature)]);
  const header = Buffer.concat([field(FIELDS.proof, proof), field(FIELDS.signedData, signedData)]);
  const bytes = Buffer.concat([Buffer.from('Cr24'), u32(VERSION), u32(header.length), header, zip]);
  return { id: idOfKey(key), version: manifest.version, bytes: new Uint8Array(bytes) };
}

function filesOf(folder: string): Record<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => [name.replaceAll(sep, '/'), readFileSync(join(folder, name))]));
}

/** One field of a protocol buffer that holds bytes. */
function field(number: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint(number * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
