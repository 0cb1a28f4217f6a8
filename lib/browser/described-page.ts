import type { Runtime, WebRequest } from 'webextension-polyfill';
import { isSafe } from '../core/profile/safe-methods.ts';
import type { DescribedPage, DescribedRequest } from '../ports/described.ts';
import { DESCRIBE_PORT, type FromDescribed, type ToDescribed } from '../wire/describe-link.ts';
import { parseFromDescribed } from '../wire/describe-link-schema.ts';
import { browser } from './api.ts';
import { initiatorOf } from './origins.ts';
import { readBody } from './request-body.ts';

const RECONNECT_MS = 200;
const PENDING_MAX = 200;

/**
 * The tab of a console that is being described, from a page of our own. That page opens the port, hears what the tab asks of
 * the network, and parses all that the tab says.
 */
export function describedPage(signal: AbortSignal): DescribedPage {
  const listeners: ((message: FromDescribed) => void)[] = [];
  const connectedListeners: ((isConnected: boolean) => void)[] = [];
  const requestListeners: ((request: DescribedRequest) => void)[] = [];
  let tabId: number | null = null;
  let port: Runtime.Port | null = null;

  const connect = () => {
    if (tabId === null || port !== null || signal.aborted) return;
    const next = browser.tabs.connect(tabId, { name: DESCRIBE_PORT, frameId: 0 });
    port = next;
    next.onMessage.addListener((raw: unknown) => {
      const parsed = parseFromDescribed(raw);
      if (!parsed.isParsed || port !== next) return;
      if (parsed.value.type === 'here') for (const listener of connectedListeners) listener(true);
      for (const listener of listeners) listener(parsed.value);
    });
    next.onDisconnect.addListener(() => {
      // Reading the error says that it is expected: a page that is on its way has nobody who listens.
      void browser.runtime.lastError;
      if (port !== next) return;
      port = null;
      for (const listener of connectedListeners) listener(false);
      setTimeout(connect, RECONNECT_MS);
    });
  };
  return {
    open: async (url) => {
      const tab = await browser.tabs.create({ url, active: true });
      tabId = tab.id ?? null;
      const tell = (request: DescribedRequest) => {
        for (const listener of requestListeners) listener(request);
      };
      watchTab({ tabId: () => tabId, origin: new URL(url).origin }, { signal, tell });
      connect();
    },
    tabId: () => tabId,
    send: (message: ToDescribed) => port?.postMessage(message),
    onMessage: (listener) => void listeners.push(listener),
    onConnected: (listener) => void connectedListeners.push(listener),
    onRequest: (listener) => void requestListeners.push(listener),
    show: async (which) => {
      const own = await browser.tabs.getCurrent();
      const target = which === 'builder' ? own.id : tabId;
      if (target === undefined || target === null) return;
      const tab = await browser.tabs.update(target, { active: true });
      if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    },
  };
}

type Watching = Readonly<{ signal: AbortSignal; tell: (request: DescribedRequest) => void }>;

/** What belongs to no tab is what a page's service worker sends. */
const NO_TAB = -1;

type Place = Readonly<{ tabId: () => number | null; origin: string }>;

/**
 * Hears each request of the tab, and of its pages' service worker, that may change something, and whether it left or was stopped.
 * Listens only: the network rules stop. Firefox shows what a service worker takes over twice, first as the page's.
 */
function watchTab({ tabId, origin }: Place, { signal, tell }: Watching): void {
  const pending = new Map<string, Omit<DescribedRequest, 'wasStopped'>>();
  const isOurs = (details: Seen) =>
    (details.tabId === tabId() || (details.tabId === NO_TAB && initiatorOf(details) === origin)) &&
    (!isSafe(details.method) || details.type === 'websocket');
  const began = (details: WebRequest.OnBeforeRequestDetailsType): undefined => {
    if (!isOurs(details)) return undefined;
    // What a service worker took over from the page is never told the end of.
    if (pending.size >= PENDING_MAX) pending.delete(pending.keys().next().value ?? '');
    pending.set(details.requestId, requestOf(details, readBody(details.requestBody)));
    return undefined;
  };
  const end = (requestId: string, wasStopped: boolean, seen: Omit<DescribedRequest, 'wasStopped'> | null) => {
    const request = pending.get(requestId) ?? seen;
    pending.delete(requestId);
    if (request !== null) tell({ ...request, wasStopped });
  };
  const left = (details: WebRequest.OnSendHeadersDetailsType) => {
    if (isOurs(details)) end(details.requestId, false, null);
  };
  const failed = (details: WebRequest.OnErrorOccurredDetailsType) => {
    if (isOurs(details) && (pending.has(details.requestId) || STOPPED.test(details.error)))
      end(details.requestId, true, requestOf(details, null));
  };
  const { onBeforeRequest, onSendHeaders, onErrorOccurred } = browser.webRequest;
  onBeforeRequest.addListener(began, EVERYWHERE, ['requestBody']);
  onSendHeaders.addListener(left, EVERYWHERE);
  onErrorOccurred.addListener(failed, EVERYWHERE);
  signal.addEventListener('abort', () => {
    onBeforeRequest.removeListener(began);
    onSendHeaders.removeListener(left);
    onErrorOccurred.removeListener(failed);
  });
}

/** What of it we hear is what access was given to: the browser sees to that. */
const EVERYWHERE = { urls: ['<all_urls>'] };
const STOPPED = /ERR_BLOCKED_BY_CLIENT|NS_ERROR_ABORT/;

type Seen = Readonly<{ tabId: number; method: string; type: string; initiator?: string; originUrl?: string }>;

function requestOf(
  details: Seen & Readonly<{ url: string; timeStamp: number }>,
  body: DescribedRequest['body'],
): Omit<DescribedRequest, 'wasStopped'> {
  const by =
    details.type === 'websocket' ? 'socket' : details.type === 'main_frame' || details.type === 'sub_frame' ? 'navigation' : 'script';
  return { method: details.method, url: details.url, by, body, isRelayed: details.tabId === NO_TAB, atMs: details.timeStamp };
}
