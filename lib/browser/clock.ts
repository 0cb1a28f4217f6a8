import type { Clock } from '../ports/device.ts';

/** The worker's wall clock and its randomness. A sleep ends early, without a word, when its signal is aborted. */
export const clock: Clock = {
  nowMs: () => Date.now(),
  randomId: () => crypto.randomUUID(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
};
