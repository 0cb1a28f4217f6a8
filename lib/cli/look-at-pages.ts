import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Profile } from '../core/profile/profile.ts';
import { type PageCheck, readPageCheck } from '../wire/page-check.ts';
import { openBrowser } from './browser-pipe.ts';
import { type Eyes, openPage, pageScript } from './page-eyes.ts';
import { placesOf } from './profile-places.ts';
import { Refused } from './refused.ts';

/** What one page came to. */
export type Checked = Readonly<{ page: string }> & PageCheck;

/** Pages that draw themselves take their time. */
const DRAWN_MS = 15_000;
const LOOK_MS = 250;
const SETTLED_MS = 3_000;

/** Opens each page, or saved page, in a browser and looks at it as an execution would. A saved page runs no script and loads nothing. */
export async function checkPages(pages: readonly string[], profile: Profile, signedIn: string | null): Promise<readonly Checked[]> {
  const addresses = pages.map((page) => ({ page, address: addressOf(page) }));
  const script = await pageScript('check-page');
  const browser = await openBrowser(signedIn);
  try {
    const checked: Checked[] = [];
    for (const { page, address } of addresses) {
      const eyes = await openPage(browser, address);
      const seen = await checkOne(() => eyes.look(script, callFor(profile, address)), eyes, address);
      checked.push({ page, ...seen, differences: [...seen.differences, ...unplaced(seen, { page, address, profile })] });
    }
    return checked;
  } finally {
    await browser.close();
  }
}

/** What a profile for one page could begin with, as JSON would carry it; null where the page cannot be looked at. */
export async function draftPage(page: string, signedIn: string | null): Promise<unknown> {
  const address = addressOf(page);
  const script = await pageScript('draft-screen');
  const browser = await openBrowser(signedIn);
  try {
    const eyes = await openPage(browser, address);
    await whole(eyes);
    await later(address.isSaved ? LOOK_MS : SETTLED_MS);
    return await eyes.look(script, 'draftScreen(document, openRoot)');
  } finally {
    await browser.close();
  }
}

/** `path` is where a page is on its console: null = where the browser says, empty = nobody said of a file where it was saved. */
type Address = Readonly<{ url: string; isSaved: boolean; path: string | null }>;

/** A file whose own name has such an ending is meant as it is. */
const FILE_AND_PATH = /^(.+?)=(\/[^?#\s]*)$/;

function addressOf(page: string): Address {
  if (/^https?:\/\//.test(page)) return { url: page, isSaved: false, path: null };
  const [, file, path] = existsSync(page) ? [page, page, ''] : (FILE_AND_PATH.exec(page) ?? []);
  if (file === undefined || path === undefined || !existsSync(file))
    throw new Refused(`There is no page ${page}: it is neither an address nor a file.`);
  return { url: pathToFileURL(resolve(file)).href, isSaved: true, path };
}

function callFor(profile: Profile, { path }: Address): string {
  const at = path === null ? 'location' : JSON.stringify({ origin: null, pathname: path });
  return `checkPage(document, { profile: ${JSON.stringify(profile)}, at: ${at}, openRoot })`;
}

/** Of a saved page that nothing fits: what it may be that is known by its address alone. */
function unplaced({ place }: PageCheck, { page, address, profile }: Readonly<{ page: string; address: Address; profile: Profile }>) {
  if (place !== 'elsewhere' || address.path !== '') return [];
  return placesOf(profile).flatMap(({ title, recognise: { path } }) =>
    path === undefined
      ? []
      : [`${title} is known by its address, which a file does not say. If it is this one, give it as ${page}=${path}`],
  );
}

async function checkOne(look: () => Promise<unknown>, eyes: Eyes, { isSaved }: Address): Promise<PageCheck> {
  await whole(eyes);
  const endMs = performance.now() + (isSaved ? LOOK_MS * 4 : DRAWN_MS);
  for (;;) {
    await later(LOOK_MS);
    const seen = readPageCheck(await look());
    const isLate = performance.now() > endMs;
    if (seen !== null && (isLate || (seen.place !== 'elsewhere' && seen.differences.length === 0))) return seen;
    if (isLate) return { place: 'elsewhere', screen: null, differences: ['it could not be looked at'], confirmation: null };
  }
}

/** A page that is still being read has not all its controls. One that never ends loading is looked at all the same. */
async function whole(eyes: Eyes): Promise<void> {
  const endMs = performance.now() + DRAWN_MS;
  while (!(await eyes.isWhole()) && performance.now() < endMs) await later(LOOK_MS);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
