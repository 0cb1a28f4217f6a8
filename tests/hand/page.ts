/**
 * What the hand needs of a browser, in the words of the test tool: the few verbs of a person, and of somebody who looks. Chromium's
 * pages are the test tool's own; Firefox, in which that tool loads no extension, has its own behind the same words.
 */

type Within = Readonly<{ timeout?: number }>;
type Named = Readonly<{ name?: string | RegExp; exact?: boolean; level?: number }>;
type Exactly = Readonly<{ exact?: boolean }>;
/** `delay`: ms between pressing and releasing, or between two keys. */
type Slowly = Readonly<{ delay?: number }>;
/** Pixels, from the upper left corner of the window or of the control. */
export type Place = Readonly<{ x: number; y: number }>;
export type Box = Readonly<{ x: number; y: number; width: number; height: number }>;
/** The roles that the hand looks for (WAI-ARIA 1.2). */
export type Role =
  | 'article'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'group'
  | 'heading'
  | 'link'
  | 'listbox'
  | 'radiogroup'
  | 'region'
  | 'switch'
  | 'textbox';

/** A way to find something on a page, followed anew at every use. What is found is pressed with trusted events, once it can be. */
export interface Locator {
  first(): Locator;
  nth(index: number): Locator;
  or(other: Locator): Locator;
  and(other: Locator): Locator;
  getByRole(role: Role, options?: Named): Locator;
  getByLabel(label: string, options?: Exactly): Locator;
  getByText(text: string | RegExp, options?: Exactly): Locator;
  count(): Promise<number>;
  waitFor(options?: Within & Readonly<{ state?: 'visible' | 'hidden' | 'attached' }>): Promise<void>;
  click(options?: Slowly & Within & Readonly<{ position?: Place; noWaitAfter?: boolean }>): Promise<void>;
  /** Moves the pointer there. With `force` also where something lies over it. */
  hover(options?: Within & Readonly<{ position?: Place; force?: boolean }>): Promise<void>;
  focus(): Promise<void>;
  /** Puts a text in the place of what a control holds. */
  fill(text: string): Promise<void>;
  check(): Promise<void>;
  /** Picks an option by its value or by its words. */
  selectOption(option: string | Readonly<{ label: string }>): Promise<unknown>;
  /** Chooses a file, by its path. */
  setInputFiles(path: string): Promise<void>;
  scrollIntoViewIfNeeded(options: Within): Promise<void>;
  boundingBox(): Promise<Box | null>;
  inputValue(): Promise<string>;
  isChecked(): Promise<boolean>;
  isEnabled(options: Within): Promise<boolean>;
  getAttribute(name: string): Promise<string | null>;
  textContent(): Promise<string | null>;
  allInnerTexts(): Promise<string[]>;
}

export interface Download {
  suggestedFilename(): string;
  saveAs(path: string): Promise<void>;
}

/** A frame of a page, of the page's own origin. */
export interface Frame {
  getByRole(role: Role, options?: Named): Locator;
  locator(css: string): Locator;
}

export interface Page {
  url(): string;
  goto(url: string, options?: Within): Promise<unknown>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
  isClosed(): boolean;
  readonly mouse: Readonly<{
    click(x: number, y: number, options: Slowly): Promise<void>;
    move(x: number, y: number): Promise<void>;
    /** Where the pointer is. */
    down(): Promise<void>;
    up(): Promise<void>;
  }>;
  /** Keys go where the focus is: a text key by key, or one key by its name (UI Events `key`). */
  readonly keyboard: Readonly<{ type(text: string, options: Slowly): Promise<void>; press(key: string, options?: Slowly): Promise<void> }>;
  getByRole(role: Role, options?: Named): Locator;
  getByLabel(label: string, options?: Exactly): Locator;
  getByText(text: string | RegExp, options?: Exactly): Locator;
  locator(css: string): Locator;
  frameLocator(css: string): Frame;
  /** Runs a function in the page. It brings everything along that it uses. */
  evaluate<T>(inPage: () => T | Promise<T>): Promise<T>;
  evaluate<T, A>(inPage: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  exposeFunction(name: string, call: (argument: never) => void): Promise<unknown>;
  waitForURL(fits: (url: URL) => boolean, options: Within & Readonly<{ waitUntil: 'commit' }>): Promise<void>;
  waitForEvent(event: 'close', options: Within): Promise<unknown>;
  waitForEvent(event: 'download', options?: Within): Promise<Download>;
}

/** All pages of one browser. */
export interface Context {
  pages(): Page[];
  newPage(): Promise<Page>;
  on(event: 'page', listener: (page: Page) => void): unknown;
  off(event: 'page', listener: (page: Page) => void): unknown;
  waitForEvent(event: 'page', options?: Within): Promise<Page>;
}
