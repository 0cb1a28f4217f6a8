import type { BrowserName } from '../setup/browser.ts';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox/firefox.ts';
import type { Context, Page, Place } from './page.ts';

export type Victim = 'worker' | 'extension' | 'browser';

/**
 * What was seen of a death: the processes that are gone. A worker has none of its own: `isSeen` says of it that it was running before,
 * and had stopped after.
 */
export type Death = Readonly<{ pids: readonly number[]; isSeen: boolean }>;

/** One node of a document with all its shadow roots, closed ones too: `words` of a text, `attributes` of an element. */
export type Part = Readonly<{
  name: string;
  words: string;
  attributes: Readonly<Record<string, string>>;
  parts: readonly Part[];
}>;

/** A real browser with the extension in it. */
export type HandBrowser = Readonly<{
  /** The folder that the browser keeps everything in. */
  profile: string;
  context: () => Context;
  /** Who it is, in the words of its own about-page, such as `Firefox 153.0`. */
  version: () => string;
  /** Where a page of the extension stands, such as `popup.html`. */
  address: (file: string) => string;
  /** Puts the extension in anew, so that nothing of an earlier play is left: storage, keys, rules, permissions, cookies. */
  freshExtension: () => Promise<void>;
  /** Puts another extension in beside it, out of a folder. */
  addNeighbour: (folder: string) => Promise<void>;
  /**
   * Ends the worker, the extension's process or the whole browser, as a crash would. The browser is started again, after what is
   * done to its profile meanwhile.
   */
  kill: (victim: Victim, meanwhile?: () => Promise<void>) => Promise<Death>;
  /** Ends one page: in Chromium its process, as a crash would, and the tab stays with nothing in it; in Firefox the tab is closed. */
  endTab: (page: Page) => Promise<Death>;
  /** Takes the extension's access to every console away, as a person would in the browser's menus. */
  withdrawAccess: () => Promise<void>;
  /** Switches the extension off and on again: pages that are open keep a script that has lost its extension. */
  switchOffAndOn: () => Promise<void>;
  /** A page's document as a debugger sees it, through closed shadow roots. */
  anatomy: (page: Page) => Promise<Part>;
  /** Presses and releases twice; all four events are under way before the first is answered. */
  pressTwice: (page: Page, place: Place) => Promise<void>;
  /** Presses the access key of a control (HTML, `accesskey`) with the keys that this browser wants held for it. */
  pressAccessKey: (page: Page, key: string) => Promise<void>;
  close: () => Promise<void>;
}>;

export type BrowserOptions = Readonly<{
  name: BrowserName;
  executablePath: string;
  /** The folder of the built extension. */
  extension: string;
  /** Every origin that the extension or the console talks to. */
  origins: readonly string[];
  isHeadless: boolean;
  /**
   * Left out, the extension has the blocking listener: Chromium treats it as one that policy installed, Firefox gives it to any. For
   * `best-effort` Firefox gets the extension without the permission.
   */
  enforcement?: 'one-shot' | 'best-effort';
  /** Policy really installs the extension, under this id (Chromium only): the browser brings it by itself, and it stays. */
  byPolicy?: string;
  /** The browser keeps pages that were left, and shows them again as they were. The test tool switches that off. */
  isKeepingPages?: boolean;
}>;

/** A real browser with a profile of its own, kept until `close`. */
export async function openBrowser(options: BrowserOptions): Promise<HandBrowser> {
  return options.name === 'firefox' ? openFirefox(options) : openChromium(options);
}
