import { setTimeout as passing } from 'node:timers/promises';
import type { Page as ChromiumPage } from '@playwright/test';
import type { HandBrowser, Part } from './browser.ts';
import { inChromium } from './chromium.ts';
import type { Locator, Page } from './page.ts';

/** A practised hand that describes a console with the builder: it points, names, presses and says what it pressed. `P`: whose pages they are. */
export type BuilderHand<P extends Page = Page> = Readonly<{
  builder: P;
  console: P;
  /** Points at a control by pointer, and names it. */
  field: (name: string, said?: FieldSaid) => Promise<void>;
  /** Presses one of the console's buttons and says in the builder what that was. */
  press: (button: string, answer: string) => Promise<void>;
  /** Points at a text of the page, found by its selector. */
  text: (button: string, selector: string, said?: Readonly<{ counts?: string }>) => Promise<void>;
  /** The same, when the builder asks for it by itself. */
  textNow: (selector: string, said?: Readonly<{ counts?: string }>) => Promise<void>;
}>;

export type FieldSaid = Readonly<{
  role?: 'textbox' | 'checkbox' | 'combobox' | 'group' | 'radiogroup' | 'listbox';
  selector?: string;
  holds?: string;
  must?: string;
  /** What it must hold, where that is nothing of the packet. */
  always?: string;
  /** What it is called, where the page gives it no name. */
  called?: string;
  /** What the builder calls the time zone. */
  zone?: string;
  isByKeyboard?: boolean;
  /** What of a list counts. */
  counts?: 'Everything in it: it is the box of what was chosen';
  /** In which controls it is entered: what is chosen under each of the builder's questions. */
  entered?: Readonly<Record<string, string>>;
  /** The other controls of it, in the order in which they are asked for. */
  others?: readonly string[];
  /** What is written under each of the builder's questions. */
  written?: Readonly<Record<string, string>>;
  isShown?: boolean;
  /** The builder goes on to ask for something else by itself. */
  isFollowed?: boolean;
}>;

/** The builder's words for a date whose time of day stands in one more control. */
export const TIME_APART = { 'Its time of day': 'Stands in another control: I point at it next' } as const;

const TIMEOUT_MS = 10_000;
/** The page's script has heard that somebody points. */
const HEARD_MS = 150;
/** A group is pointed at where its own ground is: near its lower left corner, because beside its legend it may have none. */
const INSET_PX = 4;

/** Opens the options, gives the address, and waits for the console's tab. */
export async function describeConsole(browser: HandBrowser, address: string): Promise<BuilderHand> {
  const builder = await browser.context().newPage();
  await builder.goto(browser.address('options.html'));
  await builder.getByLabel('Describe a console that is not here yet').fill(address);
  const opened = browser.context().waitForEvent('page');
  await builder.getByRole('button', { name: 'Describe this console' }).click();
  const page = await opened;
  await builder.getByText('The console’s page answers').waitFor({ state: 'attached' });
  return builderHand(browser, builder, page);
}

/** The same in Chromium, whose test tool can do more with a page. */
export async function describeInChromium(browser: HandBrowser, address: string): Promise<BuilderHand<ChromiumPage>> {
  const hand = await describeConsole(browser, address);
  return { ...hand, builder: inChromium(hand.builder), console: inChromium(hand.console) };
}

/** Points, in a saved page that stands open in the builder, at what it says. */
export async function pointInSavedPage(
  builder: Page,
  spots: readonly (readonly [button: string, selector: string, counts?: string])[],
): Promise<void> {
  const frame = builder.frameLocator('iframe');
  for (const [button, selector, counts] of spots) {
    await builder.getByRole('region', { name: 'Confirmation' }).getByRole('button', { name: button }).click();
    await frame.locator(selector).scrollIntoViewIfNeeded({});
    await frame.locator(selector).hover({ force: true });
    await builder.mouse.down();
    await builder.mouse.up();
    if (counts !== undefined) await builder.getByLabel('Of it counts').selectOption({ label: counts });
    await builder.getByRole('button', { name: 'Keep it', exact: true }).click();
  }
}

