import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type BuilderHand, describeInChromium, pointInSavedPage } from '../../hand/building.ts';
import { contextInChromium, inChromium } from '../../hand/chromium.ts';
import type { Playable } from '../../setup/ready.ts';
import { countActs, seenOfActs } from '../acts.ts';
import { type Described, type Entered, type RealConsole, seenTo } from '../console.ts';
import { inFreshBrowser } from '../fresh-browser.ts';
import { typeInto } from '../typing.ts';
import { LEAD } from './database.ts';

const SHOWN_TIMEOUT_MS = 20_000;
/** A page of it has sent everything that it sends by itself. */
const QUIET_MS = 4_000;
/** What its page sends by itself is asked about one after the other. */
const ASKED_MAX = 10;
const COMMIT = 'POST /index.php?route=/table/replace';
const SQL = '/index.php?route=/table/sql&db=support&table=access_grant';
const ENDED_AT = '/index.php?route=/sql&db=support&table=access_grant';
const PRACTICE: Entered = { tenant: 'tnt_PRACT1', user: 'practice', scope: ['tenant.admin.read'], ends: '2030-01-02T03:04:00' };
/** A row as the console repeats it: each value in a part of its own. */
const VALUES = '.result_query .sql-highlight .cm-string >> nth=';

/** Describes it with the builder, with pointer and keyboard: the press that commits has to be known by its query, and may not arrive. */
export async function describeInsert(real: RealConsole, ready: Playable): Promise<Described> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-described-'));
  const inserted = join(folder, 'inserted.html');
  try {
    return await inFreshBrowser(real.origin, ready, async (browser) => {
      const desk = inChromium(await browser.context().newPage());
      await writeFile(inserted, await insertOnce(desk, real));
      const before = JSON.stringify(await real.rows());
      await desk.context().clearCookies();
      await desk.close();
      const acts = await countActs(contextInChromium(browser.context()));
      const there = await describeInChromium(browser, real.startUrl);
      there.console.setDefaultTimeout(SHOWN_TIMEOUT_MS);
      await signIn(there, real);
      // Where it shows SQL, as it does when a row was inserted, it asks whether that is right.
      const named = [...(await nameAll(there, `${real.origin}${SQL}`)), ...(await nameAll(there, real.startUrl))];
      await nameFields(there, real);
      const asked = await pressSubmit(there, real);
      const isRefused = (await there.builder.getByRole('heading', { name: 'Not guardable here' }).count()) > 0;
      await nameRest(there, inserted);
      const exported = await exportedBy(there.builder);
      const after = JSON.stringify(await real.rows());
      const seen = [
        seenTo(
          `the builder asks what its page sends by itself: ${named.length} times`,
          named.length > 0 && !named.includes(COMMIT),
          named.join(', '),
        ),
        seenTo('the builder knows the submit by its query, and that it can be guarded', asked === COMMIT && !isRefused, `${asked}`),
        seenOfActs(acts()),
        seenTo('the practice press: nothing new is in the console’s database', after === before, after),
      ];
      return { seen, exported };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An earlier row, inserted before the console is described: what it ended with is saved as a page. */
async function insertOnce(page: Page, { hand, startUrl }: RealConsole): Promise<string> {
  await hand.signIn(page);
  await page.goto(startUrl);
  await hand.whenThere(page);
  await hand.fill(page, PRACTICE);
  await page.locator(hand.submit).click();
  await page.locator(`${VALUES}3`).waitFor({ timeout: SHOWN_TIMEOUT_MS });
  return page.content();
}

/** The sign-in is a request of the console, too: stopped once, and let through from then on. */
async function signIn(there: BuilderHand<Page>, { origin }: RealConsole): Promise<void> {
  const { console: page } = there;
  await page.bringToFront();
  await page.goto(`${origin}/index.php`);
  await typeInto(page, '#input_username', LEAD.name);
  await typeInto(page, '#input_password', LEAD.password);
  await there.press('Log in', 'Changes nothing');
  await page.bringToFront();
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('#server-breadcrumb').waitFor();
}

async function nameFields(there: BuilderHand<Page>, { hand }: RealConsole): Promise<void> {
  await there.console.bringToFront();
  await hand.fill(there.console, PRACTICE);
  await there.field('', { selector: '#field_2_3', holds: 'Tenant, id', isShown: true });
  await there.field('', { selector: '#field_3_3', holds: 'Administrator, sign-in name' });
  await there.field('', { selector: '#field_4_3', holds: 'Scope: which privileges', isShown: true });
  await there.field('', { selector: '#field_5_3', holds: 'End of access', zone: 'UTC', isShown: true });
  await there.field('', { selector: 'select[name=submit_type]', always: 'insert', called: 'How it is written', isShown: true });
  await there.field('', { selector: 'select[name=after_insert]', always: 'back', called: 'What is shown afterwards', isShown: true });
}

async function pressSubmit({ builder, console: page }: BuilderHand<Page>, { hand }: RealConsole): Promise<string | null> {
  await page.bringToFront();
  await page.locator(hand.submit).click();
  await builder.bringToFront();
  const asked = await stoppedIn(builder, SHOWN_TIMEOUT_MS);
  await builder.getByRole('button', { name: 'The submit', exact: true }).click();
  await builder.getByText('That is the submit.').waitFor({ state: 'attached', timeout: SHOWN_TIMEOUT_MS });
  return asked;
}

async function nameRest({ builder }: BuilderHand<Page>, inserted: string): Promise<void> {
  await builder.getByLabel('Open a saved page').setInputFiles(inserted);
  await pointInSavedPage(builder, [
    ['Point at its reference', '.result_query .alert-success'],
    ['Point at Tenant, id', `${VALUES}0`, 'what stands in quotes'],
    ['Point at Administrator, sign-in name', `${VALUES}1`, 'what stands in quotes'],
    ['Point at Scope: which privileges', `${VALUES}2`, 'what stands in quotes'],
    ['Point at End of access', `${VALUES}3`, 'what stands in quotes'],
  ]);
  const known = builder.getByRole('region', { name: 'Confirmation' }).getByLabel('It is known by');
  if ((await known.count()) > 0) await known.selectOption({ label: 'Its reference: other pages have that heading, or it has none' });
  for (const [label, text] of [
    ['Words of the alert that says no', 'MySQL said'],
    ['Id', 'phpmyadmin-insert'],
    ['Name', 'phpMyAdmin, a row of a table that grants access'],
    ['Version', '2'],
    ['Page on which a grant is ended', ENDED_AT],
  ] as const) {
    await builder.getByLabel(label, { exact: true }).fill(text);
    await builder.keyboard.press('Tab');
  }
  await builder.getByRole('button', { name: 'These may change' }).click();
  await builder.getByRole('heading', { name: 'Nothing is missing' }).waitFor({ timeout: SHOWN_TIMEOUT_MS });
}

async function exportedBy(builder: Page): Promise<string> {
  const exported = builder.waitForEvent('download');
  await builder.getByRole('button', { name: 'Export the profile' }).click();
  return readFile(await (await exported).path(), 'utf8');
}

/** Says of each request that a page makes by itself that it changes nothing, and loads the page anew, until none is stopped. */
async function nameAll({ builder, console: page }: BuilderHand<Page>, address: string): Promise<readonly string[]> {
  await page.goto(address);
  const named: string[] = [];
  while (named.length < ASKED_MAX) {
    await builder.bringToFront();
    const asked = await stoppedIn(builder, QUIET_MS);
    if (asked === null) return named;
    named.push(asked);
    const region = builder.getByRole('region', { name: 'What was that?' });
    await region.getByRole('button', { name: 'Changes nothing', exact: true }).click();
    await region.getByText(asked, { exact: true }).waitFor({ state: 'hidden', timeout: SHOWN_TIMEOUT_MS });
    await page.reload();
  }
  throw new Error(`it still sends something: ${named.join(', ')}`);
}

/** The request that the builder asks about, as it calls it; null when it asks about none in time. */
async function stoppedIn(builder: Page, timeout: number): Promise<string | null> {
  const request = builder.getByRole('region', { name: 'What was that?' }).locator('.stopped .code');
  return request.waitFor({ timeout }).then(
    () => request.textContent(),
    () => null,
  );
}
