import browser from 'webextension-polyfill';

/** The one door to the extension API. Nothing outside `lib/browser` and the entrypoints imports it. */
export { browser };

/** Chrome has parts that the polyfill's types do not know; each is looked for, never assumed. */
export type OffscreenApi = Readonly<{
  createDocument: (options: Readonly<{ url: string; reasons: readonly string[]; justification: string }>) => Promise<void>;
  closeDocument: () => Promise<void>;
  hasDocument: () => Promise<boolean>;
}>;

export function offscreenApi(): OffscreenApi | null {
  const found: unknown = Reflect.get(globalThis, 'chrome');
  if (typeof found !== 'object' || found === null || !('offscreen' in found)) return null;
  return isOffscreenApi(found.offscreen) ? found.offscreen : null;
}

function isOffscreenApi(value: unknown): value is OffscreenApi {
  return typeof value === 'object' && value !== null && 'createDocument' in value && typeof value.createDocument === 'function';
}
