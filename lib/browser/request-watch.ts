import type { WebRequest } from 'webextension-polyfill';
import type { RequestKind } from '../core/profile/profile.ts';
import type { ObservedRequest, RequestEnd } from '../ports/device.ts';
import { browser } from './api.ts';
import { addBlocking, blockingListeners, EVERYWHERE, type Watched } from './one-shot.ts';
import { kindByAddress, mayCommit, observe, remember } from './seen-request.ts';

export type RequestListeners = Readonly<{
  /** The request is being made; a rule may still stop it. Told once more of the one that a blocking listener lets out. */
  began: (request: ObservedRequest) => void;
  /** Its headers are being sent: no rule stopped it. */
  left: (request: ObservedRequest) => void;
  /** `seen` is null where a rule stopped it before it was shown to us. */
  ended: (end: RequestEnd, kind: RequestKind | 'unknown', seen: ObservedRequest | null) => void;
}>;

/** What Chrome, and what Firefox, calls a request that an extension stopped. */
const STOPPED = /ERR_BLOCKED_BY_CLIENT|NS_ERROR_ABORT|blocked/i;

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
