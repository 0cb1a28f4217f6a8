import type { Page } from '@playwright/test';
import type { HandBrowser } from './browser.ts';
import { inChromium } from './chromium.ts';

/** A practised hand that describes a console with the builder: it points, names, presses and says what it pressed. */
export type BuilderHand = Readonly<{
  builder: Page;
  console: Page;
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
  /** What the builder calls the time zone. */
  zone?: string;
  isByKeyboard?: boolean;
  /** What of a list counts. */
  counts?: 'Everything in it: it is the box of what was chosen';
  /** Where the time of a date stands, when it is a control of its own. */
  timeAt?: string;
  isShown?: boolean;
  /** The builder goes on to ask for something else by itself. */
  isFollowed?: boolean;
}>;

const TIMEOUT_MS = 10_000;
/** Buttons of the page that the pointer does not reach are none; a group is pointed at where its own ground is. */
const CORNER = { x: 4, y: 4 };

/** Opens the options, gives the address, and waits for the console's tab. */
export async function describeConsole(browser: HandBrowser, address: string): Promise<BuilderHand> {
  const builder = inChromium(await browser.context().newPage());
  await builder.goto(browser.address('options.html'));
  await builder.getByLabel('Describe a console that is not here yet').fill(address);
  const opened = builder.context().waitForEvent('page');
  await builder.getByRole('button', { name: 'Describe this console' }).click();
  const page = await opened;
  await builder.getByText('The console’s page answers').waitFor({ state: 'attached' });
  return builderHand(builder, page);
}

/** Points, in a saved page that stands open in the builder, at what it says. */
export async function pointInSavedPage(builder: Page, spots: readonly (readonly [button: string, selector: string])[]): Promise<void> {
  const frame = builder.frameLocator('iframe');
  for (const [button, selector] of spots) {
    await builder.getByRole('region', { name: 'Confirmation' }).getByRole('button', { name: button }).click();
    await frame.locator(selector).scrollIntoViewIfNeeded();
    await frame.locator(selector).hover({ force: true });
    await builder.mouse.down();
    await builder.mouse.up();
    await builder.getByRole('button', { name: 'Keep it', exact: true }).click();
  }
}

function builderHand(builder: Page, consolePage: Page): BuilderHand {
  const button = (name: string) => builder.getByRole('button', { name, exact: true });
  const controlOf = (name: string, { role = 'textbox', selector }: FieldSaid) =>
    selector === undefined ? consolePage.getByRole(role, { name, exact: true }) : consolePage.locator(selector);
  const pointed = () => builder.getByRole('region', { name: 'You pointed at' });
  const pointing = async () => {
    await consolePage.bringToFront();
    await consolePage.waitForFunction(() => document.querySelector('countersign-pointer') !== null);
  };
  const textNow: BuilderHand['textNow'] = async (selector, { counts } = {}) => {
    await builder.getByRole('heading', { name: /^Point at/ }).waitFor({ timeout: TIMEOUT_MS });
    await pointing();
    await consolePage.waitForTimeout(150);
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
      await consolePage.waitForTimeout(150);
      if (said.isByKeyboard === true) await byKeyboard(consolePage, name);
      else await controlOf(name, said).hover(said.role === 'group' ? { position: CORNER, force: true } : { force: true });
      if (said.isByKeyboard !== true) {
        await consolePage.mouse.down();
        await consolePage.mouse.up();
      }
      await builder.bringToFront();
      await pointed().waitFor({ timeout: TIMEOUT_MS });
      if (said.holds !== undefined) await pointed().getByLabel('It is, in the packet').selectOption({ label: said.holds });
      if (said.must !== undefined) await pointed().getByLabel('It must be').selectOption({ label: said.must });
      if (said.zone !== undefined) await pointed().getByLabel('Its time zone').selectOption({ label: said.zone });
      if (said.counts !== undefined) await pointed().getByLabel('Of this list counts').selectOption({ label: said.counts });
      if (said.timeAt !== undefined)
        await pointed().getByLabel('Its time of day').selectOption({ label: 'Stands in another control: I point at it next' });
      if (said.isShown === true) await pointed().getByLabel('Evidence shows').selectOption({ label: 'The value' });
      await button('Keep this field').click();
      if (said.timeAt !== undefined) await textNow(said.timeAt);
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

const STEPS_MAX = 60;

/** Goes on with Tab until what is aimed at is called that, and picks it with Enter. The name is read as a screen reader is told it. */
async function byKeyboard(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      await page.keyboard.press('Tab');
      await page.waitForTimeout(40);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const said = nodes.map((node) => String(node.name?.value ?? '')).join('');
      if (said.includes(`“${name}”, `)) {
        await page.keyboard.press('Enter');
        return;
      }
    }
    throw new Error(`no key leads to ${name}`);
  } finally {
    await session.detach();
  }
}
