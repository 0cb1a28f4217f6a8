import { reason } from '../core/reason.ts';
import type { Reply, RequestOf, RequestType } from '../wire/messages.ts';
import { browser } from './api.ts';

const TRIES_MAX = 3;

/**
 * Asks the worker, from one of our own pages. A worker that was asleep, or died under the question, is asked again: every
 * request is safe to repeat.
 */
export async function ask<T extends RequestType>(request: RequestOf<T>): Promise<Reply<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply: unknown = await browser.runtime.sendMessage({ target: 'worker', request });
      if (isReply<T>(reply)) return reply;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    if (attempt >= TRIES_MAX) return { ok: false, reason: reason('guard-not-intact', { detail: 'the background does not answer' }) };
  }
}

/** Calls back whenever the worker has something new to show. */
export function onChanged(listener: () => void, signal: AbortSignal): void {
  const heard = (message: unknown): undefined => {
    if (typeof message === 'object' && message !== null && 'target' in message && message.target === 'pages') listener();
    return undefined;
  };
  browser.runtime.onMessage.addListener(heard);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(heard));
}

/** The worker is ours and typed by `ReplyValues`; only the envelope is looked at. */
function isReply<T extends RequestType>(value: unknown): value is Reply<T> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
