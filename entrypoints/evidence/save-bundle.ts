import { ask } from '../../lib/browser/ask.ts';
import { sha256Hex } from '../../lib/browser/digest.ts';
import { offerFile } from '../../lib/browser/offer-file.ts';
import { zipBundle } from '../../lib/core/evidence/bundle-zip.ts';
import type { Reason } from '../../lib/core/reason.ts';
import type { ExportedBundle } from '../../lib/wire/messages.ts';

/** A file that was offered to the browser; the address lives as long as the page. */
export type SavedFile = Readonly<{ name: string; url: string; sha256: string }>;
type Saving = Readonly<{ isSaved: true; file: SavedFile }> | Readonly<{ isSaved: false; reason: Reason }>;

/** Offers the bundle as a download, by a link of this page: the worker has no address for its bytes. */
export async function saveBundle(execution: string): Promise<Saving> {
  const reply = await ask<'export'>({ type: 'export', execution });
  if (!reply.ok) return { isSaved: false, reason: reply.reason };
  const { name, mediaType, sha256, addenda } = reply.value;
  const bytes = bytesOf(reply.value.bytesBase64);
  if (addenda.length === 0) return { isSaved: true, file: { name, sha256, url: offerFile(name, mediaType, bytes) } };
  return zipped(`${name.slice(0, -'.zip'.length)}-and-after.zip`, withAddenda(reply.value));
}

/** Several bundles as one zip of zips, each as it was signed. One that cannot be had stops the export: part of a period is no period. */
export async function saveBundles(executions: readonly string[]): Promise<Saving> {
  const files = new Map<string, Uint8Array>();
  for (const execution of executions) {
    const reply = await ask<'export'>({ type: 'export', execution });
    if (!reply.ok) return { isSaved: false, reason: reply.reason };
    for (const [name, bytes] of withAddenda(reply.value)) files.set(name, bytes);
  }
  return zipped(`countersign-${executions.length}-bundles.zip`, files);
}

/** A bundle and what was signed about it after its end, each file as it was signed. */
function withAddenda({ name, bytesBase64, addenda }: ExportedBundle): ReadonlyMap<string, Uint8Array> {
  return new Map([[name, bytesOf(bytesBase64)], ...addenda.map((one) => [one.name, bytesOf(one.bytesBase64)] as const)]);
}

async function zipped(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<Saving> {
  const zip = zipBundle(files);
  return { isSaved: true, file: { name, sha256: await sha256Hex(zip), url: offerFile(name, 'application/zip', zip) } };
}

function bytesOf(bytesBase64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(bytesBase64), (character) => character.charCodeAt(0));
}
