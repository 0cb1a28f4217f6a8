import { browser } from './api.ts';

/** One of our own pages, with what it is asked for. */
export type OwnPage = `evidence.html?${string}` | `takeover.html?${string}` | 'onboarding.html';

/**
 * Opens one of our own pages in a tab. Asked of the browser and not of `window.open`: that gives the page an opener, with which it
 * may come up without the extension API, and without one Firefox opens nothing from a page of an extension.
 */
export async function openPage(page: OwnPage): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`/${page}`) });
}
