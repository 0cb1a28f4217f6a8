import type { Page } from './page.ts';
import type { ExtensionFault } from './plan.ts';

type EvidenceFault = Exclude<ExtensionFault, 'access-withdrawn' | 'switched-off'>;

/** Spoils what the extension keeps, or draws with, behind its back: from one of its own pages, which has the same storage. */
export async function spoil(page: Page, fault: EvidenceFault): Promise<void> {
  if (fault === 'pictures-fail') return page.evaluate(refuseToDraw);
  if (fault === 'memory-changed') return page.evaluate(showEverything);
  // What runs in a page takes nothing along: what it is to do is left there for it.
  await page.evaluate(
    fault === 'evidence-lost' ? () => Reflect.set(globalThis, 'isLost', true) : () => Reflect.set(globalThis, 'isLost', false),
  );
  await page.evaluate(spoilFile);
}

/** Runs in a page of the extension: it answers what is asked of the drawing document before that can, and with no picture. */
function refuseToDraw(): void {
  type Listener = (message: unknown, sender: unknown, reply: (answer: unknown) => void) => void;
  const chrome: Readonly<{ runtime: { onMessage: { addListener: (listener: Listener) => void } } }> = Reflect.get(globalThis, 'chrome');
  chrome.runtime.onMessage.addListener((message, _, reply) => {
    if (typeof message === 'object' && message !== null && Reflect.get(message, 'target') === 'offscreen') reply({ fault: 'no canvas' });
  });
}

/** Runs in a page of the extension: the copy of the profile that the execution works with lets every value be shown. */
async function showEverything(): Promise<void> {
  type Store = Readonly<{ get: (keys: null) => Promise<Record<string, unknown>>; set: (items: Record<string, unknown>) => Promise<void> }>;
  const chrome: Readonly<{ storage: { session: Store } }> = Reflect.get(globalThis, 'chrome');
  const kept = await chrome.storage.session.get(null);
  const changed = JSON.stringify(kept).replaceAll('"isShown":false', '"isShown":true');
  await chrome.storage.session.set(JSON.parse(changed));
}

/** Runs in a page of the extension: one sealed part is taken away, or one letter of a record becomes another. */
async function spoilFile(): Promise<void> {
  const isLost = Reflect.get(globalThis, 'isLost') === true;
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open('countersign-journal'));
  const store = database.transaction('files', 'readwrite').objectStore('files');
  const isMeant = (path: string) => (isLost ? path.startsWith('sealed/values-') : /^captures\/.*\.json$/.test(path));
  const keys = await settled(store.getAllKeys());
  const key = keys.find((one) => Array.isArray(one) && isMeant(String(one[1])));
  if (key === undefined) throw new Error(`there is no such file yet`);
  if (isLost) await settled(store.delete(key));
  else {
    const kept: { bytes: Uint8Array } = await settled(store.get(key));
    const text = new TextDecoder().decode(kept.bytes).replace('"match"', '"empty"');
    await settled(store.put({ ...kept, bytes: new TextEncoder().encode(text) }));
  }
  database.close();
}
