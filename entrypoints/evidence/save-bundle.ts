import type { ExportedBundle } from '../../lib/wire/messages.ts';

/** A file that was offered to the browser; the address lives as long as the page. */
export type SavedBundle = Readonly<{ name: string; url: string; sha256: string }>;

/** Offers the bundle as a download, by a link of this page: the worker has no address for its bytes. */
export function saveBundle(bundle: ExportedBundle): SavedBundle {
  const bytes = Uint8Array.from(atob(bundle.bytesBase64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: bundle.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = bundle.name;
  link.click();
  return { name: bundle.name, url, sha256: bundle.sha256 };
}
