import { copyFile } from 'node:fs/promises';
import type { Download, Frame, Locator, Page, Place, Role } from '../page.ts';
import { type Bidi, part, Refused, text } from './bidi.ts';
import { BEGIN_FILLING, FIRST, type Found, LOOK, type Looking, PICK_OPTION, type Way } from './finding.ts';
import { type KeyAction, pressing, typing } from './keys.ts';
import { byLabel, byRole, byText, locator } from './locator.ts';

/** Ends of a download, by the address that it came from. */
export type Downloads = Readonly<{ ended: (url: string) => Promise<string> }>;

const TIMEOUT_MS = 30_000;
const POLL_MS = 25;

type Options = Readonly<{ timeout?: number }>;

/** One tab, behind the words that the hand uses for a page. What the browser tells of it comes in through `told`. */
export class FirefoxPage implements Page {
  readonly id: string;
  readonly #bidi: Bidi;
  readonly #downloads: Downloads;
  readonly #exposed = new Map<string, (argument: never) => void>();
  readonly #saving = new Set<(download: Download) => void>();
  readonly #saved: Download[] = [];
  #url: string;
  #isClosed = false;

  constructor(bidi: Bidi, downloads: Downloads, { id, url }: Readonly<{ id: string; url: string }>) {
    this.id = id;
    this.#bidi = bidi;
    this.#downloads = downloads;
    this.#url = url;
  }

  /** An event of this tab's own document. */
  told(method: string, params: unknown): void {
    if (method === 'browsingContext.contextDestroyed') this.#isClosed = true;
    const url = part(params, 'url');
    if (method === 'browsingContext.downloadWillBegin') this.#began(text(params, 'suggestedFilename'), String(url));
    else if (ADDRESS_EVENTS.includes(method) && typeof url === 'string') this.#url = url;
    if (method === 'script.message') this.#said(text(params, 'channel'), part(part(params, 'data'), 'value'));
  }

  url(): string {
    return this.#url;
  }

  isClosed(): boolean {
    return this.#isClosed;
  }

