import type { WebRequest } from 'webextension-polyfill';
import { classifyRequest, type SeenRequest } from '../core/profile/classify.ts';
import type { Profile, RequestKind } from '../core/profile/profile.ts';
import { isSafe } from '../core/profile/safe-methods.ts';
import type { ObservedRequest } from '../ports/device.ts';
import { browser } from './api.ts';
import { initiatorOf } from './origins.ts';
import { readBody } from './request-body.ts';

/** How many requests are remembered by their id. */
const PENDING_MAX = 500;

/** A request that may change something on a guarded console; null for any other. */
export function observe(profiles: readonly Profile[] | null, details: WebRequest.OnBeforeRequestDetailsType): ObservedRequest | null {
  if (isSafe(details.method) || profiles === null || isOurs(details)) return null;
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
export function kindByAddress(
  profiles: readonly Profile[] | null,
  details: Readonly<{ method: string; url: string }>,
): RequestKind | 'unknown' | null {
  if (isSafe(details.method) || profiles === null) return null;
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

/** What may be a commit, as far as is known. */
export function mayCommit(kind: RequestKind | 'unknown' | null): boolean {
  return kind === 'commit' || kind === 'unknown';
}

/** The worker's own calls to the outside systems. */
export function isOurs(details: Readonly<{ initiator?: string; originUrl?: string }>): boolean {
  return (details.initiator ?? details.originUrl ?? '').startsWith(browser.runtime.getURL('').replace(/\/$/, ''));
}

/** Kept by request id until it leaves; a page cannot make this grow without limit, nor have a commit forgotten over what is free. */
export function remember(requests: Map<string, ObservedRequest>, seen: ObservedRequest): void {
  if (requests.size >= PENDING_MAX) {
    const all = [...requests.values()];
    const leastMissed = all.find(({ kind }) => kind === 'free') ?? all[0];
    requests.delete(leastMissed?.requestId ?? '');
  }
  requests.set(seen.requestId, seen);
}
