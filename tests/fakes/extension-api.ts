/** One event of the extension API: who listens, and what they answer when it happens. */
export type FakeEvent = Readonly<{
  addListener: (listener: (...args: never[]) => unknown) => void;
  removeListener: (listener: (...args: never[]) => unknown) => void;
  happen: (...args: unknown[]) => readonly unknown[];
}>;

export const OWN_ID = 'countersign';
export const OWN_ADDRESS = `chrome-extension://${OWN_ID}/`;

/** Parts of the API that have parts of their own. */
const AREAS: ReadonlySet<string> = new Set(['storage.local', 'storage.session', 'storage.managed']);

/** As much of the extension API as the background needs to be wired: its events, and calls that are written down. */
export type FakeApi = Readonly<{ browser: object; event: (name: string) => FakeEvent; calls: readonly string[] }>;

export function fakeApi(): FakeApi {
  const events = new Map<string, FakeEvent>();
  const calls: string[] = [];
  const event = (name: string): FakeEvent => {
    const known = events.get(name) ?? newEvent();
    events.set(name, known);
    return known;
  };
  const own: Readonly<Record<string, unknown>> = { 'runtime.id': OWN_ID, 'runtime.getURL': (path: string) => `${OWN_ADDRESS}${path}` };
  const room = (name: string): object =>
    new Proxy(
      {},
      {
        get: (_, key) => {
          const path = `${name}.${String(key)}`;
          if (path in own) return own[path];
          if (AREAS.has(path)) return room(path);
          if (/^on[A-Z]/.test(String(key))) return event(path);
          return async () => {
            calls.push(path);
            return path.endsWith('.query') ? [] : {};
          };
        },
      },
    );
  return { browser: new Proxy({}, { get: (_, key) => room(String(key)) }), event, calls };
}

function newEvent(): FakeEvent {
  const listeners = new Set<(...args: never[]) => unknown>();
  return {
    addListener: (listener) => void listeners.add(listener),
    removeListener: (listener) => void listeners.delete(listener),
    happen: (...args) => [...listeners].map((listener) => Reflect.apply(listener, undefined, args)),
  };
}

export type FakePort = Readonly<{
  name: string;
  sender: object;
  onMessage: FakeEvent;
  onDisconnect: FakeEvent;
  postMessage: (message: unknown) => void;
  disconnect: () => void;
  wasTurnedAway: () => boolean;
}>;

/** A port as a content script opens one. */
export function fakePort(name: string, sender: object): FakePort {
  let isAway = false;
  return {
    name,
    sender,
    onMessage: newEvent(),
    onDisconnect: newEvent(),
    postMessage: () => undefined,
    disconnect: () => {
      isAway = true;
    },
    wasTurnedAway: () => isAway,
  };
}
