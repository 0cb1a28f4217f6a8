import type { WebRequest } from 'webextension-polyfill';
import { classifyRequest } from '../core/profile/classify.ts';
import type { Profile, RequestKind } from '../core/profile/profile.ts';
import type { ObservedRequest, RequestEnd } from '../ports/device.ts';
import { browser } from './api.ts';
import type { OpenRelease } from './network-gate.ts';
import { initiatorOf } from './origins.ts';
import { readBody } from './request-body.ts';

export type RequestListeners = Readonly<{
  /** The request is being made; a rule may still stop it. Told once more of the one that a blocking listener lets out. */
  began: (request: ObservedRequest) => void;
  /** Its headers are being sent: no rule stopped it. */
  left: (request: ObservedRequest) => void;
  /** `seen` is null where a rule stopped it before it was shown to us. */
  ended: (end: RequestEnd, kind: RequestKind | 'unknown', seen: ObservedRequest | null) => void;
}>;

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const EVERYWHERE = { urls: ['<all_urls>'] };
/** What Chrome, and what Firefox, calls a request that an extension stopped. */
const STOPPED = /ERR_BLOCKED_BY_CLIENT|NS_ERROR_ABORT|blocked/i;
/** How many requests are remembered by their id. */
const PENDING_MAX = 500;

export type Watched = Readonly<{
  /** Null until they were read; then nothing unsafe is let through by the blocking listener. */
  profiles: () => readonly Profile[] | null;
  /** Settles once the profiles are known: what came before is looked at then, in its order. */
  known: Promise<unknown>;
  release: () => OpenRelease | null;
}>;

/**
 * Watches what really leaves. Registered in the first turn of the worker, because a listener that comes later misses
 * what woke it.
 */
export function watchRequests(watched: Watched, listeners: RequestListeners): Readonly<{ renew: () => void }> {
  const pending = new Map<string, ObservedRequest>();
  const began = (details: WebRequest.OnBeforeRequestDetailsType) => {
    const seen = observe(watched.profiles(), details);
    if (seen === null || pending.has(seen.requestId)) return;
    remember(pending, seen);
    listeners.began(seen);
  };
  const sent = ({ requestId }: WebRequest.OnSendHeadersDetailsType) => {
    const seen = pending.get(requestId);
    if (seen !== undefined) listeners.left(seen);
  };
  const ended = (details: Ended) => {
    if (isHandedOn(details)) return;
    const seen = pending.get(details.requestId) ?? null;
    const kind = seen?.kind ?? stoppedKind(watched.profiles(), details);
    pending.delete(details.requestId);
    if (kind !== null) listeners.ended(endOf(details), kind, seen);
  };
  const later =
    <T>(handle: (details: T) => void) =>
    (details: T): undefined => {
      void watched.known.then(() => handle(details));
      return undefined;
    };
  const onBegan = later(began);
  const onSent = later(sent);
  const onEnded = later<Ended>(ended);
  const guard = blockingListeners(watched, later(listeners.began));
  const { onBeforeRequest, onBeforeSendHeaders, onSendHeaders, onBeforeRedirect, onCompleted, onErrorOccurred } = browser.webRequest;
  const add = () => {
    onBeforeRequest.addListener(onBegan, EVERYWHERE, ['requestBody']);
    onSendHeaders.addListener(onSent, EVERYWHERE);
    for (const event of [onBeforeRedirect, onCompleted, onErrorOccurred]) event.addListener(onEnded, EVERYWHERE);
    addBlocking(guard);
  };
  add();
  return {
    // Chrome gives a listener the hosts that were granted when it was added: after a grant all are added again.
    renew: () => {
      onBeforeRequest.removeListener(onBegan);
      onBeforeRequest.removeListener(guard.atBeginning);
      onBeforeSendHeaders.removeListener(guard.atLeaving);
      onSendHeaders.removeListener(onSent);
      for (const event of [onBeforeRedirect, onCompleted, onErrorOccurred]) event.removeListener(onEnded);
      add();
    },
  };
}

type Ended = WebRequest.OnCompletedDetailsType | WebRequest.OnErrorOccurredDetailsType | WebRequest.OnBeforeRedirectDetailsType;

/**
 * A request that goes on as it was, and was not answered: Firefox hands it to the page's service worker, or to another process, as
 * a redirect to its own address.
 */
function isHandedOn(details: Ended): boolean {
  return 'redirectUrl' in details && details.redirectUrl === details.url && !(details.statusCode >= 300 && details.statusCode < 400);
}

function endOf(details: Ended): RequestEnd {
  const error = 'error' in details ? details.error : null;
  const status = 'statusCode' in details ? details.statusCode : null;
  const { requestId, tabId, timeStamp } = details;
  return { requestId, tabId, atMs: timeStamp, status, wasBlocked: error !== null && STOPPED.test(error), error };
}

