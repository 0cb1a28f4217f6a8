import type { ButtonName, ConsoleField, ConsoleScreen } from './console-map.ts';
import { BUTTONS, PRIVILEGES, SCREENS, screenNamed } from './console-map.ts';
import type { Locator, Page } from './page.ts';
import type { Entry } from './values.ts';

/** How fast a hand is. `keyMs`: between two keys of a text. `pressMs`: how long a button or box is held down. `lookMs`: a look at a new screen. */
export type Pace = Readonly<{ keyMs: number; pressMs: number; lookMs: number }>;
/** A person at work, and one who knows every value by heart. Both press as people press. */
export const HUMAN: Pace = { keyMs: 35, pressMs: 75, lookMs: 700 };
export const FAST: Pace = { keyMs: 4, pressMs: 60, lookMs: 400 };

const FIND_TIMEOUT_MS = 4_000;
const PRESS_TIMEOUT_MS = 6_000;

/** Which screen the console shows now, by its heading; null for a page that is no screen. */
export async function screenShown(page: Page): Promise<ConsoleScreen | null> {
  return screenIn(await headingsOf(page));
}

/** What a page that is no screen says of itself, in quotation marks; a browser's own page of an error has a heading as well. */
export async function headlineOf(page: Page): Promise<string> {
  if (page.isClosed()) return 'no page';
  return `“${(await headingsOf(page)).join(' / ')}” at ${page.url()}`;
}

function headingsOf(page: Page): Promise<readonly string[]> {
  return page.getByRole('heading', { level: 1 }).allInnerTexts();
}

function screenIn(headings: readonly string[]): ConsoleScreen | null {
  return headings.map((text) => SCREENS.find(({ heading }) => heading === text.trim()) ?? null).find((one) => one !== null) ?? null;
}

/** Waits until the console shows another screen than `from`; false when it did not in time. */
export async function waitToLeave(page: Page, from: ConsoleScreen, timeoutMs: number): Promise<boolean> {
  const stays = page.getByRole('heading', { level: 1, name: from.heading, exact: true });
  return stays.waitFor({ state: 'hidden', timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}

/** Waits for any of the console's screens; null for a page that is none, or that was closed meanwhile. */
export async function waitForScreen(page: Page, timeoutMs: number): Promise<ConsoleScreen | null> {
  try {
    for (;;) {
      await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: timeoutMs });
      // The page that was waited for may be gone again, and the next one may have no heading yet.
      const headings = await headingsOf(page);
      if (headings.length > 0) return screenIn(headings);
    }
  } catch (error) {
    if (page.isClosed()) return null;
    throw error;
  }
}

/** Presses one of the console's buttons with the mouse, held down as long as a person holds it. */
export async function pressButton(page: Page, name: ButtonName, pace: Pace): Promise<void> {
  const button = page.getByRole('button', { name: BUTTONS[name], exact: true }).first();
  await button.click({ delay: pace.pressMs, timeout: PRESS_TIMEOUT_MS, noWaitAfter: true });
}

/** Enters one value with mouse and keyboard alone. What the field held before is replaced. */
export async function enter(page: Page, field: ConsoleField, entry: Entry, pace: Pace): Promise<void> {
  switch (field.control) {
    case 'text':
      return retype(page, await textControl(page, field), String(entry), pace);
    case 'lines':
      return retype(page, await textControl(page, field), typeof entry === 'object' ? entry.join('\n') : String(entry), pace);
    case 'date-time':
      return enterDateTime(page, await dateControl(page, field), String(entry), pace);
    case 'tick':
      return setTick(await tickControl(page, field.label, field.name), entry === true, pace);
    case 'ticks':
      return setTicks(page, field, typeof entry === 'object' ? entry : [String(entry)], pace);
  }
}

/** Types raw text into a field as it comes, after clearing it. Dates are typed key by key, too. */
export async function typeRaw(page: Page, field: ConsoleField, text: string, pace: Pace): Promise<void> {
  const control = field.control === 'date-time' ? await dateControl(page, field) : await textControl(page, field);
  if (field.control !== 'date-time') return retype(page, control, text, pace);
  await clickFirstPart(control, pace);
  await page.keyboard.type(text, { delay: pace.keyMs });
}

/** By its label as a person finds it; a person who knows the form also finds it when the label is another. */
async function textControl(page: Page, field: ConsoleField): Promise<Locator> {
  return visible(
    page.getByRole('textbox', { name: field.label, exact: true }),
    page.locator(`input[name="${field.name}"], textarea[name="${field.name}"]`),
  );
}

