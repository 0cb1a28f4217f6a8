import type { Runtime } from 'webextension-polyfill';
import { openWorkerPort } from '../../lib/browser/worker-port.ts';
import type { PageLink } from '../../lib/page/page-room.ts';
import { type FromPage, PAGE_PORT, type ToPage } from '../../lib/wire/page-link.ts';

/** A worker that is asked for nothing is put to sleep by the browser; a page that is being filled keeps it awake. */
const KEEP_AWAKE_MS = 20_000;
const RECONNECT_MS = 150;
/** A page that is only turned away asks half as often each time, down to this. */
const RECONNECT_MAX_MS = 30_000;

/**
 * One port to the worker. When the worker dies the port drops; connecting again wakes it, and it closes its gate first. Ends the
 * life of a page room whose page is none of a console's: a host pattern has no port, so the script runs beside consoles as well.
 */
export function workerLink(life: AbortController): PageLink {
  const { signal } = life;
  const listeners: ((message: ToPage) => void)[] = [];
  const lostListeners: ((isForGood: boolean) => void)[] = [];
  let port: Runtime.Port | null = null;
  let againMs = RECONNECT_MS;
  let isBriefed = false;
  // Firefox puts the script into pages that are open already when the extension is switched on again.
  const isLate = document.readyState !== 'loading';

  const connect = (): Runtime.Port | null => {
    if (signal.aborted) return null;
    try {
      const next = openWorkerPort(PAGE_PORT);
      next.onMessage.addListener((message: unknown) => {
        if (!isToPage(message)) return;
        if (message.type === 'forgotten' && !isBriefed) return life.abort();
        if (message.type !== 'forgotten') [isBriefed, againMs] = [true, RECONNECT_MS];
        for (const listener of listeners) listener(message);
      });
      next.onDisconnect.addListener(() => {
        if (port !== next) return;
        port = null;
        setTimeout(() => {
          port ??= connect();
        }, againMs);
        againMs = Math.min(2 * againMs, RECONNECT_MAX_MS);
        for (const listener of lostListeners) listener(false);
      });
      next.postMessage({ type: 'hello', isLate } satisfies FromPage);
      return next;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      for (const listener of lostListeners) listener(true);
      return null;
    }
  };
  const send = (message: FromPage) => {
    port ??= connect();
    port?.postMessage(message);
  };
  port = connect();
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') send({ type: 'awake' });
  }, KEEP_AWAKE_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    port?.disconnect();
  });
  return { send, onMessage: (listener) => void listeners.push(listener), onLost: (listener) => void lostListeners.push(listener) };
}

/** The worker is ours; only the shape of the envelope is looked at, so that the page room needs no parser. */
function isToPage(value: unknown): value is ToPage {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
