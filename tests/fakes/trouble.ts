import type { Answer } from '../../lib/core/gate/sources.ts';
import { type Reason, type ReasonCode, reason } from '../../lib/core/reason.ts';
import type { CallOptions, Written } from '../../lib/ports/answer.ts';

/**
 * What can go wrong with one call. `down`: nothing arrives there. `lost-reply`: it is done, and nobody hears of it.
 * `stuck`: nothing happens until `release` or the caller's signal. `untrusted`: an answer that must not be used.
 * `signed-out`: it is refused unheard, and a write is known not to be done.
 */
export type Mishap = 'down' | 'lost-reply' | 'stuck' | 'untrusted' | 'signed-out';

/** What a fake has to say, or why it has nothing. */
export type Found<T> = Readonly<{ value: T }> | Readonly<{ missing: Reason }>;

/** The switches of one fake: what goes wrong with which call, and how often. `*` is every call. */
export type Trouble = Readonly<{
  set: (call: string, mishap: Mishap, times?: number) => void;
  clear: () => void;
  /** Lets every stuck call go on. */
  release: () => void;
  /** How often each call came, those that went wrong too. */
  calls: ReadonlyMap<string, number>;
  read: <T>(call: string, options: CallOptions, act: () => Found<T>) => Promise<Answer<T>>;
  write: <T>(call: string, options: CallOptions, act: () => Written<T>) => Promise<Written<T>>;
}>;

type Planned = { mishap: Mishap; left: number };

/** Switches for a fake whose silence is called `silent`. Nothing goes wrong until it is told to. */
export function makeTrouble(silent: ReasonCode, nowMs: () => number): Trouble {
  const planned = new Map<string, Planned>();
  const calls = new Map<string, number>();
  let released = Promise.withResolvers<void>();
  const noAnswer = reason(silent);
  const untrusted = reason('answer-untrusted', { system: 'The fake', detail: 'it was told to' });

  const next = (call: string): Mishap | null => {
    calls.set(call, (calls.get(call) ?? 0) + 1);
    const plan = planned.get(call) ?? planned.get('*');
    if (plan === undefined || plan.left <= 0) return null;
    plan.left -= 1;
    return plan.mishap;
  };
  /** Whether the call may go on. */
  const wait = async ({ signal }: CallOptions): Promise<boolean> => {
    const ended = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => ended.resolve(), { once: true });
    if (signal.aborted) ended.resolve();
    await Promise.race([released.promise, ended.promise]);
    return !signal.aborted;
  };

  return {
    calls,
    set: (call, mishap, times = Number.POSITIVE_INFINITY) => void planned.set(call, { mishap, left: times }),
    clear: () => planned.clear(),
    release: () => {
      released.resolve();
      released = Promise.withResolvers<void>();
    },
    read: async (call, options, act) => {
      const mishap = next(call);
      if (mishap === 'stuck' && !(await wait(options))) return { isRead: false, reason: noAnswer, tookMs: options.deadlineMs };
      if (mishap === 'signed-out') return { isRead: false, reason: noAnswer, tookMs: 1, isSignInOver: true };
      if (mishap === 'down' || mishap === 'lost-reply') return { isRead: false, reason: noAnswer, tookMs: 1 };
      if (mishap === 'untrusted') return { isRead: false, reason: untrusted, tookMs: 1 };
      const found = act();
      if ('missing' in found) return { isRead: false, reason: found.missing, tookMs: 1 };
      return { isRead: true, value: structuredClone(found.value), serverAtMs: nowMs(), skewMs: 0, tookMs: 1 };
    },
    write: async (call, options, act) => {
      const mishap = next(call);
      if (mishap === 'down') return { is: 'unsure', reason: noAnswer };
      if (mishap === 'signed-out') return { is: 'refused', reason: noAnswer, isStale: false, isUnheard: true };
      if (mishap === 'stuck' && !(await wait(options))) return { is: 'unsure', reason: noAnswer };
      const result = act();
      if (mishap === 'lost-reply') return { is: 'unsure', reason: noAnswer };
      return mishap === 'untrusted' ? { is: 'unsure', reason: untrusted } : result;
    },
  };
}