async function dateControl(page: Page, field: ConsoleField): Promise<Locator> {
  return visible(page.getByLabel(field.label, { exact: true }).and(page.locator('input')), page.locator(`input[name="${field.name}"]`));
}

async function tickControl(page: Page, label: string, name: string): Promise<Locator> {
  const ticks = page.getByRole('checkbox', { name: label, exact: true }).or(page.getByRole('switch', { name: label, exact: true }));
  return visible(ticks, page.locator(`input[type="checkbox"][name="${name}"]`));
}

async function visible(byLabel: Locator, byName: Locator): Promise<Locator> {
  if ((await byLabel.count()) > 0) return byLabel.first();
  await byLabel.or(byName).first().waitFor({ timeout: FIND_TIMEOUT_MS });
  return byLabel.or(byName).first();
}

async function retype(page: Page, control: Locator, text: string, pace: Pace): Promise<void> {
  await control.click({ delay: pace.pressMs, timeout: PRESS_TIMEOUT_MS });
  if ((await control.inputValue()) !== '') {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
  }
  await page.keyboard.type(text, { delay: pace.keyMs });
}

async function setTick(control: Locator, isOn: boolean, pace: Pace): Promise<void> {
  if ((await isTicked(control)) === isOn) return;
  await control.click({ delay: pace.pressMs, timeout: PRESS_TIMEOUT_MS });
}

/** Each box that the hand knows is put as wanted. A box that it does not know stays as the console has it. */
async function setTicks(page: Page, field: ConsoleField, wanted: readonly string[], pace: Pace): Promise<void> {
  const group = page.getByRole('group', { name: field.label, exact: true }).first();
  await group.waitFor({ timeout: FIND_TIMEOUT_MS });
  for (const name of new Set([...PRIVILEGES, ...wanted])) {
    const tick = group.getByRole('checkbox', { name, exact: true }).or(group.getByRole('switch', { name, exact: true }));
    if ((await tick.count()) > 0) await setTick(tick.first(), wanted.includes(name), pace);
    else if (wanted.includes(name)) throw new Error(`the console offers no ${name}`);
  }
}

async function isTicked(control: Locator): Promise<boolean> {
  const aria = await control.getAttribute('aria-checked');
  return aria === null ? control.isChecked() : aria === 'true';
}

async function clickFirstPart(control: Locator, pace: Pace): Promise<void> {
  const box = await control.boundingBox();
  await control.click({ delay: pace.pressMs, position: { x: 12, y: (box?.height ?? 20) / 2 }, timeout: PRESS_TIMEOUT_MS });
}

/**
 * Types a date and time part by part, in the order that the browser's language shows: `fill` would set the value by
 * script, without one trusted event. Chromium takes up to six digits for a year, so the hand goes on with the arrow key there;
 * Firefox goes on by itself after four.
 */
async function enterDateTime(page: Page, control: Locator, wanted: string, pace: Pace): Promise<void> {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(wanted);
  await clickFirstPart(control, pace);
  if (parts === null) return void (await page.keyboard.type(wanted, { delay: pace.keyMs }));
  const [, year = '', month = '', day = '', hour = '', minute = ''] = parts;
  const half = Number(hour) < 12 ? 'AM' : 'PM';
  const hour12 = String(Number(hour) % 12 || 12).padStart(2, '0');
  const orders = [
    [month + day + year, hour12 + minute + half],
    [day + month + year, hour + minute],
  ];
  const goesOnAfterYear = await page.evaluate(() => navigator.userAgent.includes('Firefox/'));
  for (const [date = '', time = ''] of orders) {
    await clickFirstPart(control, pace);
    await page.keyboard.type(date, { delay: pace.keyMs });
    if (!goesOnAfterYear) await page.keyboard.press('ArrowRight');
    await page.keyboard.type(time, { delay: pace.keyMs });
    if ((await control.inputValue()) === wanted) return;
  }
  throw new Error(`the hand could not type ${wanted}; the console took ${await control.inputValue()}`);
}

/** The screen of a name that a scenario uses; a name that nothing has is the caller's mistake. */
export function screenOf(name: string): ConsoleScreen {
  const screen = screenNamed(name);
  if (screen === null) throw new Error(`no screen is called ${name}`);
  return screen;
}
