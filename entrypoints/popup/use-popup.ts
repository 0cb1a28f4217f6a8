import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, onChanged } from '../../lib/browser/ask.ts';
import type { PopupView } from '../../lib/core/execution/view.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';
import type { Request } from '../../lib/wire/messages.ts';

/** While an execution runs the state is read again this often, even when no word of a change came through. */
const REREAD_MS = 1_000;
/** What did not answer is asked again this often while somebody looks. */
const TRY_AGAIN_MS = 3_000;
/** How often the countdown and the open windows are drawn again. */
const COUNTDOWN_MS = 200;
const CLOCK_MS = 15_000;

type PopupLink = Readonly<{
  view: PopupView | null;
  problem: Problem | null;
  nowMs: number;
  act: (request: Request) => void;
}>;

/** The worker's state, kept fresh, and the way to ask it for something. */
export function usePopup(): PopupLink {
  const [view, setView] = useState<PopupView | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  /** Why it cannot be read just now; gone as soon as it can. */
  const [unread, setUnread] = useState<Problem | null>(null);
  const reading = useRef<Promise<void> | null>(null);

  const read = useCallback((): Promise<void> => {
    // One reading at a time, and one more when something changed meanwhile: never a queue of them.
    reading.current ??= ask<'state'>({ type: 'state' })
      .then((reply) => {
        if (reply.ok) setView(reply.value);
        setUnread(reply.ok ? null : problemOf(reply.reason));
      })
      .finally(() => {
        reading.current = null;
      });
    return reading.current;
  }, []);

  const readAfresh = useCallback(async (): Promise<void> => {
    await reading.current;
    await read();
  }, [read]);

  const act = useCallback(
    (request: Request): void => {
      void ask(request).then((reply) => {
        setRefused(reply.ok ? null : problemOf(reply.reason));
        return readAfresh();
      });
    },
    [readAfresh],
  );

  useEffect(() => {
    const life = new AbortController();
    void read();
    onChanged(() => void readAfresh(), life.signal);
    return () => life.abort();
  }, [read, readAfresh]);

  const is = view?.body.is;
  const rereadMs = unread !== null || is === 'attention' ? TRY_AGAIN_MS : is === 'running' ? REREAD_MS : null;
  useEffect(() => (rereadMs === null ? undefined : every(rereadMs, () => void read())), [rereadMs, read]);

  return { view, problem: unread ?? refused, nowMs: useNow(isArmed(view) ? COUNTDOWN_MS : CLOCK_MS), act };
}

function isArmed(view: PopupView | null): boolean {
  return view?.body.is === 'running' && view.body.view.gate.countdown !== null;
}

function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    setNowMs(Date.now());
    return every(everyMs, () => setNowMs(Date.now()));
  }, [everyMs]);
  return nowMs;
}

/** Calls back until the returned function ends it. */
function every(ms: number, call: () => void): () => void {
  const timer = setInterval(call, ms);
  return () => clearInterval(timer);
}
