import { streamSSE } from 'hono/streaming';
import type { Console } from './console.ts';
import type { ConsoleContext } from './http.ts';
import { sessionView } from './session.ts';

/** A silent connection is kept alive this often. */
const KEEP_ALIVE_MS = 30_000;

/** Tells an open page what stands around the form, now and after every change, for as long as it listens. */
export function sessionEvents(console: Console, c: ConsoleContext, draftId: string | null): Response {
  return streamSSE(c, async (stream) => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    let last = '';
    const tell = (): void => {
      const draft = draftId === null ? null : console.store.draftById(draftId);
      const view = JSON.stringify(sessionView(console, draft));
      if (view === last) return;
      last = view;
      stream.writeSSE({ event: 'session', data: view }).catch(end);
    };
    const unsubscribe = console.world.subscribe(tell);
    const keepAlive = setInterval(() => void stream.writeSSE({ event: 'still-here', data: '' }).catch(end), KEEP_ALIVE_MS);
    stream.onAbort(end);
    console.closing.addEventListener('abort', () => end(), { once: true });
    tell();
    await ended;
    clearInterval(keepAlive);
    unsubscribe();
  });
}