function builderHand(browser: HandBrowser, builder: Page, consolePage: Page): BuilderHand {
  const button = (name: string) => builder.getByRole('button', { name, exact: true });
  const controlOf = (name: string, { role = 'textbox', selector }: FieldSaid) =>
    selector === undefined ? consolePage.getByRole(role, { name, exact: true }) : consolePage.locator(selector);
  const pointed = () => builder.getByRole('region', { name: 'You pointed at' });
  const pointing = async () => {
    await consolePage.bringToFront();
    await consolePage.locator('countersign-pointer').waitFor({ state: 'attached' });
    await passing(HEARD_MS);
  };
  const textNow: BuilderHand['textNow'] = async (selector, { counts } = {}) => {
    await builder.getByRole('heading', { name: /^Point at/ }).waitFor({ timeout: TIMEOUT_MS });
    await pointing();
    await consolePage.locator(selector).first().hover({ force: true });
    await consolePage.mouse.down();
    await consolePage.mouse.up();
    await builder.bringToFront();
    await pointed().waitFor({ timeout: TIMEOUT_MS });
    if (counts !== undefined) await pointed().getByLabel('Of it counts').selectOption({ label: counts });
    await button('Keep it').click();
    await pointed().waitFor({ state: 'hidden', timeout: TIMEOUT_MS });
  };
  return {
    builder,
    console: consolePage,
    field: async (name, said = {}) => {
      await builder.bringToFront();
      await button('Point at a control').click();
      await builder.getByRole('heading', { name: 'Point at a control' }).waitFor({ timeout: TIMEOUT_MS });
      await pointing();
      if (said.isByKeyboard === true) await pickByKeys(browser, consolePage, `“${name}”, `);
      else await hoverOver(controlOf(name, said), said.role === 'group');
      if (said.isByKeyboard !== true) {
        await consolePage.mouse.down();
        await consolePage.mouse.up();
      }
      await builder.bringToFront();
      await pointed().waitFor({ timeout: TIMEOUT_MS });
      await sayOf(builder, said);
      await button('Keep this field').click();
      for (const other of said.others ?? []) await textNow(other);
      if (said.isFollowed !== true) await pointed().waitFor({ state: 'hidden', timeout: TIMEOUT_MS });
    },
    press: async (name, answer) => {
      await consolePage.bringToFront();
      await consolePage.getByRole('button', { name, exact: true }).click();
      await builder.bringToFront();
      const asked = builder.getByRole('region', { name: 'What was that?' });
      await asked.waitFor({ timeout: TIMEOUT_MS });
      await asked.getByRole('button', { name: answer, exact: true }).click();
      await asked.waitFor({ state: 'hidden', timeout: TIMEOUT_MS });
    },
    text: async (name, selector, said) => {
      await builder.bringToFront();
      await button(name).click();
      await textNow(selector, said);
    },
    textNow,
  };
}

/** Says of what was pointed at what it is. */
async function sayOf(builder: Page, said: FieldSaid): Promise<void> {
  const pointed = builder.getByRole('region', { name: 'You pointed at' });
  if (said.holds !== undefined) await pointed.getByLabel('It is, in the packet').selectOption({ label: said.holds });
  if (said.always !== undefined) {
    await pointed.getByLabel('It is, in the packet').selectOption({ label: 'Not in the packet: always the same' });
    await pointed.getByLabel('It must hold').fill(said.always);
    await builder.keyboard.press('Tab');
  }
  if (said.called !== undefined) {
    await pointed.getByLabel('It is called').fill(said.called);
    await builder.keyboard.press('Tab');
  }
  if (said.must !== undefined) await pointed.getByLabel('It must be').selectOption({ label: said.must });
  if (said.zone !== undefined) await pointed.getByLabel('Its time zone').selectOption({ label: said.zone });
  if (said.counts !== undefined) await pointed.getByLabel('Of this list counts').selectOption({ label: said.counts });
  for (const [question, label] of Object.entries(said.entered ?? {})) await pointed.getByLabel(question).selectOption({ label });
  for (const [question, text] of Object.entries(said.written ?? {})) {
    await pointed.getByLabel(question).fill(text);
    await builder.keyboard.press('Tab');
  }
  if (said.isShown === true) await pointed.getByLabel('Evidence shows').selectOption({ label: 'The value' });
}

async function hoverOver(control: Locator, isGroup: boolean): Promise<void> {
  await control.scrollIntoViewIfNeeded({});
  const { height = 0 } = (await control.boundingBox()) ?? {};
  await control.hover(isGroup ? { position: { x: INSET_PX, y: height - INSET_PX }, force: true } : { force: true });
}

const STEPS_MAX = 60;

/** Goes on with Tab until these words are said of what is aimed at, and picks it with Enter. They are read as a screen reader is told them. */
export async function pickByKeys(browser: HandBrowser, page: Page, words: string): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press('Tab');
    await passing(40);
    const said = wordsOf(await browser.anatomy(page));
    if (!said.includes(words)) continue;
    await page.keyboard.press('Enter');
    return;
  }
  throw new Error(`no key leads to ${words}`);
}

function wordsOf({ words, parts }: Part): string {
  return words + parts.map(wordsOf).join('');
}