type Blocking = Readonly<{
  atBeginning: (details: WebRequest.OnBeforeRequestDetailsType) => WebRequest.BlockingResponse;
  atLeaving: (details: WebRequest.OnBeforeSendHeadersDetailsType) => WebRequest.BlockingResponse;
}>;

/**
 * The one-shot, where the browser grants blocking listeners: the first commit that fits the release leaves, and nothing else ever
 * does. What begins is judged, for only then its body is known; what leaves is counted, for not all that begins leaves: Firefox
 * shows the page's request and then the one that the page's service worker makes of it, and may show one request twice. Elsewhere
 * the browser refuses or ignores these listeners, and the enforcement level says so.
 */
function blockingListeners({ profiles, release }: Watched, letOut: (seen: ObservedRequest) => void): Blocking {
  const right = new Map<string, ObservedRequest>();
  const isFor = (open: OpenRelease | null, { tabId }: ObservedRequest): open is OpenRelease => {
    if (open === null || open.isSpent || Date.now() > open.opening.untilMs) return false;
    const { tabId: own, tabsThere } = open.opening;
    return tabId === own || tabId === -1 || tabsThere?.has(tabId) === false;
  };
  return {
    atBeginning: (details) => {
      const known = profiles();
      if (known === null) return { cancel: !SAFE_METHODS.has(details.method) && !isOurs(details) };
      const seen = observe(known, details);
      if (seen === null) return {};
      // What fits no class is never let through: a body that says two things may pass a rule that only sees its address.
      if (seen.kind === 'unknown') return { cancel: true };
      if (seen.kind !== 'commit') return {};
      const open = release();
      if (!isFor(open, seen) || !open.opening.isRight(seen)) return { cancel: true };
      remember(right, seen);
      return {};
    },
    atLeaving: ({ requestId }) => {
      const seen = right.get(requestId);
      if (seen === undefined) return {};
      right.delete(requestId);
      const open = release();
      if (!isFor(open, seen)) return { cancel: true };
      open.isSpent = true;
      open.opening.letThrough(seen);
      letOut(seen);
      return {};
    },
  };
}

function addBlocking({ atBeginning, atLeaving }: Blocking): void {
  try {
    browser.webRequest.onBeforeRequest.addListener(atBeginning, EVERYWHERE, ['blocking', 'requestBody']);
    browser.webRequest.onBeforeSendHeaders.addListener(atLeaving, EVERYWHERE, ['blocking']);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

/** Kept by request id until it leaves; a page cannot make this grow without limit. */
function remember(requests: Map<string, ObservedRequest>, seen: ObservedRequest): void {
  if (requests.size >= PENDING_MAX) requests.delete(requests.keys().next().value ?? '');
  requests.set(seen.requestId, seen);
}

/** The worker's own calls to the outside systems. */
function isOurs(details: WebRequest.OnBeforeRequestDetailsType): boolean {
  return (details.initiator ?? details.originUrl ?? '').startsWith(browser.runtime.getURL('').replace(/\/$/, ''));
}

function observe(profiles: readonly Profile[] | null, details: WebRequest.OnBeforeRequestDetailsType): ObservedRequest | null {
  if (SAFE_METHODS.has(details.method) || profiles === null || isOurs(details)) return null;
  const profile = profileOf(profiles, details.url);
  if (profile === null) return null;
  const body = readBody(details.requestBody);
  const { kind } = classifyRequest(profile, { method: details.method, url: details.url, body });
  return {
    requestId: details.requestId,
    tabId: details.tabId,
    method: details.method,
    url: details.url,
    kind,
    atMs: details.timeStamp,
    initiator: initiatorOf(details),
    by: details.type === 'main_frame' || details.type === 'sub_frame' ? 'navigation' : 'script',
    body,
  };
}

/** A request that a rule stopped may never have been shown before it ended. Its body is not known then. */
function stoppedKind(
  profiles: readonly Profile[] | null,
  details: Readonly<{ method: string; url: string }>,
): RequestKind | 'unknown' | null {
  if (SAFE_METHODS.has(details.method) || profiles === null) return null;
  const profile = profileOf(profiles, details.url);
  return profile === null ? null : classifyRequest(profile, { method: details.method, url: details.url, body: null }).kind;
}

function profileOf(profiles: readonly Profile[], address: string): Profile | null {
  const origin = URL.parse(address)?.origin;
  if (origin === undefined) return null;
  return profiles.find((one) => one.where.pageOrigins.includes(origin) || one.where.apiOrigins.includes(origin)) ?? null;
}
