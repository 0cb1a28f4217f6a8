import type { RequestClass } from '../core/profile/profile.ts';
import type { FromDescribed, ToDescribed } from '../wire/describe-link.ts';

/** A console that is being described, as far as the network gate needs to know it. */
export type DescribedConsole = Readonly<{
  startUrl: string;
  apiOrigins: readonly string[];
  /** Its pages' service worker sends requests for them: a step is let through from there too. */
  hasServiceWorker: boolean;
  requests: readonly RequestClass[];
}>;

/** The network gate for a console that no profile describes yet: closed, but for what is named as free, and a step for a blink. */
export type DescribedGate = Readonly<{
  now: () => Promise<DescribedConsole | null>;
  begin: (console: DescribedConsole) => Promise<void>;
  /** Opens a step for so long; resolves to when that ends, ms since 1970, and to null where nothing is being described. */
  pass: (kind: 'step' | 'back', tabId: number, forMs: number) => Promise<number | null>;
  end: () => Promise<void>;
}>;

/** A request of the described tab, or of its pages' service worker, that may change something. `body` null = it could not be read. */
export type DescribedRequest = Readonly<{
  method: string;
  url: string;
  by: 'navigation' | 'script' | 'socket';
  body: Readonly<Record<string, readonly string[]>> | null;
  /** The network gate stopped it. False: it left the browser. */
  wasStopped: boolean;
  /** The service worker sent it. */
  isRelayed: boolean;
  atMs: number;
}>;

/** The tab of a console that is being described, as the builder sees it. */
export type DescribedPage = Readonly<{
  /** Opens the console in a new tab, by GET. */
  open: (url: string) => Promise<void>;
  tabId: () => number | null;
  send: (message: ToDescribed) => void;
  onMessage: (listener: (message: FromDescribed) => void) => void;
  onConnected: (listener: (isConnected: boolean) => void) => void;
  onRequest: (listener: (request: DescribedRequest) => void) => void;
  /** Brings the console's tab to the front, or the builder's own. */
  show: (which: 'console' | 'builder') => Promise<void>;
}>;
