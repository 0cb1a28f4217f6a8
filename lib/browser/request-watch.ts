import type { WebRequest } from 'webextension-polyfill';
import { classifyRequest } from '../core/profile/classify.ts';
import type { Profile, RequestKind } from '../core/profile/profile.ts';
import type { ObservedRequest, RequestEnd } from '../ports/device.ts';
import { browser } from './api.ts';
import type { OpenRelease } from './network-gate.ts';
import { readBody } from './request-body.ts';

export type RequestListeners = Readonly<{
  seen: (request: ObservedRequest) => void;
  ended: (end: RequestEnd, kind: RequestKind | 'unknown') => void;
}>;

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const EVERYWHERE = { urls: ['<all_urls>'] };
/** What Chrome, and what Firefox, calls a request that an extension stopped. */
const STOPPED = /ERR_BLOCKED_BY_CLIENT|NS_ERROR_ABORT|blocked/i;
/** Ends are remembered by request id until they come; a page cannot make this grow without limit. */
const PENDING_MAX = 500;

/**
 * Watches what really leaves. Registered in the first turn of the worker, because a listener that comes later misses
 * what woke it. `profiles` answers from memory: null means "not known yet", and then nothing is let through.
 */
export function watchRequests(
  profiles: () => readonly Profile[] | null,
  release: () => OpenRelease | null,
  listeners: RequestListeners,
): void {
  const pending = new Map<string, RequestKind | 'unknown'>();

  browser.webRequest.onBeforeRequest.addListener(
    (details) => {
      const seen = observe(profiles(), details);
      if (seen === null || pending.has(seen.requestId)) return undefined;
      if (pending.size >= PENDING_MAX) pending.delete(pending.keys().next().value ?? '');
      pending.set(seen.requestId, seen.kind);
      listeners.seen(seen);
      return undefined;
    },
    EVERYWHERE,
    ['requestBody'],
  );
  const ended = (
    details: WebRequest.OnCompletedDetailsType | WebRequest.OnErrorOccurredDetailsType | WebRequest.OnBeforeRedirectDetailsType,
  ) => {
    const kind = pending.get(details.requestId) ?? stoppedKind(profiles(), details);
    pending.delete(details.requestId);
    if (kind === null) return;
    const error = 'error' in details ? details.error : null;
    listeners.ended(
      {
        requestId: details.requestId,
        tabId: details.tabId,
        atMs: details.timeStamp,
        status: 'statusCode' in details ? details.statusCode : null,
        wasBlocked: error !== null && STOPPED.test(error),
        error,
      },
      kind,
    );
  };
  browser.webRequest.onBeforeRedirect.addListener(ended, EVERYWHERE);
  browser.webRequest.onCompleted.addListener(ended, EVERYWHERE);
  browser.webRequest.onErrorOccurred.addListener(ended, EVERYWHERE);
  blockAllButOne(profiles, release);
}

/**
 * The one-shot, where the browser grants a blocking listener: the first commit that fits the release passes, and nothing
 * else ever does. Elsewhere the browser refuses or ignores it, and the enforcement level says so.
 */
function blockAllButOne(profiles: () => readonly Profile[] | null, release: () => OpenRelease | null): void {
  try {
    browser.webRequest.onBeforeRequest.addListener(
      (details) => {
        const seen = observe(profiles(), details);
        if (seen === null || seen.kind !== 'commit') return {};
        const open = release();
        const fits =
          open !== null && !open.isSpent && (seen.tabId === open.opening.tabId || seen.tabId === -1) && Date.now() <= open.opening.untilMs;
        if (!fits || open === null) return { cancel: true };
        open.isSpent = true;
        return {};
      },
      EVERYWHERE,
      ['blocking', 'requestBody'],
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

function observe(profiles: readonly Profile[] | null, details: WebRequest.OnBeforeRequestDetailsType): ObservedRequest | null {
  if (SAFE_METHODS.has(details.method) || profiles === null) return null;
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
    initiator: details.initiator ?? details.originUrl ?? null,
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
