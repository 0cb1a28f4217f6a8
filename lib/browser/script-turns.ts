let last: Promise<unknown> = Promise.resolve();

/**
 * Registrations of content scripts, one after the other: what one of them read of the others must not be old when it writes, and
 * an end that is still under way must not take away what was begun after it. Never within one another.
 */
export function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const turn = last.then(act, act);
  last = turn;
  return turn;
}