  async goto(url: string, { timeout = TIMEOUT_MS }: Options = {}): Promise<void> {
    const arriving = this.#bidi.send('browsingContext.navigate', { context: this.id, url, wait: 'complete' });
    await inTime(arriving, timeout, `${url} was not there`);
    this.#url = url;
    for (const name of this.#exposed.keys()) await this.#expose(name);
  }

  async bringToFront(): Promise<void> {
    await this.#bidi.send('browsingContext.activate', { context: this.id });
  }

  async close(): Promise<void> {
    // A browser that died has taken its tabs along.
    await this.#unlessGone('browsingContext.close', {}, [...GONE, 'gone']);
    this.#isClosed = true;
  }

  readonly mouse = {
    click: (x: number, y: number, { delay = 0 }: Readonly<{ delay?: number }>) => this.press({ x, y }, delay),
    move: (x: number, y: number) => this.moveTo({ x, y }),
    down: () => this.#pointer([{ type: 'pointerDown', button: 0 }]),
    up: () => this.#pointer([{ type: 'pointerUp', button: 0 }]),
  };

  readonly keyboard = {
    type: (words: string, { delay = 0 }: Readonly<{ delay?: number }>) => this.#keys(typing(words, delay)),
    press: (keys: string, { delay = 0 }: Readonly<{ delay?: number }> = {}) => this.#keys(pressing(keys, delay)),
  };

  getByRole(role: Role, options: Parameters<typeof byRole>[1] = {}): Locator {
    return locator(this, byRole(role, options));
  }

  getByLabel(label: string, options: Parameters<typeof byLabel>[1] = {}): Locator {
    return locator(this, byLabel(label, options));
  }

  getByText(words: string | RegExp, options: Parameters<typeof byText>[1] = {}): Locator {
    return locator(this, byText(words, options));
  }

  frameLocator(css: string): Frame {
    const inside = (inner: Way) => locator(this, { by: 'frame', frame: css, inner });
    return {
      getByRole: (role, options = {}) => inside(byRole(role, options)),
      locator: (inner) => inside({ by: 'css', css: inner }),
    };
  }

  locator(css: string): Locator {
    return locator(this, { by: 'css', css } satisfies Way);
  }

  async evaluate<T>(inPage: (argument: never) => T | Promise<T>, argument?: unknown): Promise<T> {
    return this.#call<T>(inPage.toString(), argument === undefined ? [] : [argument]);
  }

  /** The function is put into the document that is open, and again into each that `goto` opens. */
  async exposeFunction(name: string, call: (argument: never) => void): Promise<void> {
    this.#exposed.set(name, call);
    await this.#expose(name);
  }

  async waitForURL(fits: (url: URL) => boolean, { timeout = TIMEOUT_MS }: Options): Promise<void> {
    await this.#until(timeout, 'at the address', () => URL.canParse(this.#url) && fits(new URL(this.#url)));
  }

  waitForEvent(event: 'close', options: Options): Promise<unknown>;
  waitForEvent(event: 'download', options?: Options): Promise<Download>;
  waitForEvent(event: 'close' | 'download', { timeout = TIMEOUT_MS }: Options = {}): Promise<unknown> {
    if (event === 'close') return this.#until(timeout, 'closed', () => this.#isClosed);
    const already = this.#saved.shift();
    if (already !== undefined) return Promise.resolve(already);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no download began in ${timeout} ms`)), timeout);
      const take = (download: Download) => {
        clearTimeout(timer);
        this.#saving.delete(take);
        resolve(download);
      };
      this.#saving.add(take);
    });
  }

  look(looking: Looking): Promise<Found> {
    return this.#call<Found>(LOOK, [looking]);
  }

  async moveTo(place: Place): Promise<void> {
    await this.#pointer(at(place));
  }

  async focus(way: Way): Promise<void> {
    await this.#call(`(way) => (${FIRST})(way).focus()`, [way]);
  }

  async fill(way: Way, text: string): Promise<void> {
    const isTyped = await this.#call<boolean>(BEGIN_FILLING, [{ way, text }]);
    if (isTyped) await this.#keys(text === '' ? pressing('Delete', 0) : typing(text, 0));
  }

  async pick(way: Way, option: Readonly<{ value: string | null; label: string | null }>): Promise<void> {
    await this.#call(PICK_OPTION, [{ way, ...option }]);
  }

  async chooseFile(way: Way, path: string): Promise<void> {
    const answer = await this.#bidi.send('script.callFunction', {
      functionDeclaration: `(way) => (${FIRST})(JSON.parse(way))`,
      arguments: [{ type: 'string', value: JSON.stringify(way) }],
      target: { context: this.id },
      awaitPromise: false,
    });
    const sharedId = text(part(answer, 'result'), 'sharedId');
    await this.#bidi.send('input.setFiles', { context: this.id, element: { sharedId }, files: [path] });
  }

  async press(place: Place, delayMs: number): Promise<void> {
    await this.#pointer([...at(place), { type: 'pointerDown', button: 0 }, ...pause(delayMs), { type: 'pointerUp', button: 0 }]);
  }

  async pressTwice(place: Place): Promise<void> {
    const once = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#pointer([...at(place), ...once, ...once]);
  }

  /** The document as the debugger sees it, closed shadow roots too (WebDriver BiDi, `script.NodeRemoteValue`). */
  async document(): Promise<unknown> {
    const answer = await this.#bidi.send('script.evaluate', {
      expression: 'document.documentElement',
      target: { context: this.id },
      awaitPromise: false,
      serializationOptions: { maxDomDepth: null, includeShadowTree: 'all' },
    });
    return part(answer, 'result');
  }

  async #pointer(actions: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    await this.#perform({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  async #keys(actions: readonly KeyAction[]): Promise<void> {
    await this.#perform({ type: 'key', id: 'keyboard', actions });
  }

  /** A press may take its own page away: then the answer is that there is no such page, and the press was done. */
  #perform(source: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#unlessGone('input.performActions', { actions: [source] });
  }

  async #unlessGone(method: string, params: Readonly<Record<string, unknown>>, gone: readonly string[] = GONE): Promise<void> {
    try {
      await this.#bidi.send(method, { context: this.id, ...params });
    } catch (error) {
      if (!(error instanceof Refused) || !gone.includes(error.code)) throw error;
    }
  }

  async #expose(name: string): Promise<void> {
    await this.#bidi.send('script.callFunction', {
      functionDeclaration: '(name, channel) => { globalThis[name] = (argument) => channel(JSON.stringify(argument)); }',
      arguments: [
        { type: 'string', value: name },
        { type: 'channel', value: { channel: `${CHANNEL}${name}` } },
      ],
      target: { context: this.id },
      awaitPromise: false,
    });
  }

  #said(channel: string, data: unknown): void {
    const call = channel.startsWith(CHANNEL) ? this.#exposed.get(channel.slice(CHANNEL.length)) : undefined;
    if (call !== undefined && typeof data === 'string') Reflect.apply(call, undefined, [JSON.parse(data)]);
  }

  #began(name: string, url: string): void {
    const download: Download = {
      suggestedFilename: () => name,
      saveAs: async (path) => copyFile(await this.#downloads.ended(url), path),
    };
    if (this.#saving.size === 0) this.#saved.push(download);
    for (const take of [...this.#saving]) take(download);
  }

  /** Runs the text of a function in the page. What it is given and what it returns is data, and crosses the border as JSON. */
  async #call<T>(inPage: string, args: readonly unknown[]): Promise<T> {
    const answer = await this.#bidi.send('script.callFunction', {
      functionDeclaration: `async (args) => JSON.stringify({ value: await (${inPage})(...JSON.parse(args)) })`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context: this.id },
      awaitPromise: true,
    });
    const value = part(part(answer, 'result'), 'value');
    if (typeof value !== 'string') throw new Error(`the page failed: ${String(part(part(answer, 'exceptionDetails'), 'text'))}`);
    return JSON.parse(value).value;
  }

  async #until(timeoutMs: number, what: string, isSo: () => boolean): Promise<void> {
    for (const endMs = performance.now() + timeoutMs; !isSo(); ) {
      if (performance.now() > endMs) throw new Error(`the page was not ${what} in ${timeoutMs} ms: ${this.#url}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

const CHANNEL = 'hand:';
/** What is answered when a page went away by itself, or under an action. */
const GONE: readonly string[] = ['no such frame', 'no such window', 'no such node'];
/** Every event that tells where a tab is now. */
export const ADDRESS_EVENTS: readonly string[] = [
  'browsingContext.navigationCommitted',
  'browsingContext.domContentLoaded',
  'browsingContext.load',
  'browsingContext.fragmentNavigated',
  'browsingContext.historyUpdated',
];

/** What the browser still does afterwards is its own affair. */
async function inTime(doing: Promise<unknown>, timeoutMs: number, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} in ${timeoutMs} ms`)), timeoutMs);
  });
  doing.catch(() => null);
  await Promise.race([doing, late]).finally(() => clearTimeout(timer));
}

function at({ x, y }: Place): readonly Readonly<Record<string, unknown>>[] {
  return [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }];
}

function pause(durationMs: number): readonly Readonly<Record<string, unknown>>[] {
  return durationMs > 0 ? [{ type: 'pause', duration: durationMs }] : [];
}
