import type { Runtime } from 'webextension-polyfill';
import { browser } from '../../lib/browser/api.ts';
import type { DescribedLink } from '../../lib/page/describe/described-room.ts';
import { DESCRIBE_PORT, type FromDescribed, type ToDescribed } from '../../lib/wire/describe-link.ts';

/** What is said before the builder is there is kept for it, up to this many messages. */
const WAITING_MAX = 50;

/** The builder opens the port, because only it knows which tab it describes; the last one that it opened counts. */
export function builderLink(signal: AbortSignal): DescribedLink {
  const listeners: ((message: ToDescribed) => void)[] = [];
  const waiting: FromDescribed[] = [];
  let port: Runtime.Port | null = null;
  const accept = (next: Runtime.Port) => {
    if (next.name !== DESCRIBE_PORT || next.sender?.id !== browser.runtime.id) return;
    port = next;
    next.onMessage.addListener((message: unknown) => {
      if (isToDescribed(message)) for (const listener of listeners) listener(message);
    });
    next.onDisconnect.addListener(() => {
      if (port === next) port = null;
    });
    for (const message of waiting.splice(0)) next.postMessage(message);
  };
  browser.runtime.onConnect.addListener(accept);
  signal.addEventListener('abort', () => browser.runtime.onConnect.removeListener(accept));
  return {
    send: (message) => {
      if (port !== null) port.postMessage(message);
      else if (waiting.length < WAITING_MAX) waiting.push(message);
    },
    onMessage: (listener) => void listeners.push(listener),
  };
}

/** The builder is ours; only the shape of the envelope is looked at. */
function isToDescribed(value: unknown): value is ToDescribed {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
