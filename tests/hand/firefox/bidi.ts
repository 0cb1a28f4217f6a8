/** One connection of WebDriver BiDi (W3C): commands with their answers, and events as they come. */
export type Bidi = Readonly<{
  send: (method: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>;
  on: (listener: (method: string, params: unknown) => void) => void;
  close: () => void;
}>;

/** The browser refused a command. `code` is the protocol's error code, such as `no such frame`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(method: string, code: string, words: string) {
    super(`${method}: ${code}: ${words}`);
    this.code = code;
  }
}

/** Longer than any single thing that a browser is asked to do here. */
const ANSWER_TIMEOUT_MS = 60_000;

type Waiting = Readonly<{ method: string; resolve: (value: unknown) => void; reject: (error: Error) => void }>;

export async function connectBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, Waiting>();
  const listeners: ((method: string, params: unknown) => void)[] = [];
  let lastId = 0;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`the browser does not answer at ${address}`)));
  });
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    const id = textOrNumber(message, 'id');
    if (typeof id !== 'number') {
      for (const listener of listeners) listener(String(textOrNumber(message, 'method')), part(message, 'params'));
      return;
    }
    const asked = waiting.get(id);
    waiting.delete(id);
    if (asked === undefined) return;
    const error = textOrNumber(message, 'error');
    if (error === null) asked.resolve(part(message, 'result'));
    else asked.reject(new Refused(asked.method, String(error), String(textOrNumber(message, 'message'))));
  });
  socket.addEventListener('close', () => {
    for (const { method, reject } of waiting.values()) reject(new Refused(method, 'gone', 'the browser is gone'));
    waiting.clear();
  });
  return {
    send: (method, params) => {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Refused(method, 'gone', 'the browser is gone'));
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Refused(method, 'timeout', `no answer in ${ANSWER_TIMEOUT_MS / 1000} s`));
        }, ANSWER_TIMEOUT_MS);
        const settle = <T>(end: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(timer);
            end(value);
          };
        };
        waiting.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    on: (listener) => void listeners.push(listener),
    close: () => socket.close(),
  };
}

/** What stands under a key of an answer; undefined where nothing does. */
export function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** A text under a key of an answer; an answer without it is not of the protocol. */
export function text(value: unknown, key: string): string {
  const found = part(value, key);
  if (typeof found !== 'string') throw new Error(`the browser's answer has no ${key}`);
  return found;
}

function textOrNumber(value: unknown, key: string): string | number | null {
  const found = part(value, key);
  return typeof found === 'string' || typeof found === 'number' ? found : null;
}
