import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipBundle } from '../../lib/core/evidence/bundle-zip.ts';
import type { Control } from '../hand/control.ts';
import { at } from '../hand/control.ts';
import type { Page } from '../hand/page.ts';

/** One thing that leaves the console's page: bytes with a name. Pictures are read as well. */
export type Output = Readonly<{ name: string; bytes: Buffer; isPicture: boolean }>;

const output = (name: string, bytes: Uint8Array | string): Output => ({
  name,
  bytes: Buffer.from(bytes),
  isPicture: name.endsWith('.png'),
});

/** The bundle as it was saved, and every file in it. */
export async function bundleOutputs(path: string): Promise<readonly Output[]> {
  const bytes = await readFile(path);
  const zip = unzipBundle(bytes);
  if (!zip.isRead) throw new Error(`the bundle cannot be read: ${zip.says}`);
  return [
    output(`bundle ${path}`, bytes),
    output('name of the download', path),
    ...[...zip.files].map(([name, file]) => output(`bundle: ${name}`, file)),
  ];
}

/** What the case system and the evidence store were told, as they keep it. */
export async function systemOutputs(control: Control): Promise<readonly Output[]> {
  const world = await control.world();
  const kept = ['/cases', '/escalations', '/evidenceStore'];
  return kept.map((path) => output(`system: ${path}`, JSON.stringify(at(world, path) ?? null)));
}

/** Everything in the extension's own databases and lasting storage, read through the browser. */
export async function storedOutputs(page: Page): Promise<readonly Output[]> {
  return [output('databases and storage', await page.evaluate(dump))];
}

/** What lies on disk under the extension's name. */
export async function diskOutputs(profile: string, extensionId: string): Promise<readonly Output[]> {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const own = entries.filter((entry) => entry.isFile() && join(entry.parentPath, entry.name).includes(extensionId));
  return Promise.all(
    own.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return output(`disk: ${path.slice(profile.length)}`, await readFile(path));
    }),
  );
}

/** The pictures among the stored files; they are bytes there, and would not be read as pictures otherwise. */
export async function storedPictures(page: Page): Promise<readonly Readonly<{ path: string; bytes: Buffer }>[]> {
  const pictures = await page.evaluate(pngFiles);
  return pictures.map(({ path, base64 }) => ({ path, bytes: Buffer.from(base64, 'base64') }));
}

export function wordsOutput(name: string, words: readonly string[]): Output {
  return output(name, words.join('\n'));
}

/** Runs in a page of the extension. */
async function dump(): Promise<string> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const spelt = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Array.from(value, (byte) => String.fromCharCode(byte)).join('') : value;
  const found: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      found.push([name, store, await settled(database.transaction(store).objectStore(store).getAll())]);
    database.close();
  }
  type Area = Readonly<{ get: (keys: null) => Promise<unknown> }>;
  const extension: Readonly<{ storage: Readonly<{ local: Area; sync?: Area }> }> = Reflect.get(globalThis, 'chrome');
  found.push(await extension.storage.local.get(null));
  return JSON.stringify(found, spelt);
}

/** Runs in a page of the extension. */
async function pngFiles(): Promise<{ path: string; base64: string }[]> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open('countersign-journal'));
  const files: { path: string; bytes: Uint8Array }[] = await settled(database.transaction('files').objectStore('files').getAll());
  database.close();
  return files
    .filter(({ path }) => path.endsWith('.png'))
    .map(({ path, bytes }) => ({ path, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }));
}
