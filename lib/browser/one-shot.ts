import type { WebRequest } from 'webextension-polyfill';
import type { Profile } from '../core/profile/profile.ts';
import { isSafe } from '../core/profile/safe-methods.ts';
import type { ObservedRequest } from '../ports/device.ts';
import { browser } from './api.ts';
import type { OpenRelease } from './network-gate.ts';
import { isOurs, kindByAddress, mayCommit, observe, remember } from './seen-request.ts';

export const EVERYWHERE = { urls: ['<all_urls>'] };

export type Watched = Readonly<{
  /** Null until they were read, and where they cannot be: then nothing unsafe is let through to what may be guarded. */
  profiles: () => readonly Profile[] | null;
  /** Whether an address may be a guarded console's, without the profiles: true for every one until more is known. */
  mayBeGuarded: (url: string) => boolean;
  /** Settles, and never fails, once either is known: a matter of storage alone. */
  read: Promise<unknown>;
  /** Whether this browser takes a promise for the answer of a blocking listener. */
  mayWait: boolean;
  /** Settles once the profiles are known: what came before is looked at then, in its order. */
  known: Promise<unknown>;
  release: () => OpenRelease | null;
}>;

type Answer = WebRequest.BlockingResponse;

export type Blocking = Readonly<{
  atBeginning: (details: WebRequest.OnBeforeRequestDetailsType) => Answer | Promise<Answer>;
  atLeaving: (details: WebRequest.OnBeforeSendHeadersDetailsType) => Answer | Promise<Answer>;
  /** The request is over. */
  forget: (requestId: string) => void;
}>;

/**
 * The one-shot, where the browser grants blocking listeners: the first commit that fits the release leaves, and nothing else ever
 * does. What begins is judged, for only then its body is known; what leaves is counted, for not all that begins leaves: Firefox
 * shows the page's request and then the one that the page's service worker makes of it, and may show one request twice. A commit that
 * was not judged here, because a worker before this one did it or because a page began too many, does not leave. Elsewhere the
 * browser refuses or ignores these listeners, and the enforcement level says so.
 */
export function blockingListeners(watched: Watched, letOut: (seen: ObservedRequest) => void): Blocking {
  const { profiles, release } = watched;
  const judged = new Map<string, ObservedRequest>();
  let isOut: string | null = null;
  const isFor = (open: OpenRelease | null, { tabId }: ObservedRequest): open is OpenRelease => {
    if (open === null || open.isSpent || Date.now() > open.opening.untilMs) return false;
    const { tabId: own, tabsThere } = open.opening;
    return tabId === own || tabId === -1 || tabsThere?.has(tabId) === false;
  };
  const atBeginning = (details: WebRequest.OnBeforeRequestDetailsType): Answer => {
    const known = profiles();
    if (known === null) return { cancel: watched.mayBeGuarded(details.url) };
    const seen = observe(known, details);
    if (seen === null) return {};
    // What fits no class is never let through: a body that says two things may pass a rule that only sees its address.
    if (seen.kind === 'unknown') return { cancel: true };
    const open = release();
    if (seen.kind === 'commit' && (!isFor(open, seen) || !open.opening.isRight(seen))) return { cancel: true };
    remember(judged, seen);
    return {};
  };
  const atLeaving = (details: WebRequest.OnBeforeSendHeadersDetailsType): Answer => {
    const seen = judged.get(details.requestId);
    if (seen === undefined) return { cancel: mayBeUnjudged(watched, details) };
    // A proxy, or the console, that asks who is there has the same request sent again.
    if (seen.kind !== 'commit' || isOut === seen.requestId) return {};
    judged.delete(seen.requestId);
    const open = release();
    if (!isFor(open, seen)) return { cancel: true };
    open.isSpent = true;
    isOut = seen.requestId;
    remember(judged, seen);
    open.opening.letThrough(seen);
    letOut(seen);
    return {};
  };
  return {
    atBeginning: onceRead(watched, atBeginning),
    atLeaving: onceRead(watched, atLeaving),
    forget: (requestId) => void judged.delete(requestId),
  };
}

/** A request of another site must not be lost only because it woke this worker: where the browser waits, it is judged once the profiles are read. */
function onceRead<T extends Asked>({ profiles, read, mayWait }: Watched, judge: (details: T) => Answer) {
  return (details: T): Answer | Promise<Answer> => {
    if (isSafe(details.method) || isOurs(details)) return {};
    return profiles() === null && mayWait ? read.then(() => judge(details)) : judge(details);
  };
}

type Asked = Readonly<{ method: string; url: string; initiator?: string; originUrl?: string }>;

/** Whether a request that nobody here judged may be a commit. Before the profiles are known, whatever goes to a guarded console may be. */
function mayBeUnjudged({ profiles, mayBeGuarded }: Watched, details: Asked): boolean {
  const known = profiles();
  return known === null ? mayBeGuarded(details.url) : mayCommit(kindByAddress(known, details));
}

export function addBlocking({ atBeginning, atLeaving }: Blocking): void {
  try {
    browser.webRequest.onBeforeRequest.addListener(atBeginning, EVERYWHERE, ['blocking', 'requestBody']);
    browser.webRequest.onBeforeSendHeaders.addListener(atLeaving, EVERYWHERE, ['blocking']);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
