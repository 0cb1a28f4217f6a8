import { isDocument, isElement, type Root } from './dom.ts';

export type WatchInput = Readonly<{
  window: Window;
  document: Document;
  /** Something may have changed: look again. Called at most once a frame. */
  onChange: () => void;
  /** Controls may stand elsewhere now, nothing else. */
  onMove: () => void;
  /** A frame has loaded another document, this very moment: its own scripts run next. */
  onFrame: (frame: Element) => void;
  /** The page changed in these places; names near them are no longer known. Called before `onChange`, and on `flush`. */
  onMutations: (records: readonly MutationRecord[]) => void;
  signal: AbortSignal;
}>;

export type Watch = Readonly<{
  /** Follows roots that came in sight; those already followed are passed over. */
  follow(roots: readonly Root[]): void;
  /** Takes the mutations that were not told yet. */
  flush(): void;
  /** Asks for a look in the next frame. */
  ask(): void;
}>;

/** Everything after which a value, a screen or a dialog may be another one. Kits fire no `input` that reaches the document. */
const CHANGES = [
  ...['input', 'change', 'click', 'pointerdown', 'pointerup', 'keydown', 'keyup', 'paste', 'drop', 'reset'],
  ...['focusin', 'focusout', 'toggle', 'transitionend', 'animationend'],
] as const;
const ROUTES = ['popstate', 'hashchange', 'pageshow'] as const;
/** A script that sets a value fires nothing at all: so the page is looked at again and again, this often. */
const POLL_MS = 250;
/** A hidden tab draws no frames. */
const HIDDEN_MS = 100;

const MUTATIONS: MutationObserverInit = { childList: true, subtree: true, attributes: true, characterData: true };

export function createWatch(input: WatchInput): Watch {
  const { window, document, signal } = input;
  const followed = new WeakSet<Root>();
  let isAsked = false;
  const ask = () => {
    if (isAsked || signal.aborted) return;
    isAsked = true;
    const run = () => {
      isAsked = false;
      if (signal.aborted) return;
      flush();
      input.onChange();
    };
    if (document.visibilityState === 'hidden') window.setTimeout(run, HIDDEN_MS);
    else window.requestAnimationFrame(run);
  };
  const observer = new MutationObserver((records) => {
    input.onMutations(records);
    ask();
  });
  const flush = () => {
    const records = observer.takeRecords();
    if (records.length > 0) input.onMutations(records);
  };
  const listen = (target: EventTarget) => {
    for (const type of CHANGES) target.addEventListener(type, ask, { capture: true, passive: true, signal });
  };
  /** The `load` of a frame never reaches the window. */
  const onLoad = (event: Event) => {
    if (isElement(event.target)) input.onFrame(event.target);
    ask();
  };
  const follow = (roots: readonly Root[]) => {
    for (const root of roots) {
      if (followed.has(root)) continue;
      followed.add(root);
      observer.observe(root, MUTATIONS);
      root.addEventListener('load', onLoad, { capture: true, passive: true, signal });
      if (!isDocument(root) || root !== document) listen(root);
    }
  };
  listen(window);
  for (const type of ROUTES) window.addEventListener(type, ask, { signal });
  navigationOf(window)?.addEventListener('currententrychange', ask, { signal });
  document.addEventListener('visibilitychange', ask, { signal });
  window.addEventListener('scroll', input.onMove, { capture: true, passive: true, signal });
  window.addEventListener('resize', input.onMove, { passive: true, signal });
  follow([document]);
  const poll = window.setInterval(ask, POLL_MS);
  signal.addEventListener('abort', () => {
    window.clearInterval(poll);
    observer.disconnect();
  });
  return { follow, flush, ask };
}

/** The Navigation API of a window, where the browser has it. */
export function navigationOf(target: EventTarget): EventTarget | null {
  const navigation: unknown = 'navigation' in target ? target.navigation : null;
  return isEventTarget(navigation) ? navigation : null;
}

/** A frame's objects are not instances of this window's classes. */
function isEventTarget(value: unknown): value is EventTarget {
  return typeof value === 'object' && value !== null && 'addEventListener' in value && typeof value.addEventListener === 'function';
}
