import type { Context, Page } from '../page.ts';
import { type Bidi, part, text } from './bidi.ts';
import { ADDRESS_EVENTS, type Downloads, FirefoxPage } from './page.ts';

const TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 25;
const VIEWPORT = { width: 1280, height: 900 };

type Listener = (page: Page) => void;
type Options = Readonly<{ timeout?: number }>;

/** All tabs of one running Firefox, those that pages and the extension open too. */
export class FirefoxContext implements Context {
  readonly #bidi: Bidi;
  readonly #pages = new Map<string, FirefoxPage>();
  readonly #listeners = new Set<Listener>();
  readonly #downloads: Downloads = { ended: (url) => this.#ended(url) };
  readonly #saved = new Map<string, string>();

  private constructor(bidi: Bidi) {
    this.#bidi = bidi;
    bidi.on((method, params) => this.#told(method, params));
  }

  static async open(bidi: Bidi): Promise<FirefoxContext> {
    const context = new FirefoxContext(bidi);
    const events = [
      'browsingContext.contextCreated',
      'browsingContext.contextDestroyed',
      'browsingContext.downloadWillBegin',
      'browsingContext.downloadEnd',
      'script.message',
      ...ADDRESS_EVENTS,
    ];
    await bidi.send('session.subscribe', { events });
    return context;
  }

  pages(): FirefoxPage[] {
    return [...this.#pages.values()].filter((page) => !page.isClosed());
  }

  async newPage(): Promise<FirefoxPage> {
    const answer = await this.#bidi.send('browsingContext.create', { type: 'tab' });
    return this.#page(text(answer, 'context'), 'about:blank');
  }

  on(_: 'page', listener: Listener): void {
    this.#listeners.add(listener);
  }

  off(_: 'page', listener: Listener): void {
    this.#listeners.delete(listener);
  }

  waitForEvent(_: 'page', { timeout = TIMEOUT_MS }: Options = {}): Promise<Page> {
    const opened = new Promise<Page>((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(new Error(`no page opened in ${timeout} ms`))), timeout);
      const take = (page: Page) => end(() => resolve(page));
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(take);
        settle();
      };
      this.#listeners.add(take);
    });
    // Whoever waits may still be on the way to the press that opens it; a page that never came is told when it is awaited.
    opened.catch(() => null);
    return opened;
  }

  #told(method: string, params: unknown): void {
    const id = part(params, 'context') ?? part(part(params, 'source'), 'context');
    if (typeof id !== 'string') return;
    const isTop = part(params, 'parent') === null || part(params, 'parent') === undefined;
    if (method === 'browsingContext.contextCreated' && isTop) this.#opened(id, text(params, 'url'));
    if (method === 'browsingContext.downloadEnd') this.#saved.set(text(params, 'url'), String(part(params, 'filepath')));
    this.#pages.get(id)?.told(method, params);
    if (method === 'browsingContext.contextDestroyed') this.#pages.delete(id);
  }

  #opened(id: string, url: string): void {
    const isNew = !this.#pages.has(id);
    const page = this.#page(id, url);
    void this.#bidi.send('browsingContext.setViewport', { context: id, viewport: VIEWPORT }).catch(() => null);
    if (isNew) for (const listener of [...this.#listeners]) listener(page);
  }

  #page(id: string, url: string): FirefoxPage {
    const page = this.#pages.get(id) ?? new FirefoxPage(this.#bidi, this.#downloads, { id, url });
    this.#pages.set(id, page);
    return page;
  }

  async #ended(url: string): Promise<string> {
    for (const endMs = performance.now() + TIMEOUT_MS; performance.now() < endMs; ) {
      const path = this.#saved.get(url);
      if (path !== undefined) return path;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    throw new Error(`the download of ${url} did not end`);
  }
}
