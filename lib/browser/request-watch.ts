import type { WebRequest } from 'webextension-polyfill';
import { classifyRequest, type SeenRequest } from '../core/profile/classify.ts';
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
  /** Commits, as far as their address tells, whose headers were sent: nothing that comes later can have stopped them. */
  const gone = new Set<string>();
  const began = (details: WebRequest.OnBeforeRequestDetailsType) => {
    const seen = observe(watched.profiles(), details);
    if (seen === null || pending.has(seen.requestId)) return;
    remember(pending, seen);
    listeners.began(seen);
  };
  const sent = (details: WebRequest.OnSendHeadersDetailsType) => {
    const seen = pending.get(details.requestId);
    if (mayCommit(kindByAddress(watched.profiles(), details))) gone.add(details.requestId);
    if (seen !== undefined) listeners.left(seen);
  };
  const ended = (details: Ended) => {
    if (isHandedOn(details)) return;
    const seen = pending.get(details.requestId) ?? null;
    const kind = seen?.kind ?? kindByAddress(watched.profiles(), details);
    const hasLeft = gone.has(details.requestId);
    pending.delete(details.requestId);
    guard.forget(details.requestId);
    // What a redirect leads to has the same id: stopped or not, what was sent before it was sent.
    if (!('redirectUrl' in details)) gone.delete(details.requestId);
    if (kind !== null) listeners.ended(endOf(details, hasLeft), kind, seen);
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

/** A browser says "blocked" too of an answer that it keeps from the page, and of one that another extension stops. */
function endOf(details: Ended, hasLeft: boolean): RequestEnd {
  const error = 'error' in details ? details.error : null;
  const status = 'statusCode' in details ? details.statusCode : null;
  const { requestId, tabId, method, url, timeStamp: atMs } = details;
  return { requestId, tabId, method, url, atMs, status, wasBlocked: !hasLeft && error !== null && STOPPED.test(error), error };
}

type Blocking = Readonly<{
  atBeginning: (details: WebRequest.OnBeforeRequestDetailsType) => WebRequest.BlockingResponse;
  atLeaving: (details: WebRequest.OnBeforeSendHeadersDetailsType) => WebRequest.BlockingResponse;
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
function blockingListeners({ profiles, release }: Watched, letOut: (seen: ObservedRequest) => void): Blocking {
  const judged = new Map<string, ObservedRequest>();
  let isOut: string | null = null;
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
      const open = release();
      if (seen.kind === 'commit' && (!isFor(open, seen) || !open.opening.isRight(seen))) return { cancel: true };
      remember(judged, seen);
      return {};
    },
    atLeaving: (details) => {
      const seen = judged.get(details.requestId);
      if (seen === undefined) return { cancel: mayBeUnjudged(profiles(), details) };
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
    },
    forget: (requestId) => void judged.delete(requestId),
  };
}

/** Whether a request that nobody here judged may be a commit. Before the profiles are known, whatever is unsafe may be. */
function mayBeUnjudged(profiles: readonly Profile[] | null, details: WebRequest.OnBeforeSendHeadersDetailsType): boolean {
  if (SAFE_METHODS.has(details.method) || isOurs(details)) return false;
  return profiles === null || mayCommit(kindByAddress(profiles, details));
}

function mayCommit(kind: RequestKind | 'unknown' | null): boolean {
  return kind === 'commit' || kind === 'unknown';
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
function isOurs(details: Readonly<{ initiator?: string; originUrl?: string }>): boolean {
  return (details.initiator ?? details.originUrl ?? '').startsWith(browser.runtime.getURL('').replace(/\/$/, ''));
}

function observe(profiles: readonly Profile[] | null, details: WebRequest.OnBeforeRequestDetailsType): ObservedRequest | null {
  if (SAFE_METHODS.has(details.method) || profiles === null || isOurs(details)) return null;
  const body = readBody(details.requestBody);
  const kind = kindOf(profiles, { method: details.method, url: details.url, body });
  if (kind === null) return null;
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

/** What a request's address alone says it is: one that a rule stopped may never have been shown before it ended, and headers come without a body. */
function kindByAddress(
  profiles: readonly Profile[] | null,
  details: Readonly<{ method: string; url: string }>,
): RequestKind | 'unknown' | null {
  if (SAFE_METHODS.has(details.method) || profiles === null) return null;
  return kindOf(profiles, { method: details.method, url: details.url, body: null });
}

/** Of several profiles that describe one console the first counts; but what any of them calls the commit is one. */
function kindOf(profiles: readonly Profile[], seen: SeenRequest): RequestKind | 'unknown' | null {
  const origin = URL.parse(seen.url)?.origin;
  if (origin === undefined) return null;
  const kinds = profiles
    .filter(({ where }) => where.pageOrigins.includes(origin) || where.apiOrigins.includes(origin))
    .map((one) => classifyRequest(one, seen).kind);
  return kinds.includes('commit') ? 'commit' : (kinds[0] ?? null);
}
