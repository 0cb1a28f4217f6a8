import { startDescribedRoom } from '../../lib/page/describe/described-room.ts';
import type { FromDescribed, ToDescribed } from '../../lib/wire/describe-link.ts';

declare global {
  interface Window {
    /** What a test drives the page of a console that is being described by. */
    described: Readonly<{ sent: FromDescribed[]; deliver: (message: ToDescribed) => void }>;
  }
}

const listeners: ((message: ToDescribed) => void)[] = [];
const sent: FromDescribed[] = [];

startDescribedRoom({
  document,
  window,
  link: { send: (message) => void sent.push(message), onMessage: (listener) => void listeners.push(listener) },
  overlay: { host: document.createElement('countersign-pointer'), render: () => undefined },
  openRoot: () => null,
  nowMs: () => Date.now(),
  signal: new AbortController().signal,
});

window.described = {
  sent,
  deliver: (message) => {
    for (const listener of listeners) listener(message);
  },
};
