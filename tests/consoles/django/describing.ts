import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type BuilderHand, describeInChromium, pointInSavedPage, TIME_APART } from '../../hand/building.ts';
import { contextInChromium, inChromium } from '../../hand/chromium.ts';
import type { Playable } from '../../setup/ready.ts';
import { countActs, seenOfActs } from '../acts.ts';
import type { Described, Entered } from '../console.ts';
import { inFreshBrowser } from '../fresh-browser.ts';
import { typeInto } from '../typing.ts';
import { hand } from './hand.ts';

const ADD = '/admin/auth/grant/add/';
const TIMEOUT_MS = 20_000;
const PRACTICE: Entered = { tenant: 'tnt_PRACT1', user: 'admin-78', scope: ['tenant.admin.read'], ends: '2030-01-02T03:04:00' };

/** Describes Django's admin in the builder with pointer and keyboard, and gives the file that it exports. */
export async function describeDjango(origin: string, ready: Playable): Promise<Described> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-described-'));
  const granted = join(folder, 'granted.html');
  try {
    return await inFreshBrowser(origin, ready, async (browser) => {
      const desk = inChromium(await browser.context().newPage());
      await writeFile(granted, await grantOnce(desk, origin));
      await desk.context().clearCookies();
      await desk.close();
      const acts = await countActs(contextInChromium(browser.context()));
      const there = await describeInChromium(browser, `${origin}${ADD}`);
      there.console.setDefaultTimeout(TIMEOUT_MS);
      await signIn(there);
      await nameFields(there, origin);
      await nameRest(there, granted);
      const exported = there.builder.waitForEvent('download');
      await there.builder.getByRole('button', { name: 'Export the profile' }).click({ timeout: TIMEOUT_MS });
      return { seen: [seenOfActs(acts())], exported: await readFile(await (await exported).path(), 'utf8') };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An earlier grant, made before the console is described: what it ended with is saved as a page. */
async function grantOnce(page: Page, origin: string): Promise<string> {
  await hand(origin).signIn(page);
  await page.goto(`${origin}${ADD}`);
  await hand(origin).fill(page, PRACTICE);
  await page.locator(hand(origin).submit).click();
  await page.locator('.messagelist .success').waitFor({ timeout: TIMEOUT_MS });
  return page.content();
}

/** The sign-in is a request of the console, too: stopped once, and let through from then on. */
async function signIn(there: BuilderHand<Page>): Promise<void> {
  const { console: page } = there;
  await page.bringToFront();
  await typeInto(page, 'input[name=username]', 'lead-01');
  await typeInto(page, 'input[name=password]', 'practice');
  await there.press('Log in', 'Changes nothing');
  await page.bringToFront();
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('#grant_form').waitFor({ timeout: TIMEOUT_MS });
  await there.builder.bringToFront();
  await there.builder.getByRole('heading', { name: 'On “Add grant”' }).waitFor({ timeout: TIMEOUT_MS });
}

async function nameFields(there: BuilderHand<Page>, origin: string): Promise<void> {
  await there.console.bringToFront();
  await hand(origin).fill(there.console, PRACTICE);
  await there.field('Tenant ID:', { isShown: true });
  await there.field('User', { selector: 'select[name=user] + .select2', holds: 'Administrator, sign-in name' });
  await there.field('Scope', {
    selector: '#id_scope_to',
    holds: 'Scope: which privileges',
    counts: 'Everything in it: it is the box of what was chosen',
    isShown: true,
  });
  await there.field('Ends', {
    selector: 'input[name=ends_0]',
    entered: TIME_APART,
    others: ['input[name=ends_1]'],
    zone: 'UTC',
    isShown: true,
  });
  await there.text('Point at who is signed in', '#user-tools strong');
}

async function nameRest(there: BuilderHand<Page>, granted: string): Promise<void> {
  const { builder } = there;
  await there.press('Save', 'The submit');
  const sent = builder.getByRole('region', { name: 'What the submit sends' }).getByRole('combobox');
  if ((await sent.count()) > 0) await sent.first().selectOption('user');
  await builder.getByLabel('Open a saved page').setInputFiles(granted);
  await pointInSavedPage(builder, [
    ['Point at its reference', '.messagelist .success a'],
    ['Point at Tenant ID:', '#result_list tbody tr:first-child .field-tenant'],
    ['Point at Administrator, sign-in name', '#result_list tbody tr:first-child .field-user'],
  ]);
  for (const [label, text] of [
    ['Id', 'django-admin'],
    ['Name', 'Django admin with a model that grants access'],
    ['Version', '2'],
    ['Page on which a grant is ended', '/admin/auth/grant/'],
  ] as const) {
    await builder.getByLabel(label, { exact: true }).fill(text);
    await builder.keyboard.press('Tab');
  }
  await builder.getByRole('button', { name: 'These may change' }).click();
  await builder.getByRole('heading', { name: 'Nothing is missing' }).waitFor({ timeout: TIMEOUT_MS });
}
