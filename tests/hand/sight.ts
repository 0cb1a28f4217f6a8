import type { HandBrowser } from './browser.ts';
import type { Page } from './page.ts';

/** What a person sees of the gate in the extension's popup, and when. */
export type Sight = Readonly<{
  atMs: number;
  state: string;
  reasons: readonly string[];
  isEscalated: boolean;
  stage: string | null;
}>;

/** The popup, kept open in a tab and watched: every change of the gate's status is seen, also those of a few milliseconds. */
export type PopupWatch = Readonly<{
  page: () => Page;
  now: () => Sight;
  sights: () => readonly Sight[];
  /** The first sight, from now on, that fits; null when none came in time. */
  until: (fits: (sight: Sight) => boolean, timeoutMs: number) => Promise<Sight | null>;
  /** Called with every new sight. */
  onSight: (listener: (sight: Sight) => void) => void;
  /** Opens the popup again after its process or browser died. */
  reopen: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** After its process died an extension may take its time on a busy machine. */
const OPEN_TIMEOUT_MS = 30_000;
const UNSEEN: Sight = { atMs: 0, state: 'closed', reasons: [], isEscalated: false, stage: null };

export async function watchPopup(browser: HandBrowser): Promise<PopupWatch> {
  const sights: Sight[] = [];
  const listeners = new Set<(sight: Sight) => void>();
  const take = (seen: Omit<Sight, 'atMs'>) => {
    const sight = { ...seen, atMs: Date.now() };
    sights.push(sight);
    for (const listener of listeners) listener(sight);
  };
  const now = () => sights.at(-1) ?? UNSEEN;
  let page = await openWatched(browser, take);
  const until: PopupWatch['until'] = (fits, timeoutMs) =>
    new Promise((resolve) => {
      if (fits(now())) return resolve(now());
      const listener = (sight: Sight) => {
        if (fits(sight)) end(sight);
      };
      const timer = setTimeout(() => end(null), timeoutMs);
      const end = (sight: Sight | null) => {
        clearTimeout(timer);
        listeners.delete(listener);
        resolve(sight);
      };
      listeners.add(listener);
    });
  return {
    page: () => page,
    now,
    sights: () => sights,
    until,
    onSight: (listener) => void listeners.add(listener),
    reopen: async () => {
      if (!page.isClosed()) await page.close();
      page = await openWatched(browser, take);
    },
    close: () => page.close(),
  };
}

async function openWatched({ context, address }: HandBrowser, take: (seen: Omit<Sight, 'atMs'>) => void): Promise<Page> {
  const page = await context().newPage();
  await page.exposeFunction('handSees', take);
  await page.goto(address('popup.html'), { timeout: OPEN_TIMEOUT_MS });
  await page.evaluate(watchStatus);
  return page;
}

/** Runs in the popup: reports the status at once and after every change of it. */
function watchStatus(): void {
  let last = '';
  const look = () => {
    const status = document.querySelector('[role="status"][data-state]');
    const codes = status?.getAttribute('data-reasons') ?? '';
    const seen = {
      state: status?.getAttribute('data-state') ?? 'closed',
      reasons: codes.split(',').filter((code) => code !== ''),
      isEscalated: status?.getAttribute('data-escalated') === 'true',
      stage: status?.getAttribute('data-stage') ?? null,
    };
    const text = JSON.stringify(seen);
    if (text === last) return;
    last = text;
    void Reflect.apply(Reflect.get(globalThis, 'handSees'), globalThis, [seen]);
  };
  const filter = ['data-state', 'data-reasons', 'data-escalated', 'data-stage'];
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: filter });
  look();
}
