import type { Runtime } from 'webextension-polyfill';
import type { PageReport } from '../core/compare/page-report.ts';
import type { Profile } from '../core/profile/profile.ts';
import type { PageLink } from '../ports/device.ts';
import { FORGOTTEN, type FromPage, PAGE_PORT, type ToPage } from '../wire/page-link.ts';
import { parseFromPage } from '../wire/page-link-schema.ts';
import { browser } from './api.ts';
import { hostPatterns, originOf } from './origins.ts';

export type PageListeners = Readonly<{
  connected: (tabId: number) => void;
  said: (tabId: number, message: FromPage) => void;
  gone: (tabId: number) => void;
  /** Whether it is known what is open: before that nobody is told that no profile describes their page. */
  isSettled: () => boolean;
}>;

/** How long a new tab may stay blank before it goes where it was opened for. */
const BLANK_MS = 400;

type Connected = Readonly<{ port: Runtime.Port; origin: string }>;

/**
 * The console's documents that are connected now: at most one port per tab, of its top document, from an origin that a
 * profile names. Everything else that connects is turned away, and everything that arrives is parsed.
 */
export function pageLink(
  profiles: () => Promise<readonly Profile[]>,
  listeners: PageListeners,
): PageLink & Readonly<{ accept: (port: Runtime.Port) => void }> {
  const pages = new Map<number, Connected>();
  const late = new WeakSet<Runtime.Port>();
  const waiting = new Map<string, (report: PageReport) => void>();

  const heard = (tabId: number, port: Runtime.Port, raw: unknown) => {
    if (pages.get(tabId)?.port !== port) return;
    const parsed = parseFromPage(raw);
    if (!parsed.isParsed) return;
    if (parsed.value.type === 'hello' && parsed.value.isLate) late.add(port);
    if (parsed.value.type === 'seen') {
      waiting.get(parsed.value.request)?.(parsed.value.report);
      return;
    }
    listeners.said(tabId, parsed.value);
  };

  return {
    accept: (port) => {
      const from = senderOf(port);
      if (from === null) return port.disconnect();
      const { tabId, origin } = from;
      const early: unknown[] = [];
      let isGone = false;
      const hold = (raw: unknown) => void early.push(raw);
      port.onMessage.addListener(hold);
      // It may go before it is known where it belongs, and must not stand for its tab then.
      port.onDisconnect.addListener(() => {
        isGone = true;
        if (pages.get(tabId)?.port !== port) return;
        pages.delete(tabId);
        listeners.gone(tabId);
      });
      void profiles().then((known) => {
        if (isGone) return;
        if (!known.some((profile) => profile.where.pageOrigins.includes(origin))) {
          if (listeners.isSettled()) post(port, FORGOTTEN);
          port.disconnect();
          return;
        }
        pages.set(tabId, { port, origin });
        port.onMessage.removeListener(hold);
        port.onMessage.addListener((raw: unknown) => heard(tabId, port, raw));
        listeners.connected(tabId);
        for (const raw of early) heard(tabId, port, raw);
      });
    },
    originOf: (tabId) => pages.get(tabId)?.origin ?? null,
    brief: (tabId, brief) => post(pages.get(tabId)?.port, { type: 'brief', brief }),
    send: (tabId, message) => post(pages.get(tabId)?.port, message),
    look: (tabId, deadlineMs) => {
      const port = pages.get(tabId)?.port;
      if (port === undefined) return Promise.resolve(null);
      const request = crypto.randomUUID();
      return new Promise((resolve) => {
        const finish = (report: PageReport | null) => {
          waiting.delete(request);
          clearTimeout(timer);
          resolve(report);
        };
        const timer = setTimeout(() => finish(null), deadlineMs);
        waiting.set(request, finish);
        post(port, { type: 'read-now', request });
      });
    },
    tabs: () => [...pages.keys()],
    unheld: async (origins) => (await tabsOn(origins)).filter((tabId) => isUnheld(pages.get(tabId)?.port, late)),
    openTab,
    allTabs,
    restsAt,
  };
}

/** Which tab's top document opened the port, and from where; null when it is no page room of ours. */
function senderOf({ name, sender }: Runtime.Port): Readonly<{ tabId: number; origin: string }> | null {
  const tabId = sender?.tab?.id;
  const origin = originOf(sender?.url);
  if (name !== PAGE_PORT || sender?.id !== browser.runtime.id || tabId === undefined || sender.frameId !== 0 || origin === null)
    return null;
  return { tabId, origin };
}

/** No page room answers there, or one that came when the page was there already. */
function isUnheld(port: Runtime.Port | undefined, late: WeakSet<Runtime.Port>): boolean {
  return port === undefined || late.has(port);
}

async function openTab(url: string): Promise<number> {
  const tab = await browser.tabs.create({ url, active: true });
  if (tab.id === undefined) throw new Error('the browser opened no tab');
  return tab.id;
}

async function allTabs(): Promise<readonly number[]> {
  return (await browser.tabs.query({})).flatMap(({ id }) => id ?? []);
}

/** A new tab is blank, and complete, before it goes anywhere; of a blank page the browser tells as little as of a host not given. */
async function restsAt(tabId: number): Promise<Readonly<{ origin: string | null }> | null> {
  const look = () => browser.tabs.get(tabId).catch(() => null);
  const tab = await look();
  if (tab?.status !== 'complete') return null;
  if (tab.url !== undefined) return { origin: originOf(tab.url) };
  await new Promise((resolve) => setTimeout(resolve, BLANK_MS));
  const later = await look();
  return later?.status === 'complete' ? { origin: originOf(later.url) } : null;
}

/** A host pattern has no port, so the whole origin is looked at once more. */
async function tabsOn(origins: readonly string[]): Promise<readonly number[]> {
  const open = await browser.tabs.query({ url: hostPatterns(origins) });
  return open.flatMap(({ id, url }) => (id !== undefined && origins.some((one) => one === originOf(url)) ? [id] : []));
}

/** A port may close between the look and the post: then the page is gone, and what it would have heard is moot. */
function post(port: Runtime.Port | undefined, message: ToPage): void {
  try {
    port?.postMessage(message);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
