/** What a browser tells a listener of one request. */
export type Details = Readonly<Record<string, unknown>> & Readonly<{ requestId: string }>;
type Answer = Readonly<{ cancel?: boolean }>;
type Listener = (details: Details) => Answer | Promise<Answer> | undefined;

/** The browser's events, with those of a blocking listener apart: what it answers counts. */
export function webRequestEvents() {
  const names = ['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders', 'onBeforeRedirect', 'onCompleted', 'onErrorOccurred'] as const;
  const blocking = new Map<string, Listener>();
  const watching = new Map<string, Listener>();
  const webRequest = Object.fromEntries(
    names.map((name) => [
      name,
      {
        addListener: (listener: Listener, _: unknown, extra: readonly string[] = []) =>
          (extra.includes('blocking') ? blocking : watching).set(name, listener),
        removeListener: () => undefined,
      },
    ]),
  );
  const tell = (event: string, details: Details) => void watching.get(event)?.(details);
  const isStopped = (event: string, details: Details) => {
    const answer = blocking.get(event)?.(details);
    if (answer instanceof Promise) throw new Error('this browser takes no promise for an answer');
    return answer?.cancel === true;
  };
  return {
    browser: { webRequest, runtime: { getURL: () => 'moz-extension://host/' } },
    tell,
    /** A request begins; false where the blocking listener stops it. */
    begins: (details: Details) => {
      tell('onBeforeRequest', details);
      return !isStopped('onBeforeRequest', details);
    },
    /** What the blocking listener answers in a browser that waits for it: false where it stops the request. */
    waits: async (event: 'onBeforeRequest' | 'onBeforeSendHeaders', details: Details) =>
      (await blocking.get(event)?.(details))?.cancel !== true,
    /** It is about to leave; false where the blocking listener stops it. */
    leaves: (details: Details) => !isStopped('onBeforeSendHeaders', details),
  };
}
