import type { Runtime } from 'webextension-polyfill';

type WithPorts = Readonly<{ runtime: Readonly<{ connect: (info: Readonly<{ name: string }>) => Runtime.Port }> }>;

/**
 * A port to the worker, for scripts in pages. Both browsers give ports under `chrome` alike, so the polyfill with its list of
 * every API stays out of pages. Throws an `Error` where the extension was switched off or exchanged meanwhile.
 */
export function openWorkerPort(name: string): Runtime.Port {
  const chrome: unknown = Reflect.get(globalThis, 'chrome');
  if (!hasPorts(chrome)) throw new Error('the extension is not there any more');
  return chrome.runtime.connect({ name });
}

function hasPorts(value: unknown): value is WithPorts {
  if (typeof value !== 'object' || value === null || !('runtime' in value)) return false;
  const { runtime } = value;
  return typeof runtime === 'object' && runtime !== null && 'connect' in runtime && typeof runtime.connect === 'function';
}
